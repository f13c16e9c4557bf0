import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CommandFailure } from '#cli/commandFailure.ts';
import { importCommand } from '#cli/importCommand.ts';
import { searchCommand } from '#cli/searchCommand.ts';
import { pastFile, pastIssue, writePast } from '../backIssues/pastFolder.ts';
import { foundedOffice, passwordOf, publicationOf, signIn, temporaryDirectory } from '../office/foundedOffice.ts';

const ask = (personId: string) => async () => ({ personId, password: passwordOf(personId) });
const noPrint = () => Promise.reject(new Error('nothing is printed here'));

test('import reads a folder, says what is unsure, keeps only what is asked for, and search finds it', async () => {
  const { office, directory } = await foundedOffice();
  await signIn(office, 'wenhe');
  await publicationOf(office);
  office.close();
  const folder = temporaryDirectory();
  writePast(folder, '第1期.txt', await pastFile(pastIssue(2018, 1), 'txt', noPrint));
  writePast(folder, '第2期.docx', await pastFile(pastIssue(2018, 2), 'docx', noPrint));
  writePast(folder, '没有日期.txt', await pastFile({ ...pastIssue(2018, 3), date: null }, 'txt', noPrint));
  const run = async (args: readonly string[], personId = 'wenhe') => {
    const [said, warned]: [string[], string[]] = [[], []];
    const note = (lines: string[]) => (line: string) => void lines.push(line);
    const failure = await importCommand([...args, '--data', directory], note(said), note(warned), ask(personId)).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (failure !== undefined && !(failure instanceof CommandFailure)) throw failure;
    return { said, warned, failure };
  };
  expect((await run([folder], 'qiaoyi')).failure?.exitCode).toBe(1);
  expect((await run([])).failure?.exitCode).toBe(2);
  expect((await run([folder, '--publication', '没有这份'])).failure?.message).toContain('澜溪信息');
  const first = await run([folder]);
  expect(first.failure).toBeUndefined();
  expect(first.warned).toContain('没有日期.txt：没有认出日期');
  expect(first.said[0]).toBe('共3个文件：认出2期，存疑1个，重复0个，读不出0个，不收0个');
  expect(first.said[1]).toContain('还没有入库');
  // What is unsure is looked at in the window first.
  const again = await run([folder, '--confirm']);
  expect(again.said[0]).toBe('接着上次停下的地方继续');
  expect(again.failure?.message).toContain('还有1个文件存疑');

  const other = temporaryDirectory();
  writePast(other, '第4期.txt', await pastFile(pastIssue(2018, 4), 'txt', noPrint));
  const kept = await run([other, '--confirm', '--publication', '澜溪信息']);
  expect(kept.said.at(-1)).toBe('已入库1期');
  const found: string[] = [];
  await searchCommand(
    ['总工会', '--data', directory],
    (line) => found.push(line),
    () => {},
    ask('wenhe'),
  );
  expect(found[0]).toMatch(/^澜溪信息2018年第4期　/);
  rmSync(join(other, '第4期.txt'));
  expect((await run([other])).failure?.message).toContain('没有可以导入的文件');
});
