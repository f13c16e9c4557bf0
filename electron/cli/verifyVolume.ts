import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keyFingerprint } from '#formats/export/keyFingerprint.ts';
import { outputCopiesIn } from '#formats/export/outputCopyFaults.ts';
import { verifyVolume } from '#formats/volume/verifyVolume.ts';
import { momentLine } from '#shared/layout/momentLine.ts';
import { volumeManifestName } from '#shared/volume/volumeManifest.ts';
import type { Credentials } from './askCredentials.ts';
import { CommandFailure } from './commandFailure.ts';
import { commandPath } from './commandPath.ts';
import { compareSigners, signersOf } from './compareSigners.ts';
import { readInput } from './readInput.ts';
import { readOptions } from './readOptions.ts';
import { withSignedInOffice } from './signedInOffice.ts';
import { isStrayFile } from './strayFiles.ts';
import { verifyUsage } from './verifyCommand.ts';

/** The folder of a volume that a path is or lies in; undefined where there is none. */
export function volumeFolderAt(path: string): string | undefined {
  const folder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ? path : dirname(path);
  return existsSync(join(folder, volumeManifestName)) ? folder : undefined;
}

/**
 * `verify VOLUME [--data DIR]`: says of which issues it was bound and by whom; a CommandFailure names each faulty file. With a
 * data directory the key is compared with the one its register holds, as whoever signs in.
 */
export async function verifyVolumeCommand(
  args: readonly string[],
  print: (line: string) => void,
  warn: (line: string) => void = () => {},
  ask?: () => Promise<Credentials>,
): Promise<void> {
  const { positionals, values } = readOptions(args, { data: { type: 'string' } }, verifyUsage);
  const [path = '', ...more] = positionals;
  const folder = volumeFolderAt(commandPath(path));
  if (folder === undefined || more.length > 0) throw new CommandFailure(2, verifyUsage);
  const data = values.data === undefined ? undefined : commandPath(values.data);
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !isStrayFile(name));
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => ({ name, bytes: readInput(join(folder, name)) }));
  const { manifest, faults } = await verifyVolume(files);
  const lines = faults.map(({ file, message }) => `${file}：${message}`);
  for (const entry of entries) if (!entry.isFile()) lines.push(`${entry.name}：不属于这一册合订本`);
  if (manifest && lines.length === 0) {
    const { name, pages, issues, person, at, publicKey } = manifest;
    print(`${name}：相符，${pages}页，${person}${momentLine(at)}装订（钥匙指纹 ${keyFingerprint(publicKey)}）`);
    for (const { number, date, issueHash } of issues) print(`  ${number}　${date}　签发摘要 ${issueHash}`);
    for (const { file, ticket, copy } of outputCopiesIn(files)) print(`  ${file.name}：输出票${ticket}第${copy}份`);
    print(
      '已证明：自装订人签名以来，内容没有改动。各期是否如签发时一样，要拿签发摘要与该期的核对；钥匙是不是本人的，要拿指纹与编辑部的核对。',
    );
    if (data !== undefined) {
      const signers = [{ folder: name, person, publicKey }, ...signersOf(name, [], outputCopiesIn(files))];
      lines.push(...(await withSignedInOffice(data, warn, (client) => compareSigners(client, signers), ask)));
      if (lines.length === 0) print('签名的钥匙是数据目录中的编辑部登记给本人的。');
    }
  }
  if (lines.length > 0) throw new CommandFailure(1, `校验不通过：\n${lines.map((line) => `  ${line}`).join('\n')}`);
}
