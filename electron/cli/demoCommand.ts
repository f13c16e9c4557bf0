import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OfficeClient } from '#shared/contract/officeClient.ts';
import { answered } from './answered.ts';
import { CommandFailure } from './commandFailure.ts';
import { commandPath } from './commandPath.ts';
import { type CommandPrinter, createCommandPrinter } from './commandPrinter.ts';
import { runDemo } from './demo/runDemo.ts';
import { samplePasswords } from './demo/sampleOffice.ts';
import { fileFailure } from './fileFailure.ts';
import { onInterrupt } from './interruption.ts';
import { openOffice } from './openOffice.ts';
import { readOptions } from './readOptions.ts';
import { verifyCommand } from './verifyCommand.ts';
import { checkParent, writeFolder } from './writeFolder.ts';
import { removeQuietly } from './writeOutput.ts';

type Print = (line: string) => void;
type Report = (step: string, outcome: string) => void;

export const demoUsage = `用法：npm run neikan -- demo [--out 文件夹] [--data 数据目录]
  用示例走完两期刊物的全过程，签发的刊期写入文件夹（不指明则为 out）；指明数据目录则把示例编辑部留在那里。`;

function readArguments(args: readonly string[]): { readonly out: string; readonly data: string | undefined } {
  const options = { out: { type: 'string', default: 'out' }, data: { type: 'string' } } as const;
  const { positionals, values } = readOptions(args, options, demoUsage);
  if (positionals.length > 0) throw new CommandFailure(2, `多出了“${positionals[0]}”。\n${demoUsage}`);
  return { out: commandPath(values.out), data: values.data === undefined ? undefined : commandPath(values.data) };
}

/**
 * `demo [--out DIR] [--data DIR]`: the whole job on the sample, a line a step with its time; leaves the signed issues in
 * DIR and shows that a flipped byte is found. The office lives in a folder of its own that is removed at the end, unless
 * a data directory is named.
 */
export async function demoCommand(args: readonly string[], print: Print): Promise<void> {
  const { out, data } = readArguments(args);
  checkParent(out);
  const scratch = mkdtempSync(join(tmpdir(), 'neikan-demo-'));
  const left: string[] = [];
  let printer: CommandPrinter | undefined;
  const undo = async () => {
    removeQuietly(scratch);
    await printer?.close();
  };
  const settled = onInterrupt(undo, () => left);
  try {
    const office = openOffice(data ?? join(scratch, 'data'), (html) => {
      if (!printer) throw new Error('nothing prints before the office is founded');
      return printer.print(html);
    });
    try {
      await refuseFounded(office.client);
      printer = await createCommandPrinter();
      if (data !== undefined) left.push(data);
      await work(office.client, { out, scratch, left, print, isKept: data !== undefined });
    } catch (error) {
      throw printer?.failure ?? error;
    } finally {
      office.close();
    }
    if (data !== undefined) print(`数据目录：${data}`);
  } finally {
    await printer?.close();
    removeQuietly(scratch);
    settled();
  }
}

interface DemoWork {
  readonly out: string;
  readonly scratch: string;
  /** What stays on the disk when the command is broken off. */
  readonly left: string[];
  readonly print: Print;
  /** The data directory stays, and with it whoever may sign in. */
  readonly isKept: boolean;
}

async function work(client: OfficeClient, { out, scratch, left, print, isKept }: DemoWork): Promise<void> {
  let started = performance.now();
  const report: Report = (step, outcome) => {
    const now = performance.now();
    print(`${step}：${outcome}（${Math.round(now - started)}毫秒）`);
    started = now;
  };
  const issues = await runDemo(client, report, (recoveryCode) => {
    if (!isKept) return;
    const people = Object.entries(samplePasswords).map(([id, password]) => `${id} ${password}`);
    print(`登录名和口令：${people.join('；')}`);
    print(`恢复码：${recoveryCode}`);
  });
  makeFolder(out);
  for (const issue of issues) {
    const folder = join(out, `${issue.publicationName}${issue.numberText}`);
    writeFolder(folder, 'issued', issue.files);
    left.push(folder);
    const [verdict = ''] = await verified(folder);
    report('写出并校验', `${folder}：${verdict.slice(verdict.indexOf('：') + 1)}`);
  }
  const [first] = left.slice(-issues.length);
  if (first) await showTampering(first, join(scratch, 'tampered'), report);
}

async function refuseFounded(client: OfficeClient): Promise<void> {
  const { state } = answered(await client.officeStatus({}));
  if (state === 'founded')
    throw new CommandFailure(1, '这个数据目录中已经建好了一个编辑部。请为示例另换一个数据目录。');
}

function makeFolder(path: string): string {
  try {
    mkdirSync(path, { recursive: true });
    return path;
  } catch (error) {
    throw fileFailure(error, path, 'write');
  }
}

async function verified(folder: string): Promise<readonly string[]> {
  const lines: string[] = [];
  await verifyCommand([folder], (line) => lines.push(line));
  return lines;
}

/** Changes one bit in a copy and shows what `verify` says of it; throws where nothing is found. */
async function showTampering(folder: string, copy: string, report: Report): Promise<void> {
  cpSync(folder, copy, { recursive: true });
  const file = join(copy, 'issue.pdf');
  const bytes = readFileSync(file);
  const place = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
  writeFileSync(file, bytes);
  try {
    await verifyCommand([copy], () => {});
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    report('改动一个字节', error.message.replace(/：\s*\n\s*/, '：').replace(/\s*\n\s*/g, '；'));
    return;
  }
  throw new CommandFailure(1, '改动了 issue.pdf 的一个字节，校验却没有发现。');
}
