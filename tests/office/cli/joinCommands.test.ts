import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { CommandFailure } from '#cli/commandFailure.ts';
import { dutyCommand } from '#cli/dutyCommand.ts';
import { joinCommand } from '#cli/joinCommand.ts';
import { machineCommand } from '#cli/machineCommand.ts';
import { unpackCommand } from '#cli/unpackCommand.ts';
import { foundedDirectory, openOffice, passwordOf, publicationOf, signIn } from '../office/foundedOffice.ts';
import { temporaryFolder } from '../store/temporaryFolder.ts';

const joiningPassword = '老骥伏枥志在千里';

type Run = (print: (line: string) => void) => Promise<void>;

async function said(work: Run): Promise<string> {
  const lines: string[] = [];
  await work((line) => lines.push(line));
  return lines.join('\n');
}

const as = (personId: string) => async () => ({ personId, password: passwordOf(personId) });
const wordsIn = (text: string) => /八个词：(.*)/.exec(text)?.[1] ?? '';
const join2 = (args: readonly string[], answers: readonly string[] = [], personId = 'wenhe') =>
  said((print) =>
    joinCommand(
      args,
      print,
      () => {},
      async () => answers,
      as(personId),
    ),
  );

test('on the command line a machine asks, is let in, joins, takes over numbering and tells what a lost one had', async () => {
  const here = (await foundedDirectory()).directory;
  const founded = openOffice(here);
  await signIn(founded, 'wenhe');
  await publicationOf(founded);
  founded.close();
  const there = join(temporaryFolder(), '新的数据');
  const folder = temporaryFolder();
  const machine = (args: readonly string[], personId = 'wenhe') =>
    said((print) => machineCommand(['--data', here, ...args], print, () => {}, as(personId)));
  const duty = (args: readonly string[], directory = here, personId = 'wenhe') =>
    said((print) => dutyCommand(['--data', directory, ...args], print, () => {}, as(personId)));

  await machine(['--make', '编辑机', '--out', join(folder, '编辑机.nkcard')]);
  const request = join(folder, '申请.nkcard');
  const asked = await join2(
    ['--request', '审核机', '--out', request, '--data', there],
    ['澜溪县办公室', joiningPassword, joiningPassword],
  );
  await machine(['--take', request], 'qiaoyi');
  await machine(['--confirm', wordsIn(asked)], 'qiaoyi');
  const medium = temporaryFolder();
  const write = ['--to', '审核机', '--out', medium, '--medium', '入网盘01', '--data', here];
  await expect(join2(write)).rejects.toThrow('还没有同意');
  expect(await join2(['--approve', '审核机', '--data', here], [], 'qiaoyi')).toContain('已同意“审核机”入网');
  const written = await join2(write);
  const found = [medium, '--words', wordsIn(written), '--medium', '入网盘01', '--data', there];
  await expect(join2(found, ['qiaoyi', passwordOf('qiaoyi'), '不是这个口令'])).rejects.toThrow('打开入网申请时');
  // After a wrong password the office asks to wait for a while, by the clock of the machine.
  const rightly = () => join2(found, ['qiaoyi', passwordOf('qiaoyi'), joiningPassword]);
  const joined = await vi.waitFor(rightly, { timeout: 60_000, interval: 100 });
  expect(joined).toContain('“审核机”已加入澜溪县办公室：人员3名，单位0个，刊物1种');
  await expect(join2(found, ['', '', ''])).rejects.toThrow('已经有一个编辑部');

  expect(await duty([], there)).toContain('《澜溪信息》由“编辑机”签发编号');
  expect(await duty(['--may', '审核机', '--publication', '澜溪信息', '--steps', 'review'])).toContain(
    '“审核机”：审核（闻禾，',
  );
  expect(await duty(['--numbering', '审核机', '--publication', '澜溪信息'])).toContain('已交出，请写入网包告诉它');
  const second = temporaryFolder();
  await join2(['--to', '审核机', '--out', second, '--medium', '入网盘02', '--data', here]);
  await said((print) => unpackCommand([second, '--medium', '入网盘02', '--data', there], print, () => {}, as('wenhe')));
  const updated = await join2(['--update', '2', '--data', there]);
  expect(updated).toContain('从现在起在本机签发编号的刊物：澜溪信息');
  const now = await duty([], there);
  expect(now).toContain('由本机签发编号');
  expect(now).toContain('本机 “审核机”：审核、签发');

  await machine(['--revoke', '审核机', '--reason', 'lost'], 'qiaoyi');
  const missing = await duty(['--missing', '审核机']);
  expect(missing).toContain('《澜溪信息》由那台机器签发编号');
  expect(missing).toContain('最后一包：写给它第2包，入网');
  const over = ['--take-over', '--publication', '澜溪信息', '--because', '硬盘损坏'];
  await expect(duty([...over, '--last', '七期'])).rejects.toThrow('不是“年-期号”');
  expect(await duty([...over, '--last', '2026-7-130'])).toContain('《澜溪信息》由本机签发编号');
});

test('wrong usage is told with the usage, and nothing is made', async () => {
  const directory = temporaryFolder();
  for (const args of [
    [],
    ['--request', '审核机'],
    ['--to', '审核机', '--data', directory],
    ['a', 'b', '--data', directory],
  ]) {
    const failed = await join2(args).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(CommandFailure);
    expect((failed as CommandFailure).exitCode).toBe(2);
  }
  const out = join(temporaryFolder(), '申请.nkcard');
  const request = ['--request', '审核机', '--out', out, '--data', directory];
  await expect(join2(request, ['澜溪县办公室', joiningPassword, '另一个'])).rejects.toThrow('两次输入的口令不一样');
  await expect(join2(request, ['澜溪县办公室', '短口令', '短口令'])).rejects.toThrow('口令');
  expect(readdirSync(directory).filter((name) => name.includes('joining'))).toEqual([]);
  const empty = ['--words', '安静', '--medium', '盘', '--data', directory];
  await expect(join2([temporaryFolder(), ...empty])).rejects.toThrow('没有');
});
