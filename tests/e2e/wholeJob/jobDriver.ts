// The whole job as a program of its own, so that it can be traced, shut into a namespace or run by another user. It tells
// on standard output what was done and what its processes are. Arguments: an empty folder of its own.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { createChromiumHost } from '#hosts/chromium/chromiumHost.ts';
import { runProgram } from '#hosts/runProgram.ts';
import { bundledOffice } from '../bundledOffice.ts';
import { startDisplay } from '../display.ts';
import { commandLine, descendants } from '../hostPage.ts';
import { wholeJob } from './wholeJob.ts';

export interface JobReport {
  readonly userId: number | undefined;
  /** Everything that was done, in order. */
  readonly steps: readonly string[];
  readonly exported: string;
  readonly pageErrors: readonly string[];
  readonly browsers: readonly BrowserProcess[];
  /** How the program ended when the window asked it to. */
  readonly ended: unknown;
}

export interface BrowserProcess {
  /** `browser` for the main one, else Chromium's own word: renderer, gpu-process, zygote, utility. */
  readonly kind: string;
  readonly hasSandboxOff: boolean;
  /** Whether the kernel filters its system calls. */
  readonly isFiltered: boolean;
}

const [folder = ''] = process.argv.slice(2);
const medium = join(folder, 'medium');
mkdirSync(medium, { recursive: true });
await startDisplay();
const steps: string[] = [];
const pageErrors: string[] = [];
let opened: ((page: Page) => void) | undefined;
const seen = new Promise<Page>((resolve) => {
  opened = resolve;
});
const host = await createChromiumHost({
  officeEntry: bundledOffice,
  onPage: (page) => {
    page.on('pageerror', (error) => pageErrors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') pageErrors.push(message.text());
    });
    opened?.(page);
  },
});
const running = runProgram(host, join(folder, 'data'));
const page = await seen;
// A machine that is traced is slow; nothing here is timed.
page.setDefaultTimeout(300_000);
await page.waitForSelector('main');
const exported = await wholeJob(page, medium, (step) => {
  steps.push(step);
  process.stderr.write(`${step}\n`);
});
const browsers = browserProcesses();
await page.evaluate(() => window.neikan.desk('quit', {})).catch(() => {});
const ended = await running;
const report: JobReport = { userId: process.getuid?.(), steps, exported, pageErrors, browsers, ended };
process.stdout.write(`${JSON.stringify(report)}\n`);
process.exit(0);

function browserProcesses(): readonly BrowserProcess[] {
  return descendants().flatMap((pid) => {
    const command = commandLine(pid);
    if (!/\/(?:chromium|chrome|msedge)(?: |$)/.test(command.split(' -')[0] ?? '')) return [];
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return {
      kind: /--type=([\w-]+)/.exec(command)?.[1] ?? 'browser',
      hasSandboxOff: / --no-sandbox(?: |$)/.test(command),
      isFiltered: /^Seccomp:\s*2$/m.test(status),
    };
  });
}
