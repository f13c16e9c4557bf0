import { expect, test } from 'vitest';
import { focusIsOn, signInByKeys, tabTo } from './byKeys.ts';
import { whyNoDisplay } from './display.ts';
import { openProgram } from './openProgram.ts';
import { directoryWithSubmittedIssue } from './reviewedIssue.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

test.skipIf(whyNot)(
  titled('by keys a phrase is written behind what was typed, another added, one removed and put back'),
  async () => {
    const { directory } = await directoryWithSubmittedIssue();
    const { page, pageErrors } = await openProgram(directory);
    await signInByKeys(page, 'qiaoyi');
    await page.keyboard.press('Alt+4');
    await page.getByRole('option', { name: /澜溪信息/ }).waitFor();
    await page.getByRole('option', { name: /澜溪信息/ }).click();
    const opinion = page.getByLabel('意见', { exact: true });
    await opinion.focus();
    await page.keyboard.insertText('数字已核。');
    await page.keyboard.press('Alt+ArrowDown');
    await focusIsOn(page, '同意。');
    await page.keyboard.press('ArrowRight');
    await focusIsOn(page, '同意，请按程序印发。');
    await page.keyboard.press('Enter');
    await focusIsOn(page, '意见');
    expect(await opinion.inputValue()).toBe('数字已核。同意，请按程序印发。');
    await tabTo(page, '存为常用语');
    await page.keyboard.press('Enter');
    const list = page.getByRole('group', { name: '常用语' });
    await list.getByRole('button', { name: '数字已核。同意，请按程序印发。', exact: true }).waitFor();
    await focusIsOn(page, '意见');
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Delete');
    const first = list.getByRole('button', { name: '同意。', exact: true });
    await first.waitFor({ state: 'detached' });
    if (process.env.NEIKAN_PICTURES) await page.screenshot({ path: `${process.env.NEIKAN_PICTURES}/phrases.png` });
    await page.getByRole('button', { name: '放回' }).click();
    await first.waitFor();
    expect(await opinion.inputValue()).toBe('数字已核。同意，请按程序印发。');
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled('by keys a phrase goes into the reason of a return, and into the opinion of 送审'),
  async () => {
    const { directory } = await directoryWithSubmittedIssue();
    const { page, pageErrors } = await openProgram(directory);
    await signInByKeys(page, 'qiaoyi');
    await page.keyboard.press('Alt+4');
    await page.getByRole('option', { name: /澜溪信息/ }).click();
    await page.getByRole('button', { name: '退回修改' }).press('Enter');
    await focusIsOn(page, '退回的原因（必填）');
    await page.keyboard.press('Alt+ArrowDown');
    await focusIsOn(page, '同意。');
    await page.keyboard.press('End');
    const phrase = await page.evaluate(() => document.activeElement?.textContent ?? '');
    await page.keyboard.press('Enter');
    await focusIsOn(page, '退回的原因（必填）');
    if (process.env.NEIKAN_PICTURES)
      await page.screenshot({ path: `${process.env.NEIKAN_PICTURES}/phrases-return.png` });
    await page.keyboard.press('Control+Enter');
    await page.getByRole('list', { name: '流程' }).getByText(phrase).first().waitFor();
    await page.getByRole('button', { name: '切换用户' }).click();

    await signInByKeys(page, 'wenhe');
    await page.keyboard.press('Alt+3');
    await page
      .getByRole('option', { name: /澜溪信息/ })
      .first()
      .click();
    await page.getByRole('button', { name: '送审' }).first().waitFor();
    await page.keyboard.press('Control+Enter');
    await focusIsOn(page, '拟办意见（可以不填）');
    await page.keyboard.press('Alt+ArrowDown');
    await focusIsOn(page, '同意。');
    await page.keyboard.press('Enter');
    await focusIsOn(page, '拟办意见（可以不填）');
    expect(await page.getByLabel('拟办意见（可以不填）').inputValue()).toBe('同意。');
    if (process.env.NEIKAN_PICTURES)
      await page.screenshot({ path: `${process.env.NEIKAN_PICTURES}/phrases-submit.png` });
    await page.keyboard.press('Control+Enter');
    await page.getByRole('list', { name: '流程' }).getByText('等审核').waitFor();
    expect(pageErrors).toEqual([]);
  },
);
