import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { type PersonRole, people } from './people.ts';

export type Place = '来稿' | '稿件' | '刊期' | '审签' | '档案' | '系统';

/** Goes to a place by the rail. */
export async function goTo(page: Page, place: Place): Promise<void> {
  await page
    .getByRole('navigation', { name: '去处' })
    .getByRole('button', { name: new RegExp(place) })
    .click();
  await page.locator('.topline-place', { hasText: place }).waitFor();
}

/** Types a password at the sign-in; whether it opens is the caller's to see. */
export async function tryToSignIn(page: Page, role: PersonRole, password: string): Promise<void> {
  await page.getByLabel('登录名', { exact: true }).selectOption(people[role].id);
  await page.getByLabel('口令', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
}

export async function signIn(page: Page, role: PersonRole): Promise<void> {
  await tryToSignIn(page, role, people[role].password);
  await page.locator('.topline-person', { hasText: people[role].name }).waitFor();
}

/** 切换用户: the next person sits down at the same window. */
export async function handOver(page: Page, role: PersonRole): Promise<void> {
  await page.getByRole('button', { name: '切换用户' }).click();
  await page.getByLabel('登录名', { exact: true }).waitFor();
  // What was said to the one before stands there no longer.
  assert.equal(await page.locator('.announcements').innerText(), '');
  await signIn(page, role);
}

/** Keeps a picture where NEIKAN_PICTURES names a folder for them. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.NEIKAN_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}
