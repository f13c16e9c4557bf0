import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { samplePasswords } from '#cli/demo/sampleOffice.ts';
import { createOffice } from '#office/office.ts';
import {
  foundedDirectory,
  passwordOf,
  printOnce,
  publicationOf,
  signIn,
  value,
} from '../office/office/foundedOffice.ts';
import { whyNoDisplay } from './display.ts';
import { dress, type Look } from './dress.ts';
import {
  emptyStates,
  firstRunStates,
  keepingStates,
  makingStates,
  proposalStates,
  reviewerStates,
  type ScreenState,
  signerStates,
  systemStates,
  writingStates,
} from './everyScreen.ts';
import { furnishedDirectory, furnishedPeople } from './furnishedOffice.ts';
import { dataDirectory, openProgram, signInAs } from './openProgram.ts';
import { standInPrinters } from './standInPrinters.ts';
import { violations } from './violations.ts';

const reason = whyNoDisplay();
if (reason) console.log(`accessibility skipped: ${reason}`);

const everyLook = [
  { theme: 'light', zoom: 1 },
  { theme: 'dark', zoom: 1.5 },
  { theme: 'dark', zoom: 1 },
  { theme: 'light', zoom: 1.5 },
] as const satisfies readonly Look[];
/** Both themes and both sizes; each theme in each size where NEIKAN_LOOKS=all asks for the longer run. */
const looks = process.env.NEIKAN_LOOKS === 'all' ? everyLook : everyLook.slice(0, 2);
/** Every screen is checked in every look; a busy machine takes its time over that. */
const timeout = 900_000;

/** Keeps a picture of every screen where a folder for them is named. */
const pictures = process.env.NEIKAN_PICTURES;

async function checkAll(page: Page, states: readonly ScreenState[]): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const found: string[] = [];
  for (const { name, show } of states) {
    await show(page);
    for (const look of looks) {
      await dress(page, look);
      const where = `${name} ${look.theme} ${look.zoom * 100}%`;
      if (pictures) {
        mkdirSync(pictures, { recursive: true });
        await page.screenshot({ path: join(pictures, `${name}-${look.theme}-${look.zoom * 100}.png`) });
      }
      const here = (await violations(page)).map((line) => `${where}: ${line}`);
      found.push(...here);
    }
    await dress(page, everyLook[0]);
  }
  expect(found).toEqual([]);
}

test.skipIf(reason)('founding an office and signing in', { timeout }, async () => {
  const { page } = await openProgram(dataDirectory());
  await checkAll(page, firstRunStates);
});

test.skipIf(reason)('an office in which nothing has been done yet', { timeout }, async () => {
  const { directory } = await foundedDirectory();
  const { page } = await openProgram(directory);
  await signInAs(page, 'wenhe', passwordOf('wenhe'));
  await checkAll(page, emptyStates);
});

test.skipIf(reason)('rules that wait to be confirmed', { timeout }, async () => {
  const { directory } = await foundedDirectory('strict');
  const office = createOffice({ print: printOnce, directory });
  await signIn(office, 'lubian');
  const { id, name, settings } = await publicationOf(office);
  value(await office.client.savePublication({ id, name, settings: { ...settings, allowsPaperSignOff: true } }));
  office.close();
  const { page } = await openProgram(directory);
  await signInAs(page, 'baomi', passwordOf('baomi'));
  await checkAll(page, proposalStates);
});

test.skipIf(reason)('data that cannot be opened', async () => {
  const { directory } = await foundedDirectory();
  writeFileSync(join(directory, 'keyring.json'), 'not a keyring');
  const { page } = await openProgram(directory);
  await page.getByText('数据打不开').waitFor();
  await checkAll(page, [{ name: 'notOpened', show: async () => {} }]);
});

let furnished: string;
beforeAll(async () => {
  if (!reason) furnished = await furnishedDirectory();
});

const seen = [
  ['manuscripts and articles', furnishedPeople.editor, writingStates],
  ['issues and their make-up', furnishedPeople.editor, makingStates],
  ['the archive', furnishedPeople.editor, keepingStates],
  ['the system and what opens over every place', furnishedPeople.editor, systemStates],
  ['reading and correcting', furnishedPeople.reviewer, reviewerStates],
  ['signing, and the audit', furnishedPeople.signer, signerStates],
] as const;
for (const [title, person, states] of seen) {
  test.skipIf(reason)(title, { timeout }, async () => {
    if (process.platform !== 'win32') standInPrinters();
    const { page } = await openProgram(dataDirectory(furnished));
    await signInAs(page, person, samplePasswords[person] ?? '');
    await checkAll(page, states);
  });
}
