import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { volumeCommand } from '#cli/volumeCommand.ts';
import { readOfd } from '#formats/ofd/readOfd.ts';
import { readPdfTexts } from '#formats/pdf/readPdfTexts.ts';
import { createPrinter } from '#hosts/chromium/printer.ts';
import { passwordOf, temporaryDirectory } from '../office/foundedOffice.ts';
import { recordOffice } from '../records/recordOffice.ts';

const ask = async () => ({ personId: 'dangan', password: passwordOf('dangan') });

test('a volume is bound by command: what comes in is named, the files are there whole, and nothing is written over', async () => {
  const printer = await createPrinter();
  const { office, directory } = await recordOffice(2, { print: printer.print });
  office.close();
  await printer.close();
  const lines: string[] = [];
  const run = (...args: readonly string[]) =>
    volumeCommand(
      args,
      (line) => void lines.push(line),
      () => {},
      ask,
    );
  const year = String(new Date().getFullYear());
  const out = join(temporaryDirectory(), 'volume');
  await expect(run('没有这份刊物', year, '--data', directory, '--out', out)).rejects.toThrow('现有：澜溪信息');
  await expect(run('澜溪信息', '19', '--data', directory, '--out', out)).rejects.toMatchObject({ exitCode: 2 });
  for (const wrong of [
    ['--half', '3'],
    ['--issues', '6-5'],
    ['--issues', 'x'],
    ['--half', '1', '--issues', '1-2'],
  ]) {
    await expect(run('澜溪信息', year, '--data', directory, '--out', out, ...wrong)).rejects.toMatchObject({
      exitCode: 2,
    });
  }
  await expect(run('澜溪信息', '1999', '--data', directory, '--out', out)).rejects.toThrow('没有可以装订的');
  expect(statSync(out, { throwIfNoEntry: false })).toBeUndefined();

  lines.length = 0;
  await run('澜溪信息', year, '--data', directory, '--out', out, '--issues', '5-7');
  expect(lines[0]).toMatch(/^第5期（总第128期）　.*　1篇　内部资料$/);
  expect(lines[2]).toBe('第7期　不收入：档案中没有');
  expect(lines.at(-1)).toMatch(/^澜溪信息\d{4}年第5—7期合订本，\d+页，在 /);
  expect(readdirSync(out)).toEqual(['volume.ofd', 'volume.pdf']);
  const texts = await readPdfTexts(readFileSync(join(out, 'volume.pdf')));
  expect(readOfd(readFileSync(join(out, 'volume.ofd'))).pages).toHaveLength(texts.length);
  await expect(run('澜溪信息', year, '--data', directory, '--out', out)).rejects.toThrow('不是空文件夹');
});
