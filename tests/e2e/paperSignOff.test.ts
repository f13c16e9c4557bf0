import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createOffice } from '#office/office.ts';
import { passwordOf, printOnce, signIn, value } from '../office/office/foundedOffice.ts';
import { greyPng } from '../office/printing/madePictures.ts';
import { tabTo } from './byKeys.ts';
import { whyNoDisplay } from './display.ts';
import { openProgram, signInAs } from './openProgram.ts';
import { directoryWithPassedIssue } from './reviewedIssue.ts';
import { picture } from './wholeJob/window.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

async function leave(page: Page): Promise<void> {
  await page.getByRole('button', { name: '切换用户' }).click();
  await page.getByLabel('登录名', { exact: true }).waitFor();
}

/** An issue that waits for the signer, of a publication that may be signed on paper. */
async function passedIssue(): Promise<string> {
  const { directory } = await directoryWithPassedIssue();
  const office = createOffice({ print: printOnce, directory });
  await signIn(office, 'wenhe');
  const [publication] = value(await office.client.listPublications({}));
  if (!publication) throw new Error('there is no publication');
  const { id, name, settings } = publication;
  value(await office.client.savePublication({ id, name, settings: { ...settings, allowsPaperSignOff: true } }));
  office.close();
  return directory;
}

test.skipIf(whyNot)(
  titled('the editor records what was signed on paper, another compares it with its scan and confirms it by keys'),
  async () => {
    const directory = await passedIssue();
    const { page, pageErrors } = await openProgram(directory);
    await signInAs(page, 'wenhe', passwordOf('wenhe'));
    await page.keyboard.press('Alt+4');
    await page.getByRole('tab', { name: '我办过的' }).click();
    await page.getByRole('option', { name: /澜溪信息/ }).click();
    await page.getByRole('button', { name: '登记纸质签批' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    const chosen = (label: string) => dialog.getByLabel(label, { exact: true }).locator('option:checked').innerText();
    await expect.poll(() => chosen('签批人')).toBe('沈钧');
    expect(await chosen('请谁核对')).toBe('乔一');
    await dialog.getByLabel('意见（照纸上写的录）').fill('同意，按程序印发。');
    const submit = dialog.getByRole('button', { name: '登记', exact: true });
    expect(await submit.isDisabled()).toBe(true);
    const file = dialog.locator('input[type=file]');
    await file.setInputFiles({ name: '签批.txt', mimeType: 'text/plain', buffer: Buffer.from('同意') });
    await dialog.getByText('只能用PNG、JPEG或PDF文件。').waitFor();
    await file.setInputFiles({ name: '签批.png', mimeType: 'image/png', buffer: greyPng(700, 990) });
    await dialog.getByText('已选：签批.png').waitFor();
    await picture(page, 'paper-record');
    await submit.focus();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached', timeout: 60_000 });
    await page.getByText('沈钧的签发已登记为纸质签批，等乔一核对。').waitFor();
    await page.getByRole('button', { name: '撤回登记' }).waitFor();
    await picture(page, 'paper-recorded');
    await leave(page);

    // It waits for the second person, who sees the scan beside the slip; the rest is done by keys.
    await signInAs(page, 'qiaoyi', passwordOf('qiaoyi'));
    await page.keyboard.press('Alt+4');
    await page.getByRole('tab', { name: '等我办理（1）' }).waitFor();
    await page.getByRole('option', { name: /澜溪信息/ }).click();
    await page.getByRole('img', { name: '沈钧纸质签批的扫描件' }).waitFor();
    await page.getByRole('region', { name: '发稿单' }).locator('canvas').first().waitFor();
    await page.getByText('意见：“同意，按程序印发。”').waitFor();
    await picture(page, 'paper-confirm');
    await page.getByRole('tab', { name: '扫描件与发稿单' }).focus();
    await tabTo(page, '您的口令');
    await page.keyboard.insertText(passwordOf('qiaoyi'));
    await page.keyboard.press('Enter');
    await page.getByText('已核对，这一道已办理。').waitFor({ timeout: 60_000 });
    const line = page.getByRole('list', { name: '流程' });
    await line.getByText('纸质签批（代录：闻禾；核对：乔一）').waitFor();
    await picture(page, 'paper-confirmed');

    await page.keyboard.press('Alt+5');
    await page.getByRole('option', { name: /第5期/ }).click();
    await page.getByRole('tab', { name: '目录与去向' }).click();
    await page.getByText(/签发 沈钧纸质签批（代录：闻禾；核对：乔一）/).waitFor();
    await page.getByRole('tab', { name: '文件' }).click();
    await page.getByRole('cell', { name: /^纸质签批-[0-9a-f]{16}\.png$/ }).waitFor();
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(titled('a scan that does not match goes back to whoever recorded it, with a reason'), async () => {
  const directory = await passedIssue();
  const { page, pageErrors } = await openProgram(directory);
  await signInAs(page, 'wenhe', passwordOf('wenhe'));
  await page.keyboard.press('Alt+4');
  await page.getByRole('tab', { name: '我办过的' }).click();
  await page.getByRole('option', { name: /澜溪信息/ }).click();
  await page.getByRole('button', { name: '登记纸质签批' }).click();
  const dialog = page.getByRole('dialog');
  const scan = { name: '签批.png', mimeType: 'image/png', buffer: greyPng(300, 200) };
  await dialog.locator('input[type=file]').setInputFiles(scan);
  await dialog.getByRole('button', { name: '登记', exact: true }).click();
  await page
    .getByText(/等乔一核对。/)
    .first()
    .waitFor({ timeout: 60_000 });
  await leave(page);
  await signInAs(page, 'qiaoyi', passwordOf('qiaoyi'));
  await page.keyboard.press('Alt+4');
  await page.getByRole('option', { name: /澜溪信息/ }).click();
  await page.getByRole('button', { name: '不符，退给代录人' }).click();
  await dialog.getByLabel('撤回的原因（必填）').fill('扫描件上没有日期');
  await page.keyboard.press('Control+Enter');
  await page.getByText('沈钧的纸质签批已由乔一撤回：扫描件上没有日期').waitFor();
  expect(pageErrors).toEqual([]);
});

test.skipIf(whyNot)(
  titled('a publication allows signatures on paper only once that was ticked and saved'),
  async () => {
    const { directory } = await directoryWithPassedIssue();
    const { page, host, ended, pageErrors } = await openProgram(directory);
    await signInAs(page, 'wenhe', passwordOf('wenhe'));
    await page.keyboard.press('Alt+6');
    await page.getByRole('option', { name: '刊物' }).click();
    const box = page.getByRole('checkbox', { name: /^可以纸质签批/ });
    expect(await box.isChecked()).toBe(false);
    await box.focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: '保存刊物' }).click();
    await page.getByText(/澜溪信息.*已保存|已保存.*澜溪信息/).waitFor({ timeout: 60_000 });
    expect(pageErrors).toEqual([]);
    await host.close();
    await ended;
    const office = createOffice({ print: printOnce, directory });
    await signIn(office, 'wenhe');
    const [publication] = value(await office.client.listPublications({}));
    office.close();
    expect(publication?.settings.allowsPaperSignOff).toBe(true);
  },
);
