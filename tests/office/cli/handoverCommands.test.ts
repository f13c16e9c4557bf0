import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CommandFailure } from '#cli/commandFailure.ts';
import { inspectCommand } from '#cli/inspectCommand.ts';
import { machineCommand } from '#cli/machineCommand.ts';
import { packCommand } from '#cli/packCommand.ts';
import { unpackCommand } from '#cli/unpackCommand.ts';
import { draftIssue, foundedDirectory, openOffice, passwordOf, value } from '../office/foundedOffice.ts';
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
  const [here, there] = [(await foundedDirectory()).directory, (await foundedDirectory()).directory];
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
  expect(readdirSync(out).sort()).toEqual(['issue.json', 'state.json']);
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
