import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sm2 } from 'sm-crypto-v2';
import { expect, test } from 'vitest';
import { verifyVolumeCommand } from '#cli/verifyVolume.ts';
import { volumeCommand } from '#cli/volumeCommand.ts';
import { readSignedFile } from '#formats/export/readSignedFile.ts';
import { readOfd } from '#formats/ofd/readOfd.ts';
import { readPdfTexts } from '#formats/pdf/readPdfTexts.ts';
import { createPrinter } from '#hosts/chromium/printer.ts';
import { VolumeManifest, volumeManifestText } from '#shared/volume/volumeManifest.ts';
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
  expect(readdirSync(out)).toEqual(['volume.json', 'volume.ofd', 'volume.pdf']);
  const texts = await readPdfTexts(readFileSync(join(out, 'volume.pdf')));
  expect(readOfd(readFileSync(join(out, 'volume.ofd'))).pages).toHaveLength(texts.length);
  await expect(run('澜溪信息', year, '--data', directory, '--out', out)).rejects.toThrow('不是空文件夹');
});

test('a volume is proved from its files, on any machine: one changed byte is named with its file', async () => {
  const printer = await createPrinter();
  const { office, directory } = await recordOffice(2, { print: printer.print });
  office.close();
  await printer.close();
  const out = join(temporaryDirectory(), 'volume');
  const year = String(new Date().getFullYear());
  const quiet = () => {};
  await volumeCommand(['澜溪信息', year, '--data', directory, '--out', out], quiet, quiet, ask);
  const lines: string[] = [];
  const verify = (...args: readonly string[]) => verifyVolumeCommand(args, (line) => lines.push(line), quiet, ask);
  await verify(out, '--data', directory);
  expect(lines[0]).toMatch(/^澜溪信息\d{4}年合订本：相符，\d+页，党安.*装订（钥匙指纹 .+）$/);
  expect(lines[1]).toMatch(/^ {2}第5期（总第128期）　\d{4}-\d{2}-\d{2}　签发摘要 [0-9a-f]{64}$/);
  expect(lines.at(-1)).toContain('登记给本人的');

  for (const name of ['volume.pdf', 'volume.ofd', 'volume.json']) {
    const file = join(out, name);
    const bytes = readFileSync(file);
    // The first and last byte and eight between them.
    for (let step = 0; step < 10; step += 1) {
      const at = Math.floor((step * (bytes.length - 1)) / 9);
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      writeFileSync(file, changed);
      await expect(verify(out), `byte ${at} of ${name}`).rejects.toThrow(name);
    }
    writeFileSync(file, bytes);
  }
  writeFileSync(join(out, 'more.txt'), '');
  await expect(verify(out)).rejects.toThrow('more.txt：不属于这一册合订本');
  rmSync(join(out, 'more.txt'));

  // Somebody else's key under the archivist's name holds by itself, and is named where the office is asked.
  const { publicKey, privateKey } = sm2.generateKeyPairHex();
  const manifest = readSignedFile(readFileSync(join(out, 'volume.json')), VolumeManifest);
  if (!manifest) throw new Error('the volume has no manifest');
  const { signature: _signature, ...statement } = manifest;
  writeFileSync(join(out, 'volume.json'), volumeManifestText({ ...statement, publicKey }, privateKey));
  await verify(out);
  await expect(verify(out, '--data', directory)).rejects.toThrow('没有登记在这个编辑部');
  writeFileSync(join(out, 'volume.json'), volumeManifestText({ ...statement, pages: 999 }, privateKey));
  await expect(verify(out)).rejects.toThrow('volume.json：党安的签名与清单不符');
  writeFileSync(join(out, 'volume.json'), volumeManifestText({ ...statement, publicKey, pages: 999 }, privateKey));
  await expect(verify(out)).rejects.toThrow('清单写的是999页');
  rmSync(join(out, 'volume.ofd'));
  await expect(verify(out)).rejects.toThrow('volume.ofd：缺失');
});
