import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { editArticles } from './editArticles.ts';
import { foundOffice } from './foundOffice.ts';
import { keepInArchive } from './keepInArchive.ts';
import { makeUp } from './makeUp.ts';
import { people } from './people.ts';
import { release } from './release.ts';
import { review } from './review.ts';
import { takeIn } from './takeIn.ts';
import { signIn, tryToSignIn } from './window.ts';

/**
 * The whole job of the office in one window, by three people, from the first run to an archived issue that is exported
 * into the folder. Gives the folder of the exported issue. Throws at the first thing that is not as it should be.
 */
export async function wholeJob(page: Page, folder: string, tell: (step: string) => void = () => {}): Promise<string> {
  await foundOffice(page);
  tell('founded');
  await tryToSignIn(page, 'editor', people.signer.password);
  await page.getByRole('alert').filter({ hasText: '口令' }).waitFor();
  assert.equal(await page.locator('.shell').count(), 0);
  // After a wrong password the next one is only looked at 2 seconds later.
  await page.waitForTimeout(2500);
  await signIn(page, 'editor');
  tell('signed in, after a wrong password');
  await takeIn(page);
  tell('taken in, with a broken file among the others');
  await editArticles(page);
  tell('edited');
  await makeUp(page);
  tell('handed over');
  await review(page);
  tell('returned, corrected, confirmed and passed');
  await release(page);
  tell('signed, after a wrong password');
  const exported = await keepInArchive(page, folder);
  tell('archived, found, verified and exported');
  return exported;
}
