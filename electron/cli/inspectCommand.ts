import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readMediumText } from '#formats/handover/readMediumText.ts';
import { readVolume, requireAllVolumes, type Volume } from '#formats/handover/volume.ts';
import { readRevocation } from '#shared/handover/cardRevocation.ts';
import { handoverLimits } from '#shared/handover/handoverLimits.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { isOfFormat } from '#shared/handover/isOfFormat.ts';
import { cardHash, readCard } from '#shared/handover/machineCard.ts';
import { digestLine } from '#shared/issue/digestWords.ts';
import { momentLine } from '#shared/layout/momentLine.ts';
import { CommandFailure } from './commandFailure.ts';
import { commandPath } from './commandPath.ts';
import { fileFailure } from './fileFailure.ts';
import { revocationReasonNames } from './machineCommand.ts';
import { readInput } from './readInput.ts';
import { readOptions } from './readOptions.ts';

export const inspectUsage = `用法：npm run neikan -- inspect 文件或文件夹…
  不用钥匙能说的：交接包是给谁的、哪天写的、各卷是否齐全、每个字节是否完好；机器名片上写的和用来核对的八个词。`;

/**
 * `inspect FILE…`: what can be said of packages and cards without any key. Throws a CommandFailure that names each file that
 * is not whole, and each package whose volumes are not all there.
 */
export async function inspectCommand(args: readonly string[], print: (line: string) => void): Promise<void> {
  const { positionals } = readOptions(args, {}, inspectUsage);
  if (positionals.length === 0) throw new CommandFailure(2, inspectUsage);
  const faults: string[] = [];
  const packages = new Map<string, Volume[]>();
  for (const path of positionals.flatMap((one) => filesAt(commandPath(one)))) {
    const name = basename(path);
    try {
      if (sayCard(path, print)) continue;
      const volume = await readVolume(path);
      const { date, receivers, volume: number, volumes, bytes, mark } = volume.head;
      const place = volumes > 1 ? `，第${number}卷，共${volumes}卷` : '';
      print(`${name}：交接包，${date}，给${receivers.join('、')}${place}，封住的内容${bytes}字节，完好`);
      packages.set(mark, [...(packages.get(mark) ?? []), volume]);
    } catch (error) {
      if (!(error instanceof HandoverRefusal)) throw fileFailure(error, path, 'read');
      faults.push(`${name}：${error.message}`);
    }
  }
  for (const volumes of packages.values()) {
    try {
      requireAllVolumes(volumes);
    } catch (error) {
      if (!(error instanceof HandoverRefusal)) throw error;
      faults.push(`${volumes.map(({ path }) => basename(path)).join('、')}：${error.message}`);
    }
  }
  if (packages.size > 0) print('由谁写、关于哪一期或者哪些稿件、有什么内容，要由收的机器用钥匙打开才知道。');
  if (faults.length > 0) throw new CommandFailure(1, `不完好：\n${faults.map((line) => `  ${line}`).join('\n')}`);
}

/** A file itself; of a folder the packages and cards in it. Throws a CommandFailure. */
export function filesAt(path: string, endings: readonly string[] = ['.nkh', '.nkcard', '.nkvoid']): readonly string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const names = readdirSync(path).filter((name) => endings.some((ending) => name.endsWith(ending)));
    if (names.length === 0) throw new CommandFailure(1, `${path} 中没有交接包，也没有机器名片和作废声明`);
    return names.sort().map((name) => join(path, name));
  } catch (error) {
    throw fileFailure(error, path, 'read');
  }
}

/** Whether it was a card or what makes one void; then all is said that stands on it. */
function sayCard(path: string, print: (line: string) => void): boolean {
  const found = statSync(path);
  // A pipe would be waited for without an end.
  if (!found.isFile() || found.size > handoverLimits.cardBytes) return false;
  const text = readMediumText(readInput(path));
  if (isOfFormat(text, 'neikan-machine-revocation')) {
    const { card, by, reason, at } = readRevocation(text);
    print(`${basename(path)}：名片的作废声明，${momentLine(at)}，原因${revocationReasonNames[reason]}`);
    print(`  作废的名片：${digestLine(card)}`);
    if (by !== card) print(`  作出声明的名片：${digestLine(by)}`);
    return true;
  }
  if (!isOfFormat(text, 'neikan-machine')) return false;
  const card = readCard(text);
  print(`${basename(path)}：机器名片，“${card.name}”，${card.office}，${momentLine(card.at)}做成`);
  print(`  八个词：${digestLine(cardHash(card))}`);
  return true;
}
