import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createOffice } from '#office/office.ts';
import { foundedDirectory, passwordOf, printOnce, publicationOf, signIn } from '../office/office/foundedOffice.ts';
import { focus, focusIsOn, signInByKeys, soon, tabTo } from './byKeys.ts';
import { whyNoDisplay } from './display.ts';
import { openProgram } from './openProgram.ts';

const reason = whyNoDisplay();
if (reason) console.log(`keyboard only skipped: ${reason}`);

/** Does something by its name in the palette. */
async function command(page: Page, words: string, label: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await focusIsOn(page, '查找命令');
  await page.keyboard.insertText(words);
  await page.getByRole('option', { name: label, selected: true }).waitFor(soon);
  await page.keyboard.press('Enter');
}

/** Counts what a pointer does in the page, from now on. */
async function watchPointer(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counter = window as unknown as { pointerActs: number };
    counter.pointerActs = 0;
    addEventListener('pointerdown', () => (counter.pointerActs += 1), { capture: true });
  });
  return () => page.evaluate(() => (window as unknown as { pointerActs: number }).pointerActs);
}

const manuscript = [
  '澜溪县组织村医上门巡诊',
  '今年以来，澜溪县组织村医一百二十人上门巡诊，每月走访独居老人两次，随访记录当日入册。',
  '（澜溪县办公室）',
].join('\n');

test.skipIf(reason)('from sign-in to a signed issue without one click', { timeout: 600_000 }, async () => {
  const { directory } = await foundedDirectory();
  const office = createOffice({ print: printOnce, directory });
  await signIn(office, 'wenhe');
  await publicationOf(office);
  office.close();
  const { page, pageErrors } = await openProgram(directory);
  const pointerActs = await watchPointer(page);
  // Asked for early: the browser has to be told before the key is pressed.
  const choosing = page.waitForEvent('filechooser', { timeout: 0 });

  await signInByKeys(page, 'wenhe');
  await focusIsOn(page, '收稿');
  await page.keyboard.press('Enter');
  const chooser = await choosing;
  await chooser.setFiles({ name: '巡诊.txt', mimeType: 'text/plain', buffer: Buffer.from(manuscript) });
  await page.getByRole('option', { name: /村医上门巡诊/, selected: true }).waitFor(soon);
  await focusIsOn(page, '来稿登记');
  // 选用; its button goes and what stands in its place has the focus or the list keeps it.
  await page.keyboard.press('x');
  await page.getByRole('button', { name: '去编辑' }).first().waitFor(soon);
  await focusIsOn(page, '来稿登记');

  await page.keyboard.press('Alt+2');
  await focusIsOn(page, '稿件列表');
  await page.getByRole('option', { name: /村医上门巡诊/ }).waitFor(soon);
  await page.keyboard.press('ArrowDown');
  await page.getByRole('textbox', { name: '稿件正文' }).waitFor(soon);
  await page.keyboard.press('Enter');
  await focusIsOn(page, '稿件正文');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.insertText('群众说方便。');
  await command(page, 'dinggao', '定稿');
  await page.getByText('这篇稿件已定稿').waitFor(soon);
  expect((await focus(page)).name).not.toBe('nothing');

  await page.keyboard.press('Alt+3');
  await focusIsOn(page, '新建一期');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('dialog').getByLabel('刊物').inputValue(), soon).not.toBe('');
  await focusIsOn(page, '澜溪信息');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '本期还没有稿件' }).waitFor(soon);
  await focusIsOn(page, /取用稿件|刊期列表/);
  await page.keyboard.press('Control+i');
  await focusIsOn(page, '查找稿件');
  await tabTo(page, /村医上门巡诊/);
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /第1篇“澜溪县组织村医上门巡诊”的位置/ }).waitFor(soon);
  await expect.poll(async () => (await focus(page)).name, soon).not.toBe('nothing');
  await page.keyboard.press('Control+Enter');
  await focusIsOn(page, '拟办意见（可以不填）');
  await page.keyboard.insertText('请审核');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('list', { name: '流程' }).getByText('等审核').waitFor(soon);
  expect((await focus(page)).name).not.toBe('nothing');

  await command(page, 'qhyh', '切换用户');
  await signInByKeys(page, 'qiaoyi');
  await focusIsOn(page, /等我办理/);
  await page.locator('.list-row').first().waitFor(soon);
  await page.keyboard.press('ArrowDown');
  // Pointing at an issue is not opening it: 取回 stays free until Enter.
  expect(await page.getByRole('list', { name: '流程' }).count()).toBe(0);
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: '文字', selected: true }).waitFor(soon);
  await page.keyboard.press('Enter');
  await focusIsOn(page, '文字');
  await page.keyboard.press('F6');
  await focusIsOn(page, '意见');
  await page.keyboard.insertText('同意');
  await tabTo(page, '审核通过');
  await page.keyboard.press('Enter');
  await page.getByText('现在等签发办理').waitFor(soon);
  await expect.poll(async () => (await focus(page)).name, soon).not.toBe('nothing');

  await command(page, 'qhyh', '切换用户');
  await signInByKeys(page, 'shenjun');
  await focusIsOn(page, /等我办理/);
  await page.locator('.list-row').first().waitFor(soon);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '看付印样' }).waitFor(soon);
  await page.keyboard.press('F6');
  await page.keyboard.press('F6');
  await tabTo(page, '看付印样');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: '签发的内容' }).waitFor(soon);
  await focusIsOn(page, '您的口令');
  await page.keyboard.insertText(passwordOf('shenjun'));
  const pressedAt = performance.now();
  await page.keyboard.press('Enter');
  await page.getByText('期号已经确定，页面已经冻结').waitFor(soon);
  console.log(`签发: ${Math.round(performance.now() - pressedAt)} ms from Enter to the word that it is signed`);
  await expect.poll(async () => (await focus(page)).name, soon).not.toBe('nothing');
  expect(await pointerActs()).toBe(0);
  expect(pageErrors).toEqual([]);
});
