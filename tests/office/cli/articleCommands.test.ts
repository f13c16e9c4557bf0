import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CommandFailure } from '#cli/commandFailure.ts';
import { inspectCommand } from '#cli/inspectCommand.ts';
import { packCommand } from '#cli/packCommand.ts';
import { unpackCommand } from '#cli/unpackCommand.ts';
import { joinedOffices } from '../handover/joinedOffices.ts';
import { finalArticle, openOffice, passwordOf, signIn, value } from '../office/foundedOffice.ts';
import { temporaryFolder } from '../store/temporaryFolder.ts';

async function run(command: typeof packCommand, args: readonly string[]): Promise<string> {
  const lines: string[] = [];
  const credentials = { personId: 'wenhe', password: passwordOf('wenhe') };
  await command(
    args,
    (line) => lines.push(line),
    () => {},
    async () => credentials,
  );
  return lines.join('\n');
}

test('on the command line articles are packed by their titles, inspected, taken in and stand in the register', async () => {
  const [here, there] = await joinedOffices(1);
  await finalArticle(here.office, '甲篇');
  await finalArticle(here.office, '同名');
  const second = await finalArticle(here.office, '同名');
  here.office.close();
  there.office.close();
  const folder = temporaryFolder();
  const where = ['--to', '审核机', '--out', folder, '--medium', '介质0007', '--data', here.directory];
  const pack = (...args: string[]) => run(packCommand, [...args, ...where]);
  await expect(pack('--article', '没有的')).rejects.toThrow('找不到稿件“没有的”');
  await expect(pack('--article', '同名')).rejects.toThrow('叫“同名”的稿件有2篇');
  for (const more of [
    ['一期'],
    ['--kind', 'submit'],
    ['--copy'],
    ['--ticket', '1'],
    ['--to', '签发机'],
    ['--article', '甲篇'],
  ]) {
    await expect(pack('--article', '甲篇', ...more), String(more)).rejects.toMatchObject({ exitCode: 2 });
  }
  expect(readdirSync(folder)).toEqual([]);
  expect(await pack('--article', '甲篇', '--article', second.id)).toMatch(/已写 .*\.nkh.*已读回核对\n登记簿第1条/);
  await expect(pack('--article', '甲篇')).rejects.toThrow(CommandFailure);
  await expect(pack('--article', '甲篇')).rejects.toThrow('“甲篇”已交到“审核机”');
  const said: string[] = [];
  await inspectCommand([folder], (line) => said.push(line));
  expect(said.join('\n')).toMatch(/给审核机.*完好/);
  const taken = await run(unpackCommand, [folder, '--medium', '介质0007', '--data', there.directory]);
  expect(taken).toContain('已收下“编辑机”的第1包');
  expect(taken).toContain('已放入“稿件”，在本机改。');
  expect(taken).toContain('articles.json');
  expect(await run(packCommand, ['--list', '--data', there.directory])).toMatch(/收下　稿件　编辑机第1包/);
  const office = openOffice(there.directory);
  await signIn(office, 'wenhe');
  expect(
    value(await office.client.listArticles({}))
      .map(({ title }) => title)
      .sort(),
  ).toEqual(['同名', '甲篇']);
});
