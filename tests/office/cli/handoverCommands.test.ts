import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CommandFailure } from '#cli/commandFailure.ts';
import { inspectCommand } from '#cli/inspectCommand.ts';
import { machineCommand } from '#cli/machineCommand.ts';
import { packCommand } from '#cli/packCommand.ts';
import { unpackCommand } from '#cli/unpackCommand.ts';
import { joinedOffices } from '../handover/joinedOffices.ts';
import {
  copyOf,
  draftIssue,
  foundedDirectory,
  openOffice,
  passwordOf,
  publicationOf,
  settings,
  signIn,
  value,
} from '../office/foundedOffice.ts';
import { temporaryFolder } from '../store/temporaryFolder.ts';

type Command = (
  args: readonly string[],
  print: (line: string) => void,
  warn: (line: string) => void,
  ask: () => Promise<{ personId: string; password: string }>,
) => Promise<void>;

async function run(command: Command, args: readonly string[], personId = 'wenhe'): Promise<readonly string[]> {
  const lines: string[] = [];
  await command(
    args,
    (line) => lines.push(line),
    () => {},
    async () => ({ personId, password: passwordOf(personId) }),
  );
  return lines;
}

async function failing(work: () => Promise<unknown>): Promise<{ readonly code: number; readonly message: string }> {
  try {
    await work();
  } catch (error) {
    if (error instanceof CommandFailure) return { code: error.exitCode, message: error.message };
    throw error;
  }
  throw new Error('it did not fail');
}

test('on the command line two machines exchange cards, one packs an issue, the other inspects it and takes it in', async () => {
  const here = (await foundedDirectory()).directory;
  const founded = openOffice(here);
  await signIn(founded, 'wenhe');
  await publicationOf(founded);
  founded.close();
  const there = copyOf(here);
  const folder = temporaryFolder();
  const cards = { [here]: join(folder, '编辑机.nkcard'), [there]: join(folder, '审核机.nkcard') };
  const words: Record<string, string> = {};
  for (const [directory, name] of [
    [here, '编辑机'],
    [there, '审核机'],
  ] as const) {
    const made = await run(machineCommand, ['--data', directory, '--make', name, '--out', cards[directory] ?? '']);
    words[name] = /八个词：(.*)/.exec(made.join('\n'))?.[1] ?? '';
    expect(words[name]?.split(/[\s　]+/)).toHaveLength(8);
  }
  for (const [directory, other, name] of [
    [here, there, '审核机'],
    [there, here, '编辑机'],
  ] as const) {
    const taken = await run(machineCommand, ['--data', directory, '--take', cards[other] ?? ''], 'qiaoyi');
    expect(taken.join('\n')).toContain(`“${name}”，澜溪县办公室：没有核对`);
    const wrong = await failing(() => run(machineCommand, ['--data', directory, '--confirm', '安静 柏树'], 'qiaoyi'));
    expect(wrong).toMatchObject({ code: 1 });
    const confirmed = await run(machineCommand, ['--data', directory, '--confirm', words[name] ?? ''], 'qiaoyi');
    expect(confirmed.join('\n')).toContain('已核对');
  }
  const said = await run(inspectCommand, [folder]);
  expect(said.join('\n')).toContain(`八个词：${words.编辑机}`);

  const office = openOffice(here);
  await draftIssue(office);
  office.close();
  const medium = temporaryFolder();
  const packed = [
    '澜溪县开设村口服务点',
    '--kind',
    'submit',
    '--to',
    '审核机',
    '--out',
    medium,
    '--medium',
    '介质0001',
  ];
  const lines = await run(packCommand, [...packed, '--data', here, '--volume', '1']);
  expect(lines.join('\n')).toMatch(/已写 .*\.nkh，\d+字节，已读回核对/);
  expect((await failing(() => run(packCommand, [...packed, '--to', '没有这台', '--data', here]))).message).toContain(
    '没有核对过的机器叫“没有这台”',
  );
  const inspected = await run(inspectCommand, [medium]);
  expect(inspected[0]).toMatch(/交接包，\d{4}-\d\d-\d\d，给审核机，封住的内容\d+字节，完好/);
  expect(inspected.join('\n')).not.toContain('编辑机');
  const verified = spawnSync(
    process.execPath,
    ['electron/cli/main.ts', 'verify', join(medium, readdirSync(medium)[0] ?? '')],
    {
      encoding: 'utf8',
    },
  );
  expect(verified).toMatchObject({ status: 0, stdout: `${inspected.join('\n')}\n` });

  const [name = ''] = readdirSync(medium);
  const broken = join(folder, '坏.nkh');
  writeFileSync(broken, readFileSync(join(medium, name)).subarray(0, -1));
  expect(await failing(() => run(inspectCommand, [broken]))).toMatchObject({
    code: 1,
    message: expect.stringContaining('不完整'),
  });
  const unpacked = [medium, '--medium', '介质0001', '--data', there];
  expect((await failing(() => run(unpackCommand, [broken, ...unpacked.slice(1)]))).message).toContain('不完整');
  const out = join(folder, 'content');
  const taken = await run(unpackCommand, [...unpacked, '--receipt', folder, '--out', out]);
  expect(taken[0]).toMatch(/已收下“编辑机”的第1包，由闻禾写出/);
  expect(readdirSync(out).sort()).toEqual(['issue.json', 'rows.json', 'state.json']);
  expect(readFileSync(join(out, 'issue.json'), 'utf8')).toContain('便民服务');
  expect((await failing(() => run(unpackCommand, unpacked))).message).toContain('已经收过');

  const receipt = readdirSync(folder).find((one) => one.startsWith('交接-编辑机')) ?? '';
  await run(unpackCommand, [join(folder, receipt), '--medium', '介质0001', '--data', here]);
  const list = await run(packCommand, ['--list', '--data', here]);
  expect(list).toEqual([
    expect.stringMatching(/收下　回执.*审核机第1包　介质0001　闻禾$/),
    expect.stringMatching(/写出　送审.*审核机第1包　介质0001　闻禾$/),
  ]);
  const reopened = openOffice(here);
  value(await reopened.client.signIn({ personId: 'wenhe', password: passwordOf('wenhe') }));
  const [, first] = value(await reopened.client.listPackages({}));
  expect(first?.machines[0]?.receiptAt).toBeDefined();
});

test('a folder with several packages is taken whole, and a package that was taken gives its receipt and content later', async () => {
  const [editor, reviewer] = await joinedOffices(1);
  const { client } = editor.office;
  const outputApproval = { isStamped: false };
  value(
    await client.savePublication({
      ...(await publicationOf(editor.office)),
      settings: { ...settings, outputApproval },
    }),
  );
  const { issue } = await draftIssue(editor.office, '澜溪县开设村口服务点');
  const issueId = issue.summary.id;
  const ticket = value(await client.applyForOutput({ issueId, form: 'burn', purpose: '送审', copies: 2 }));
  editor.office.close();
  reviewer.office.close();
  const medium = temporaryFolder();
  const packed = [
    '澜溪县开设村口服务点',
    '--kind',
    'submit',
    '--to',
    '审核机',
    '--out',
    medium,
    '--medium',
    '介质0001',
    '--copy',
  ];
  const wrong = await failing(() => run(packCommand, [...packed, '--data', editor.directory, '--ticket', '没有这张']));
  expect(wrong.message).toContain('没有编号为“没有这张”的输出票');
  for (let time = 0; time < 2; time += 1) {
    await run(packCommand, [...packed, '--data', editor.directory, '--ticket', ticket.number]);
  }
  expect(readdirSync(medium)).toHaveLength(2);
  writeFileSync(join(medium, '坏.nkh'), '不是交接包');
  const unpacked = [medium, '--medium', '介质0001', '--data', reviewer.directory];
  const gone = join(medium, '没有', '回执');
  const early = await failing(() => run(unpackCommand, [...unpacked, '--receipt', gone]));
  expect(early.code).toBe(1);
  const out = join(temporaryFolder(), '内容');
  const refused = await failing(() => run(unpackCommand, [...unpacked, '--out', out]));
  expect(refused.message).toContain('“坏.nkh”不是交接包');
  const list = await run(packCommand, ['--list', '--data', reviewer.directory]);
  expect(list.filter((line) => line.includes('收下'))).toHaveLength(2);
  expect(readdirSync(out)).toHaveLength(2);
  // Nothing more is taken, and no empty folder is left by a refusal.
  const empty = join(temporaryFolder(), '空');
  await failing(() => run(unpackCommand, [...unpacked, '--out', empty]));
  expect(existsSync(empty)).toBe(false);

  const number = /^\d+/.exec(list.find((line) => line.includes('收下')) ?? '')?.[0] ?? '';
  const later = join(temporaryFolder(), '后来');
  const receipts = temporaryFolder();
  const again = ['--taken', number, '--data', reviewer.directory, '--medium', '介质0001'];
  const said = await run(unpackCommand, [...again, '--receipt', receipts, '--out', later]);
  expect(said.join('\n')).toContain('回执已写到');
  expect(readdirSync(later).sort()).toEqual(['issue.json', 'rows.json', 'state.json']);
  await run(unpackCommand, [receipts, '--medium', '介质0001', '--data', editor.directory]);
  expect(
    (await failing(() => run(unpackCommand, ['--taken', '99', ...again.slice(2), '--out', empty]))).message,
  ).toContain('没有收下的交接包“99”');
});

test('a pipe is no package to be waited for, and a revocation is shown by its words', async () => {
  const folder = temporaryFolder();
  const pipe = join(folder, '管道.nkh');
  spawnSync('mkfifo', [pipe]);
  expect((await failing(() => run(inspectCommand, [pipe]))).message).toContain('不是交接包');
  const { directory } = await foundedDirectory();
  const [card, statement, again] = ['名片.nkcard', '作废.nkvoid', '又一份.nkvoid'].map((name) => join(folder, name));
  await run(machineCommand, ['--data', directory, '--make', '审核机', '--out', card ?? '']);
  await run(machineCommand, ['--data', directory, '--withdraw', 'replaced', '--out', statement ?? '']);
  await run(machineCommand, ['--data', directory, '--revocation', '审核机', '--out', again ?? '']);
  expect(readFileSync(again ?? '')).toEqual(readFileSync(statement ?? ''));
  rmSync(pipe);
  expect((await run(inspectCommand, [folder])).join('\n')).toMatch(/作废\.nkvoid：名片的作废声明，.*原因更换/);
});

test('asked for wrongly each says how it is meant', async () => {
  for (const [command, args] of [
    [packCommand, []],
    [packCommand, ['甲', '--data', 'x']],
    [packCommand, ['甲', '--kind', 'receipt', '--to', 'a', '--out', 'b', '--medium', 'c', '--data', 'x']],
    [
      packCommand,
      ['甲', '--kind', 'submit', '--to', 'a', '--out', 'b', '--medium', 'c', '--data', 'x', '--volume', '0'],
    ],
    [unpackCommand, ['a.nkh', '--data', 'x']],
    [unpackCommand, ['--medium', 'c', '--data', 'x']],
    [inspectCommand, []],
    [machineCommand, []],
    [machineCommand, ['--data', 'x', '--make', '甲']],
    [machineCommand, ['--data', 'x', '--revoke', '甲']],
    [machineCommand, ['--data', 'x', '--revoke', '甲', '--reason', 'bored']],
    [machineCommand, ['--data', 'x', '--take', 'a', '--card', '--out', 'b']],
  ] as const satisfies readonly (readonly [Command, readonly string[]])[]) {
    const { code, message } = await failing(() => run(command, args));
    expect(code, args.join(' ')).toBe(2);
    expect(message).toContain('用法：npm run neikan -- ');
  }
});
