import { sm3 } from 'sm-crypto-v2';
import type { ExportManifest } from '#shared/issue/exportManifest.ts';
import { OutputCopy, outputCopyName, outputCopyNames, verifyOutputCopy } from '#shared/issue/outputCopy.ts';
import type { ExportFile } from './buildExport.ts';
import { readSignedFile } from './readSignedFile.ts';
import type { ExportFault } from './verifyExport.ts';

/**
 * What is wrong with the marked copies that lie beside an issue or a volume: each has its signed record, is as it was handed out, and
 * begins with the original byte for byte. What follows the original is looked at by `outputCopyPageFaults`.
 */
export function outputCopyFaults(
  files: readonly ExportFile[],
  manifest: Pick<ExportManifest, 'files'>,
): readonly ExportFault[] {
  const byName = new Map(files.map(({ name, bytes }) => [name, bytes] as const));
  const copies = files.filter(({ name }) => outputCopyName.test(name));
  return copies.flatMap(({ name, bytes }): ExportFault[] => {
    const fault = (message: string) => [{ file: name, message }];
    if (name.endsWith('.pdf')) {
      return byName.has(name.replace(/pdf$/, 'json')) ? [] : fault('发出件缺少记录文件');
    }
    const record = readSignedFile(bytes, OutputCopy);
    if (!record) return fault('发出件的记录无法读出，已被改动或损坏');
    if (!verifyOutputCopy(record)) return fault(`${record.person}的签名与发出件的记录不符`);
    const named = outputCopyNames(record.ticket, record.copy);
    if (named.record !== name || named.pdf !== record.file.name) {
      return fault(`文件名与记录中的输出票${record.ticket}第${record.copy}份不一致`);
    }
    const copy = byName.get(record.file.name);
    if (!copy) return fault('发出件缺失');
    if (copy.length !== record.file.bytes || sm3(copy) !== record.file.sm3) {
      return [{ file: record.file.name, message: '内容与发出时的记录不符，已被改动' }];
    }
    const { original } = record;
    const frozen = manifest.files.find((file) => file.name === original.name);
    const isSame = frozen?.sm3 === original.sm3 && frozen.bytes === original.bytes;
    if (!isSame || sm3(copy.subarray(0, original.bytes)) !== original.sm3) {
      return [{ file: record.file.name, message: `不是由${original.name}盖标而成` }];
    }
    return [];
  });
}

/** The records of the marked copies among these files that can be read, in the order of their names. */
export function outputCopiesIn(files: readonly ExportFile[]): readonly OutputCopy[] {
  return files
    .filter(({ name }) => outputCopyName.test(name) && name.endsWith('.json'))
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap(({ bytes }) => readSignedFile(bytes, OutputCopy) ?? []);
}
