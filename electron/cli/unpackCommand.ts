import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readVolumeHead } from '#formats/handover/volume.ts';
import type { CommandOutput } from '#shared/contract/contract.ts';
import type { OfficeClient } from '#shared/contract/officeClient.ts';
import type { PackageEntry } from '#shared/contract/packageCommands.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { clockText, outcomeText } from '#shared/handover/packageWords.ts';
import { takeInTurn } from '#shared/handover/takeInTurn.ts';
import { answered } from './answered.ts';
import type { Credentials } from './askCredentials.ts';
import { CommandFailure } from './commandFailure.ts';
import { commandPath } from './commandPath.ts';
import { fileFailure } from './fileFailure.ts';
import { filesAt } from './inspectCommand.ts';
import { readOptions } from './readOptions.ts';
import { withSignedInOffice } from './signedInOffice.ts';
import { checkParent } from './writeFolder.ts';
import { writeOutput } from './writeOutput.ts';

export const unpackUsage = `用法：npm run neikan -- unpack 交接包的各卷或文件夹 --medium 介质编号 --data 数据目录 [--receipt 文件夹] [--out 文件夹]
  逐项核对交接包，通过才收下，记入登记簿；询问登录名和口令。文件夹里有几个包就逐个收。--receipt 写出带回去的回执。--out 另把
  内容写到一个新文件夹（几个包时每包一个子文件夹），那里的内容不再加密，用完请清除。
      npm run neikan -- unpack --taken 登记簿条号或交接包的摘要 --data 数据目录 [--receipt 文件夹 --medium 介质编号] [--out 文件夹]
  不再收，给以前收下的一个包写回执、取内容。`;

type Taken = CommandOutput<'takePackage'>;
type Given = ReturnType<typeof readArguments>;

/**
 * `unpack FILE…`: takes packages into a data directory, each from all of its volumes, or writes the receipt and the content of
 * one that was taken. Throws a CommandFailure in the office's words.
 */
export async function unpackCommand(
  args: readonly string[],
  print: (line: string) => void,
  warn: (line: string) => void,
  ask?: () => Promise<Credentials>,
): Promise<void> {
  const given = readArguments(args);
  // Whatever can be refused is refused before anything is taken.
  if (given.out !== undefined) requireNew(given.out);
  if (given.receipt !== undefined) requireFolder(given.receipt);
  await withSignedInOffice(
    given.data,
    warn,
    async (client) => {
      if (given.kind === 'taken') return writeTaken(client, await entryCalled(client, given.taken), given, print);
      const packages = await packagesOf(given.files);
      const refused: string[] = [];
      const isOne = packages.length === 1;
      const waiting = await takeInTurn(packages, {
        take: (files) => client.takePackage({ files: [...files], medium: given.medium }),
        tell: async (_, answer) => {
          if (answer.ok) await tellTaken(client, answer.value, given, { isOne, print, warn });
          else refused.push(answer.message);
        },
      });
      if (isOne) refused.push(...waiting.map(({ refusal }) => refusal.message));
      else if (waiting.length > 0) refused.push(`有${waiting.length}个交接包前面还缺包，没有收下。请先收前面的包。`);
      if (refused.length > 0) throw new CommandFailure(1, refused.join('\n'));
    },
    ask,
  );
}

async function tellTaken(
  client: OfficeClient,
  { entry, outcome, person, parts, daysApart }: Taken,
  given: Given,
  { isOne, print, warn }: { isOne: boolean; print: (line: string) => void; warn: (line: string) => void },
): Promise<void> {
  const [sender] = entry.machines;
  print(`已收下“${sender?.name ?? ''}”的第${sender?.sequence ?? ''}包，由${person}写出；登记簿第${entry.number}条`);
  const told = outcomeText(outcome, `送来的是登记，请再用 join --update ${entry.number} 采用。`);
  if (told !== '') print(told);
  if (outcome.unresolved.length > 0) print(`有${outcome.unresolved.length}篇稿件两边都改过，请在窗口里定下用哪一份`);
  if (daysApart !== 0) warn(`注意：${clockText(daysApart)}`);
  for (const { name, bytes } of parts) print(`  ${name}，${bytes}字节`);
  if (entry.kind === 'receipt') return;
  const out = given.out === undefined || isOne ? given.out : join(given.out, `第${entry.number}条`);
  await writeTaken(client, entry, { ...given, out }, print);
}

/** The receipt and the content of a package that was taken, as far as they are wanted. */
async function writeTaken(
  client: OfficeClient,
  { hash = '' }: PackageEntry,
  { receipt, medium, out }: Pick<Given, 'receipt' | 'medium' | 'out'>,
  print: (line: string) => void,
): Promise<void> {
  if (receipt !== undefined) {
    const written = answered(await client.writeReceipt({ hash, folder: receipt, medium }));
    for (const { path } of written.files) print(`回执已写到 ${path}，请带回去`);
  }
  if (out === undefined) return;
  for (const { name } of answered(await client.listPackageParts({ hash }))) {
    const pieces: Uint8Array[] = [];
    for (let count = 1; pieces.length < count; ) {
      const read = answered(await client.readPackagePart({ hash, name, piece: pieces.length }));
      count = read.pieces;
      pieces.push(read.bytes);
    }
    const path = join(out, ...name.split('/'));
    try {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    } catch (error) {
      throw fileFailure(error, path, 'write');
    }
    writeOutput(path, Buffer.concat(pieces));
  }
  print(`内容已写到 ${out}，没有加密`);
}

/** What was taken under this number of the register, or by the beginning of its hash. */
async function entryCalled(client: OfficeClient, called: string): Promise<PackageEntry> {
  const found = answered(await client.listPackages({})).filter(
    ({ direction, number, hash }) =>
      direction === 'taken' && (String(number) === called || (called.length >= 8 && hash?.startsWith(called))),
  );
  const [only, ...more] = found;
  if (!only || more.length > 0) throw new CommandFailure(1, `登记簿中没有收下的交接包“${called}”。`);
  if (only.kind === 'receipt')
    throw new CommandFailure(1, `登记簿第${only.number}条是回执，没有内容，也不用再写回执。`);
  return only;
}

/** The files of each package, the oldest first. What cannot be told is a package of its own, for the office to refuse. */
async function packagesOf(files: readonly string[]): Promise<readonly (readonly string[])[]> {
  const groups = new Map<string, { readonly day: string; readonly files: string[] }>();
  for (const file of files) {
    const { mark, date } = await headOf(file);
    const group = groups.get(mark) ?? { day: date, files: [] };
    group.files.push(file);
    groups.set(mark, group);
  }
  return [...groups.values()].sort((left, right) => left.day.localeCompare(right.day)).map((group) => group.files);
}

async function headOf(file: string): Promise<{ readonly mark: string; readonly date: string }> {
  try {
    return await readVolumeHead(file);
  } catch (error) {
    if (!(error instanceof HandoverRefusal)) throw fileFailure(error, file, 'read');
    return { mark: file, date: '' };
  }
}

/** Throws a CommandFailure where something is there already. */
function requireNew(folder: string): void {
  checkParent(folder);
  if (existsSync(folder)) throw new CommandFailure(1, `${folder} 已经存在，没有改动它`);
}

function requireFolder(folder: string): void {
  try {
    if (!statSync(folder).isDirectory()) throw new CommandFailure(1, `${folder} 是文件，不是文件夹，没有改动它`);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw fileFailure(error, folder, 'write');
  }
}

function readArguments(args: readonly string[]) {
  const options = {
    data: { type: 'string' },
    medium: { type: 'string' },
    receipt: { type: 'string' },
    out: { type: 'string' },
    taken: { type: 'string' },
  } as const;
  const { positionals, values } = readOptions(args, options, unpackUsage);
  const { data, medium, receipt, out, taken } = values;
  const isMediumNeeded = taken === undefined || receipt !== undefined;
  const isAsked = taken === undefined || receipt !== undefined || out !== undefined;
  if (!data || !isAsked || (isMediumNeeded && !medium) || (positionals.length === 0) !== (taken !== undefined)) {
    throw new CommandFailure(2, unpackUsage);
  }
  const common = {
    medium: medium ?? '',
    data: commandPath(data),
    receipt: receipt === undefined ? undefined : commandPath(receipt),
    out: out === undefined ? undefined : commandPath(out),
  };
  if (taken !== undefined) return { kind: 'taken', taken, ...common } as const;
  const files = positionals.flatMap((one) => filesAt(commandPath(one), ['.nkh']));
  return { kind: 'files', files, ...common } as const;
}
