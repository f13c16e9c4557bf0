import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { archiveCommand } from '#cli/archiveCommand.ts';
import { eepFilesAt, verifyEepFiles } from '#cli/verifyEepFiles.ts';
import { createPrinter } from '#hosts/chromium/printer.ts';
import { foundedDirectory, passwordOf, temporaryDirectory } from '../office/foundedOffice.ts';
import { recordOffice } from './recordOffice.ts';

const ask = async () => ({ personId: 'dangan', password: passwordOf('dangan') });

test('packages go from one data directory to another by command, and verify wherever they are', async () => {
  // What leaves is read back against 定稿: the pages have to be real ones.
  const printer = await createPrinter();
  const { office, directory } = await recordOffice(2, { print: printer.print });
  office.close();
  await printer.close();
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  const out = join(temporaryDirectory(), 'packages');
  await archiveCommand(['export', '--data', directory, '--out', out, '--medium', 'controlled'], print, print, ask);
  expect(lines[0]).toContain('不加密');
  const names = readdirSync(out);
  expect(names).toHaveLength(2);
  await expect(
    archiveCommand(['export', '--data', directory, '--out', out, '--medium', 'controlled'], print, print, ask),
  ).rejects.toThrow('不是空文件夹');
  lines.length = 0;
  await verifyEepFiles(eepFilesAt(out) ?? [], print);
  expect(lines.filter((line) => line.includes('：相符。'))).toHaveLength(2);

  const { directory: other } = await foundedDirectory('strict');
  lines.length = 0;
  await archiveCommand(['import', out, '--data', other], print, print, ask);
  await archiveCommand(['list', '--data', other], print, print, ask);
  expect(lines.filter((line) => line.endsWith('：已导入'))).toHaveLength(2);
  expect(lines.at(-1)).toBe('共2件');

  const [first = ''] = names;
  const bytes = readFileSync(join(out, first));
  const place = bytes.length >> 1;
  bytes.writeUInt8((bytes[place] ?? 0) ^ 1, place);
  writeFileSync(join(out, first), bytes);
  await expect(verifyEepFiles(eepFilesAt(out) ?? [], print)).rejects.toThrow(/（(issue\.\w+|发稿单\.pdf)）：/);
  await expect(archiveCommand(['export', '--data', directory], print, print, ask)).rejects.toMatchObject({
    exitCode: 2,
  });
});
