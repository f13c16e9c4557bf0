import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { focusIsOn, soon } from './byKeys.ts';

/** Opens the register by its name in the palette. */
export async function openRegister(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await focusIsOn(page, '查找命令');
  await page.keyboard.insertText('jjdjb');
  await page.getByRole('option', { name: '交接登记簿', selected: true }).waitFor(soon);
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: '交接', exact: true }).waitFor(soon);
}

/** Answers the dialog that asks for a folder. */
export async function chooseFolder(page: Page, folder: string, verb: string): Promise<void> {
  await focusIsOn(page, '文件夹');
  const dialog = page.getByRole('dialog').last();
  const path = dialog.getByLabel('文件夹', { exact: true });
  // Only then its path stands: what is typed before may be put behind it.
  const isRead = () =>
    expect.poll(() => dialog.getByRole('button', { name: verb, exact: true }).isEnabled(), soon).toBe(true);
  await isRead();
  if ((await path.inputValue()) !== folder) {
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(folder);
    await page.keyboard.press('Enter');
    await expect.poll(() => path.inputValue(), soon).toBe(folder);
    await isRead();
  }
  await page.keyboard.press('Enter');
}

/** Opens the first issue where issues are made. */
export async function openFirstIssue(page: Page): Promise<void> {
  await page.keyboard.press('Alt+3');
  await focusIsOn(page, '刊期列表');
  await page.keyboard.press('ArrowDown');
  await page.getByRole('list', { name: '流程' }).waitFor(soon);
}
