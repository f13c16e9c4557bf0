import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type ExportVerdict, verifyExport } from '#formats/export/verifyExport.ts';
import { manifestName } from '#shared/issue/exportManifest.ts';
import { signOffStepNames } from '#shared/issue/issueDocument.ts';
import { momentLine } from '#shared/layout/momentLine.ts';
import { CommandFailure } from './commandFailure.ts';

/** The exported folders at or below `directory`; files outside any of them are returned as strays. */
function findExports(directory: string): { readonly exports: readonly string[]; readonly strays: readonly string[] } {
  const entries: readonly Dirent[] = readdirSync(directory, { withFileTypes: true });
  if (entries.some(({ name }) => name === manifestName)) {
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(directory, name));
    return { exports: [directory], strays: folders };
  }
  const below = entries.filter((entry) => entry.isDirectory()).map(({ name }) => findExports(join(directory, name)));
  const loose = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => join(directory, name));
  return {
    exports: below.flatMap(({ exports }) => exports),
    strays: [...loose, ...below.flatMap(({ strays }) => strays)],
  };
}

function verifyFolder(directory: string): ExportVerdict {
  const files = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => ({ name, bytes: readFileSync(join(directory, name)) }));
  return verifyExport(files);
}

/**
 * `verify PATH`: a folder checks every exported folder at or below it; a file checks the exported folder it lies in.
 * Prints what holds; throws a CommandFailure that names each faulty file.
 */
export function verifyCommand(args: readonly string[], print: (line: string) => void): void {
  const [path, ...more] = args;
  if (path === undefined || more.length > 0) throw new CommandFailure(2, '用法：verify 文件或文件夹');
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new CommandFailure(1, `找不到 ${path}`);
  const top = stat.isDirectory() ? resolve(path) : dirname(resolve(path));
  const { exports, strays } = findExports(top);
  if (exports.length === 0) throw new CommandFailure(1, `${path} 中没有可校验的导出内容（缺少 ${manifestName}）`);

  const faults = strays.map((stray) => `${relative(top, stray)}：不属于任何一份导出内容`);
  for (const directory of exports) {
    const verdict = verifyFolder(directory);
    const name = relative(top, directory);
    faults.push(...verdict.faults.map(({ file, message }) => `${join(name, file)}：${message}`));
    if (verdict.faults.length > 0) continue;
    const signed = verdict.signatures.map(
      ({ step, person, at }) => `${signOffStepNames[step]}${person}（${momentLine(at)}）`,
    );
    print(`${name || path}：相符。${signed.length > 0 ? signed.join('，') : '草稿，未签发'}`);
  }
  if (faults.length > 0) throw new CommandFailure(1, `校验不通过：\n${faults.map((line) => `  ${line}`).join('\n')}`);
}
