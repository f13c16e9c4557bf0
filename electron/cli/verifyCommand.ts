import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { keyFingerprint } from '#formats/export/keyFingerprint.ts';
import { outputCopiesIn } from '#formats/export/outputCopyFaults.ts';
import { outputCopyPageFaults } from '#formats/export/outputCopyPageFaults.ts';
import { readBackFaults } from '#formats/export/readBack.ts';
import { type ExportVerdict, verifyExport } from '#formats/export/verifyExport.ts';
import type { OfficeClient } from '#shared/contract/officeClient.ts';
import { digestLine } from '#shared/issue/digestWords.ts';
import { manifestName } from '#shared/issue/exportManifest.ts';
import { signOffStepNames } from '#shared/issue/issueDocument.ts';
import type { OutputCopy } from '#shared/issue/outputCopy.ts';
import { paperText, sortStatements } from '#shared/issue/paperSignOff.ts';
import { signedName } from '#shared/issue/signedName.ts';
import type { SignedStatement } from '#shared/issue/signOffStatement.ts';
import { momentLine } from '#shared/layout/momentLine.ts';
import type { Credentials } from './askCredentials.ts';
import { CommandFailure } from './commandFailure.ts';
import { commandPath } from './commandPath.ts';
import { compareSigners, type Signer, signersOf } from './compareSigners.ts';
import { fileFailure } from './fileFailure.ts';
import { type FoundExports, findExports } from './findExports.ts';
import { readInput } from './readInput.ts';
import { readOptions } from './readOptions.ts';
import { withSignedInOffice } from './signedInOffice.ts';
import { isStrayFile } from './strayFiles.ts';

export const verifyUsage = `用法：npm run neikan -- verify 文件或文件夹
  校验导出的刊期：文件夹连同其下各级，文件则只校验它所在的一份。对数据目录则校验档案，询问登录名和口令。
  对导出的刊期加上 --data 数据目录，再核对签名的钥匙是不是那个编辑部登记给本人的，询问登录名和口令。
  对合订本所在的文件夹则逐个文件与装订人签名的清单核对，可加 --data。对备份则逐个文件与签名的清单核对。对归档封装包（.eep.xml）或存放它们的文件夹，凭包内的签名和摘要校验。对审计封存文件校验签名；加上 --data 数据目录，再与数据目录核对，由审计员登录。`;

const proved =
  '已证明：自上列钥匙的持有人签名以来，内容没有改动。钥匙是不是本人的，要拿指纹与编辑部的核对（在编辑部校验数据目录，会列出登记的钥匙指纹）。';

const provedOfCopies =
  '发出件：只有同一文件夹中的 issue.pdf 和所列的发出标记，没有别的内容。由谁发出，同样要拿钥匙指纹与编辑部的核对：别人也能自造钥匙，写上任何人的姓名。';

function copyLine({ file, ticket, copy, copies, person, at, publicKey }: OutputCopy): string {
  const who = `${person}，${momentLine(at)}，钥匙指纹 ${keyFingerprint(publicKey)}`;
  return `  ${file.name}：输出票${ticket}第${copy}份，共${copies}份（${who}）`;
}

/** What was signed, as words that are read to whoever has the issue or its slip before the eyes. */
function hashLines({ kind, hashes }: ExportVerdict): readonly string[] {
  if (kind !== 'issued' || !hashes) return [];
  return [
    `  签发摘要读作：${digestLine(hashes.issueHash)}`,
    `  内容摘要读作：${digestLine(hashes.contentHash)}（与发稿单上的相同）`,
  ];
}

interface FolderVerdict extends ExportVerdict {
  /** Marked copies beside the issue; empty where anything is wrong. */
  readonly copies: readonly OutputCopy[];
}

async function verifyFolder(folder: string): Promise<FolderVerdict> {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !isStrayFile(entry.name))
    .map(({ name }) => name);
  const files = names.map((name) => ({ name, bytes: readInput(join(folder, name)) }));
  const verdict = verifyExport(files);
  const { document } = verdict;
  // What is not what it was need not be read.
  if (verdict.faults.length > 0 || !document) return { ...verdict, copies: [] };
  const faults = [...(await readBackFaults(document, files)), ...(await outputCopyPageFaults(files))];
  return { ...verdict, faults, copies: faults.length > 0 ? [] : outputCopiesIn(files) };
}

/** Who signed with which key; of a signature on paper who answers for it, with which keys. */
function signedLines({ signatures, flow }: ExportVerdict): readonly string[] {
  const labelOf = ({ step, station }: SignedStatement) => flow?.[station ?? -1]?.label ?? signOffStepNames[step];
  const keyOf = ({ publicKey }: SignedStatement) => `钥匙指纹 ${keyFingerprint(publicKey)}`;
  const { own, papers } = sortStatements(signatures);
  return [
    ...own.map((one) => `${labelOf(one)}${nameOf(one)}（${momentLine(one.at)}，${keyOf(one)}）`),
    ...papers.map(({ recorder, confirmer }) => {
      const text = paperText({ recorder: recorder.person, confirmer: confirmer.person });
      const { signer = '', signedOn = '', scan = '' } = recorder.paper ?? {};
      const keys = `代录的${keyOf(recorder)}，核对的${keyOf(confirmer)}`;
      return `${labelOf(recorder)}${signer}${text}（${signedOn}，${keys}，扫描件SM3 ${scan}）`;
    }),
  ];
}

function nameOf({ person, onBehalfOf }: SignedStatement): string {
  return signedName({ person, onBehalfOf: onBehalfOf?.principal });
}

/** What is to be checked: a folder with all below it, or the one export that a file belongs to. */
function exportsAt(path: string): FoundExports & { readonly top: string } {
  const top = isFolder(path) ? path : dirname(path);
  if (top !== path && !readdirSync(top).includes(manifestName)) {
    throw new CommandFailure(1, `${path} 不在导出的刊期中：同一文件夹里没有 ${manifestName}`);
  }
  const found = findExports(top);
  if (found.exports.length > 0) return { ...found, top };
  throw new CommandFailure(1, `${path} 中没有可校验的导出内容（缺少 ${manifestName}）`);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw fileFailure(error, path, 'read');
  }
}

/** Harmless files that are in or beside the exports, by their paths. */
function strayFilesIn({ exports, strays }: FoundExports): readonly string[] {
  const inside = exports.flatMap((folder) =>
    readdirSync(folder)
      .filter(isStrayFile)
      .map((name) => join(folder, name)),
  );
  return [...new Set([...strays.filter((path) => isStrayFile(basename(path))), ...inside])];
}

/**
 * `verify PATH [--data DIR]`: a folder checks every exported folder at or below it; a file checks the exported folder it lies in.
 * Every format is read back and compared with the document. Prints what holds and what that proves; throws a CommandFailure that names each faulty file.
 * With a data directory the keys are compared with those its register holds, as whoever signs in: a key that is another's is named.
 */
export async function verifyCommand(
  args: readonly string[],
  print: (line: string) => void,
  warn: (line: string) => void = () => {},
  ask?: () => Promise<Credentials>,
): Promise<void> {
  const { positionals, values } = readOptions(args, { data: { type: 'string' } }, verifyUsage);
  const [path = '', ...more] = positionals;
  if (path === '' || more.length > 0) throw new CommandFailure(2, verifyUsage);
  const { top, ...found } = exportsAt(commandPath(path));
  const strayFiles = strayFilesIn(found);
  for (const stray of strayFiles) print(`${relative(top, stray)}：无关文件，不影响校验`);
  const faults = found.strays
    .filter((stray) => !strayFiles.includes(stray))
    .map((stray) => `${relative(top, stray)}：不属于任何一份导出内容`);
  let isProved = false;
  let hasCopies = false;
  const signers: Signer[] = [];
  for (const folder of found.exports) {
    const verdict = await verifyFolder(folder);
    const name = relative(top, folder);
    faults.push(...verdict.faults.map(({ file, message }) => `${join(name, file)}：${message}`));
    if (verdict.faults.length > 0) continue;
    const signed = signedLines(verdict);
    isProved ||= verdict.kind === 'issued';
    print(`${name || path}：相符。${verdict.kind === 'issued' ? signed.join('，') : '草稿，未签发'}`);
    for (const line of hashLines(verdict)) print(line);
    for (const copy of verdict.copies) print(copyLine(copy));
    hasCopies ||= verdict.copies.length > 0;
    signers.push(...signersOf(name || path, verdict.signatures, verdict.copies));
  }
  if (isProved) print(proved);
  if (hasCopies) print(provedOfCopies);
  if (values.data !== undefined) {
    const work = (client: OfficeClient) => compareSigners(client, signers);
    const strange = await withSignedInOffice(commandPath(values.data), warn, work, ask);
    faults.push(...strange);
    if (signers.length > 0 && strange.length === 0) print('签名的钥匙都是数据目录中的编辑部登记给本人的。');
  }
  if (faults.length > 0) throw new CommandFailure(1, `校验不通过：\n${faults.map((line) => `  ${line}`).join('\n')}`);
}
