import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createPrinter } from '#hosts/chromium/printer.ts';
import { CommandFailure } from './commandFailure.ts';
import { type DemoIssue, runDemo } from './demo/runDemo.ts';
import { samplePasswords } from './demo/sampleOffice.ts';
import { openOffice } from './openOffice.ts';
import { verifyCommand } from './verifyCommand.ts';
import { writeFolder } from './writeFolder.ts';

type Print = (line: string) => void;

const usage = '用法：demo [--out 文件夹] [--data 数据目录]';

function readArguments(args: readonly string[]): { readonly out: string; readonly data: string | undefined } {
  try {
    const options = { out: { type: 'string', default: 'out' }, data: { type: 'string' } } as const;
    const { values } = parseArgs({ args: [...args], options });
    return { out: values.out, data: values.data };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new CommandFailure(2, usage);
  }
}

/**
 * `demo [--out DIR] [--data DIR]`: the whole job on the sample, a line a step with its time; leaves the signed issues in
 * DIR and shows that a flipped byte is found. The office lives in a folder of its own that is removed at the end, unless
 * a data directory is named.
 */
export async function demoCommand(args: readonly string[], print: Print): Promise<void> {
  const { out, data } = readArguments(args);
  const scratch = mkdtempSync(join(tmpdir(), 'neikan-demo-'));
  const directory = data === undefined ? join(scratch, 'data') : resolve(data);
  const printer = await createPrinter();
  try {
    mkdirSync(directory, { recursive: true });
    const office = openOffice(directory, printer.print);
    let started = performance.now();
    const report = (step: string, outcome: string) => {
      const now = performance.now();
      print(`${step}：${outcome}（${Math.round(now - started)}毫秒）`);
      started = now;
    };
    try {
      const issues = await runDemo(office.client, report);
      for (const issue of issues) writeIssue(out, issue, report);
      const [first] = issues;
      if (first) showTampering(join(out, folderName(first)), join(scratch, 'tampered'), report);
    } finally {
      office.close();
    }
    if (data !== undefined) {
      const people = Object.entries(samplePasswords).map(([id, password]) => `${id} ${password}`);
      print(`数据目录：${data}。登录名和口令：${people.join('；')}`);
    }
  } finally {
    await printer.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function folderName({ publicationName, numberText }: DemoIssue): string {
  return `${publicationName}${numberText}`;
}

function writeIssue(out: string, issue: DemoIssue, report: (step: string, outcome: string) => void): void {
  const folder = join(out, folderName(issue));
  writeFolder(folder, issue.files);
  const verdict: string[] = [];
  verifyCommand([folder], (line) => verdict.push(line));
  report('写出并校验', verdict.join('；'));
}

/** Changes one bit in a copy and shows what `verify` says of it; throws where nothing is found. */
function showTampering(folder: string, copy: string, report: (step: string, outcome: string) => void): void {
  cpSync(folder, copy, { recursive: true });
  const file = join(copy, 'issue.pdf');
  const bytes = readFileSync(file);
  const place = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
  writeFileSync(file, bytes);
  try {
    verifyCommand([copy], () => {});
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    report('改动一个字节', error.message.replace(/\s*\n\s*/g, ' '));
    return;
  }
  throw new CommandFailure(1, '改动了 issue.pdf 的一个字节，校验却没有发现。');
}
