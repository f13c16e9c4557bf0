import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { passwordOf } from '../office/office/foundedOffice.ts';

/** How long a busy machine may take to do what is waited for; it says nothing of how long it should. */
export const soon = { timeout: 60_000 };

export interface Focus {
  /** What has the focus, as a person would call it. */
  readonly name: string;
  readonly isSeen: boolean;
}

/** What has the focus now, and whether a person sees that it has. */
export function focus(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return { name: 'nothing', isSeen: false };
    const { top, bottom, left, right } = element.getBoundingClientRect();
    const isInWindow = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
    const isMarked = (one: Element | null) => {
      if (!one) return false;
      const { outlineStyle, outlineWidth, backgroundImage } = getComputedStyle(one);
      // The edge of a pane draws itself wider.
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || backgroundImage !== 'none';
    };
    // A list marks the row one is at, where it is at one; text has its caret.
    const row = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
    const isSeen = isInWindow && (isMarked(element) || isMarked(row) || element.isContentEditable);
    const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
    const labels = isField ? element.labels : null;
    const name =
      element.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? element.innerText?.trim() ?? element.tagName;
    return { name: name || element.tagName, isSeen };
  });
}

/** Waits until the focus is on what is named, and sees to it that it can be seen. */
export async function focusIsOn(page: Page, name: string | RegExp): Promise<void> {
  await expect.poll(async () => (await focus(page)).name, soon).toMatch(name);
  expect((await focus(page)).isSeen, String(name)).toBe(true);
}

/** Goes on with Tab until what is named has the focus; every stop on the way has to be seen. */
export async function tabTo(page: Page, name: string | RegExp, key = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let count = 0; count < 80; count += 1) {
    await page.keyboard.press(key);
    const now = await focus(page);
    if (now.name !== 'nothing') expect(now, passed.join(' → ')).toMatchObject({ isSeen: true });
    passed.push(now.name);
    if (typeof name === 'string' ? now.name === name : name.test(now.name)) return;
  }
  throw new Error(`Tab never came to ${name}: ${passed.join(' → ')}`);
}

/** Chooses the name with the arrows, types the password and presses Enter. */
export async function signInByKeys(page: Page, id: string): Promise<void> {
  const person = page.getByLabel('登录名', { exact: true });
  await person.waitFor(soon);
  await expect.poll(() => person.evaluate((element) => element === document.activeElement), soon).toBe(true);
  for (let count = 0; count < 5 && (await person.inputValue()) !== id; count += 1) {
    await page.keyboard.press('ArrowDown');
  }
  expect(await person.inputValue()).toBe(id);
  await page.keyboard.press('Tab');
  await page.keyboard.insertText(passwordOf(id));
  await page.keyboard.press('Enter');
  await page.waitForSelector('.shell', soon);
}
