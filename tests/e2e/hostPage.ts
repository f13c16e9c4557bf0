import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { createChromiumHost } from '#hosts/chromium/chromiumHost.ts';
import type { Host } from '#hosts/host.ts';
import { type ProgramEnd, runProgram } from '#hosts/runProgram.ts';
import type { Answer } from '#shared/contract/errorCode.ts';
import { startDisplay } from './display.ts';

export interface HostPage {
  readonly name: Host['name'];
  /** Where the window's own pages stand. */
  readonly origin: string;
  readonly page: Page;
  readonly context: BrowserContext;
  /** Where the host runs in this very process, and can be asked without a window. */
  readonly host?: Host;
  readonly directory: string;
  readonly ended: Promise<Answer<ProgramEnd>>;
  /** Ends it, whatever state it is in, and removes its data. */
  readonly end: () => Promise<void>;
}

/** The whole program on an empty data directory, or on the one that is named, with what a test of the host looks at. */
export async function openHostPage(data?: string): Promise<HostPage & { readonly host: Host }> {
  await startDisplay();
  const folder = mkdtempSync(join(tmpdir(), 'neikan-host-test-'));
  const directory = data ?? join(folder, 'data');
  let opened: ((value: { page: Page; context: BrowserContext }) => void) | undefined;
  const seen = new Promise<{ page: Page; context: BrowserContext }>((resolve) => {
    opened = resolve;
  });
  const host = await createChromiumHost({ onPage: (page, context) => opened?.({ page, context }) });
  const ended = runProgram(host, directory);
  const { page, context } = await seen;
  page.setDefaultTimeout(90_000);
  await page.waitForSelector('main');
  const end = async () => {
    await host.close();
    await ended;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  return { name: host.name, origin: 'https://neikan.invalid', page, context, host, directory, ended, end };
}

/** Every live process below this one, by /proc. */
export function descendants(of = process.pid): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const [, state, parent] = /\) (\w) (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
      if (state !== 'Z') parents.set(Number(name), Number(parent));
    } catch {
      // Ended while being looked at.
    }
  }
  const found: number[] = [];
  const visit = (parent: number) => {
    for (const [child, its] of parents) {
      if (its !== parent) continue;
      found.push(child);
      visit(child);
    }
  };
  visit(of);
  return found;
}

export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** The process of the office below this one: a Node of its own, or a utility process of Electron. */
export function officePid(of = process.pid): number {
  const found = descendants(of).find((pid) => /officeProcess|node\.mojom\.NodeService/.test(commandLine(pid)));
  if (found === undefined) throw new Error('no office is running');
  return found;
}

/** Profiles of windows and printers that a process has left, in memory and among the temporary files. */
export function profilesOf(pid: number): readonly string[] {
  return ['/dev/shm', tmpdir()]
    .filter((home) => existsSync(home))
    .flatMap((home) => readdirSync(home).map((name) => join(home, name)))
    .filter((path) => [`neikan-window-${pid}-`, `neikan-printer-${pid}-`].some((name) => path.includes(name)));
}
