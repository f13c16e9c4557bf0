import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { createChromiumHost } from '#hosts/chromium/chromiumHost.ts';
import type { Host } from '#hosts/host.ts';
import { type ProgramEnd, runProgram } from '#hosts/runProgram.ts';
import type { Answer } from '#shared/contract/errorCode.ts';
import { bundledOffice } from './bundledOffice.ts';
import { startDisplay } from './display.ts';

/** How long anything waited for may take on a busy machine, in ms; it says nothing of how long it should. */
const patience = 90_000;

export interface OpenProgram {
  readonly page: Page;
  readonly host: Host;
  readonly directory: string;
  /** How the program ended, once it has. */
  readonly ended: Promise<Answer<ProgramEnd>>;
  /** What the page threw or logged as an error, from the first. */
  readonly pageErrors: readonly string[];
}

/** A folder of the test's own, gone when it ends; with a copy of a data directory in it where one is given. */
export function dataDirectory(copyOf?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'neikan-window-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const directory = join(folder, 'data');
  if (copyOf !== undefined) cpSync(copyOf, directory, { recursive: true });
  return directory;
}

/** Opens the whole program on a data directory in a real window and gives its page; ended when the test ends. */
export async function openProgram(directory: string): Promise<OpenProgram> {
  await startDisplay();
  const pageErrors: string[] = [];
  let seen: ((page: Page) => void) | undefined;
  const opened = new Promise<Page>((resolve) => {
    seen = resolve;
  });
  const host = await createChromiumHost({
    officeEntry: bundledOffice,
    onPage: (page) => {
      page.setDefaultTimeout(patience);
      page.on('pageerror', (error) => pageErrors.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') pageErrors.push(message.text());
      });
      seen?.(page);
    },
  });
  const ended = runProgram(host, directory);
  let shown: Page | undefined;
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') console.error(await whatIsShown(shown, pageErrors));
    await host.close();
    await ended;
  });
  const page = await Promise.race([opened, ended.then((answer) => Promise.reject(new Error(JSON.stringify(answer))))]);
  shown = page;
  await page.waitForSelector('main');
  return { page, host, directory, ended, pageErrors };
}

/** The words of the window and its errors, for the report of a failed test. */
async function whatIsShown(page: Page | undefined, pageErrors: readonly string[]): Promise<string> {
  const words = await page?.locator('body').innerText({ timeout: 5_000 }).catch(String);
  return ['The window shows:', words ?? 'nothing', 'Errors of the page:', ...pageErrors].join('\n');
}

/** Signs in as a person would: chooses the name, types the password, presses Enter. */
export async function signInAs(page: Page, personId: string, password: string): Promise<void> {
  await page.getByLabel('登录名', { exact: true }).selectOption(personId);
  await page.getByLabel('口令', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.shell');
}
