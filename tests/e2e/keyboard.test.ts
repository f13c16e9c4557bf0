import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { passwordOf } from '../office/office/foundedOffice.ts';
import { whyNoDisplay } from './display.ts';
import { openProgram } from './openProgram.ts';
import { directoryWithSubmittedIssue } from './reviewedIssue.ts';

const reason = whyNoDisplay();
if (reason) console.log(`keyboard skipped: ${reason}`);

/** How long a busy machine may take to do what is waited for; it says nothing of how long it should. */
const soon = { timeout: 60_000 };

interface Focus {
  /** What has the focus, as a person would call it. */
  readonly name: string;
  readonly isSeen: boolean;
}

/** What has the focus now, and whether a person sees that it has. */
function focus(page: Page): Promise<Focus> {
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
async function focusIsOn(page: Page, name: string | RegExp): Promise<void> {
  await expect.poll(async () => (await focus(page)).name, soon).toMatch(name);
  expect((await focus(page)).isSeen, String(name)).toBe(true);
}

/** Goes on with Tab until what is named has the focus; every stop on the way has to be seen. */
async function tabTo(page: Page, name: string | RegExp, key = 'Tab'): Promise<void> {
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

async function signInByKeys(page: Page, id: string): Promise<void> {
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

test.skipIf(reason)('Esc closes the top thing only, and the focus goes back to where it was', async () => {
  const { directory } = await directoryWithSubmittedIssue();
  const { page } = await openProgram(directory);
  await signInByKeys(page, 'wenhe');
  await page.keyboard.press('Alt+6');
  await focusIsOn(page, '系统的各项');
  await tabTo(page, '增加人员');
  for (const [keys, title] of [
    ['Enter', '增加人员'],
    ['F1', '快捷键'],
    ['Control+k', '查找命令'],
  ] as const) {
    await page.keyboard.press(keys);
    const dialog = page.getByRole('dialog', { name: title });
    await dialog.waitFor();
    // Keys of the window are not taken while a dialog is open.
    await page.keyboard.press('Alt+1');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await focusIsOn(page, '增加人员');
  }

  // A question over a dialog: only the question goes.
  await page.keyboard.press('Alt+2');
  await focusIsOn(page, '稿件列表');
  await page.locator('.list-row').first().waitFor(soon);
  await page.keyboard.press('ArrowDown');
  await page
    .getByRole('article')
    .or(page.getByRole('textbox', { name: '稿件正文' }))
    .first()
    .waitFor(soon);
  await page.keyboard.press('Alt+ArrowLeft');
  await page.keyboard.press('Alt+ArrowLeft');
  await page.getByRole('heading', { name: '系统', level: 1 }).waitFor(soon);
});

test.skipIf(reason)('Tab comes to everything that can be pressed or filled in, in every place', async () => {
  const { directory } = await directoryWithSubmittedIssue();
  const { page } = await openProgram(directory);
  await signInByKeys(page, 'wenhe');
  for (const place of [1, 2, 3, 4, 5, 6]) {
    await page.keyboard.press(`Alt+${place}`);
    await page
      .locator('.rail-place')
      .nth(place - 1)
      .and(page.locator('[aria-current="page"]'))
      .waitFor();
    await expect.poll(async () => (await focus(page)).name, soon).not.toBe('nothing');
    if (place === 3) await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(300);
    await page.evaluate(() => {
      const reached = new Set<Element>();
      Object.assign(window, { reached });
      addEventListener('focusin', ({ target }) => reached.add(target as Element));
    });
    for (let count = 0; count < 90; count += 1) {
      await page.keyboard.press('Tab');
      const now = await focus(page);
      // Between the last thing and the first the browser itself has the focus once.
      if (now.name !== 'nothing') expect(now, `place ${place}`).toMatchObject({ isSeen: true });
    }
    const missed = await page.evaluate(() => {
      const { reached } = window as unknown as { readonly reached: ReadonlySet<Element> };
      const all = [...document.querySelectorAll<HTMLElement>('button, input, select, textarea')];
      return all
        .filter((element) => element.checkVisibility() && element.tabIndex >= 0 && !element.matches(':disabled'))
        .filter((element) => !reached.has(element))
        .map((element) => element.outerHTML.slice(0, 120));
    });
    expect(missed, `place ${place}`).toEqual([]);
  }
});
