import { expect, test } from 'vitest';
import { focus, focusIsOn, signInByKeys, soon, tabTo } from './byKeys.ts';
import { whyNoDisplay } from './display.ts';
import { openProgram } from './openProgram.ts';
import { directoryWithSubmittedIssue } from './reviewedIssue.ts';
import { violations } from './violations.ts';

const reason = whyNoDisplay();
if (reason) console.log(`keyboard skipped: ${reason}`);

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

test.skipIf(reason)(
  'the palette finds a command by its words or by pinyin, goes through them by keys and says when there is none',
  async () => {
    const { directory } = await directoryWithSubmittedIssue();
    const { page, pageErrors } = await openProgram(directory);
    await signInByKeys(page, 'wenhe');
    const chosen = page.getByRole('option', { selected: true });
    await page.keyboard.press('Control+k');
    await page.keyboard.insertText('mima');
    await page.getByText('没有相符的命令').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('koul');
    await page.getByRole('option', { name: '修改口令', selected: true }).waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('外观');
    await chosen.getByText('外观：浅色').waitFor();
    await page.keyboard.press('End');
    await chosen.getByText('外观：跟随系统').waitFor();
    await page.keyboard.press('ArrowUp');
    await chosen.getByText('外观：深色').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('[data-theme="dark"]').waitFor();
    expect(pageErrors).toEqual([]);
  },
);
