import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type EepVerdict, verifyEep } from '#formats/eep/verifyEep.ts';
import { eepFileEnding } from '#formats/eep/writeEep.ts';
import { keyFingerprint } from '#formats/export/keyFingerprint.ts';
import { readBackFaults } from '#formats/export/readBack.ts';
import { momentLine } from '#shared/layout/momentLine.ts';
import { CommandFailure } from './commandFailure.ts';
import { fileFailure } from './fileFailure.ts';
import { readInput } from './readInput.ts';
import { isStrayFile } from './strayFiles.ts';

const proved =
  '已证明：自归档人和上列各签名人签名以来，内容没有改动。钥匙是不是本人的，要拿指纹与编辑部的核对。封装包没有加密，任何人都能读：请按载体的密级保管。';

/** The packages at a path: a file of its own, or those of a folder that holds nothing else; undefined where it is something else. */
export function eepFilesAt(path: string): readonly string[] | undefined {
  try {
    if (!statSync(path).isDirectory()) return path.endsWith(eepFileEnding) ? [path] : undefined;
    const names = readdirSync(path).filter((name) => !isStrayFile(name));
    if (!names.some((name) => name.endsWith(eepFileEnding))) return undefined;
    return names.sort().map((name) => join(path, name));
  } catch (error) {
    throw fileFailure(error, path, 'read');
  }
}

/** Proves a package from its bytes alone, every format in it read back and compared with 定稿. */
export async function provedEep(bytes: Uint8Array): Promise<EepVerdict> {
  const verdict = verifyEep(bytes);
  const { faults, files, issue } = verdict;
  if (faults.length > 0 || !files || !issue?.document) return verdict;
  const read = await readBackFaults(issue.document, files);
  return { ...verdict, faults: read.map(({ file, message }) => ({ place: file, message })) };
}

/** `verify` of packages: says what each is and who has signed it; a CommandFailure names each faulty file or part. */
export async function verifyEepFiles(paths: readonly string[], print: (line: string) => void): Promise<void> {
  const faults: string[] = [];
  for (const path of paths) {
    const name = basename(path);
    if (!name.endsWith(eepFileEnding)) {
      faults.push(`${name}：不是封装包，不应在这里`);
      continue;
    }
    const verdict = await provedEep(readInput(path));
    faults.push(...verdict.faults.map(({ place, message }) => `${name}（${place}）：${message}`));
    const { statement, files, issue } = verdict;
    if (verdict.faults.length > 0 || !statement) continue;
    const { recordNumber, person, at, publicKey } = statement;
    print(
      `${name}：相符。档号${recordNumber}，${files?.length ?? 0}个文件，审签签名${issue?.signatures.length ?? 0}个`,
    );
    print(`  归档${person}（${momentLine(at)}，钥匙指纹 ${keyFingerprint(publicKey)}）`);
  }
  if (faults.length > 0) throw new CommandFailure(1, `校验不通过：\n${faults.map((line) => `  ${line}`).join('\n')}`);
  print(proved);
}
