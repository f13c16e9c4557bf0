import { expect, test } from 'vitest';
import { createOffice } from '#office/office.ts';
import { draftIssue, foundedDirectory, passwordOf, printOnce, signIn, value } from '../office/office/foundedOffice.ts';
import { greyPng } from '../office/printing/madePictures.ts';
import { whyNoDisplay } from './display.ts';
import { openProgram, signInAs } from './openProgram.ts';
import { directoryWithPassedIssue, directoryWithSubmittedIssue } from './reviewedIssue.ts';
import { picture } from './wholeJob/window.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

test.skipIf(whyNot)(
  titled('the editor gives an issue its urgency and reads the slip as it stands, by keys'),
  async () => {
    const { directory } = await foundedDirectory();
    const office = createOffice({ print: printOnce, directory });
    const { issue } = await draftIssue(office);
    office.close();
    const { page, host, ended, pageErrors } = await openProgram(directory);
    await signInAs(page, 'wenhe', passwordOf('wenhe'));
    await page.keyboard.press('Alt+3');
    await page.getByRole('option').first().click();
    const urgency = page.getByLabel('紧急程度', { exact: true });
    await urgency.selectOption({ label: '特急' });
    await page.getByRole('button', { name: '发稿单', exact: true }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('未签发，按目前的内容和签署填写').waitFor();
    await dialog.locator('canvas').first().waitFor();
    await page.waitForTimeout(500);
    await picture(page, 'slip-draft');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(pageErrors).toEqual([]);
    await host.close();
    await ended;
    const again = createOffice({ print: printOnce, directory });
    await signIn(again, 'wenhe');
    const saved = value(await again.client.readIssue({ id: issue.summary.id }));
    again.close();
    expect([issue.document.urgency, saved.document.urgency]).toEqual([undefined, 'mostUrgent']);
  },
);

test.skipIf(whyNot)(
  titled('the reviewer sees the slip beside the text, and sets and takes back the own written name'),
  async () => {
    const { directory } = await directoryWithSubmittedIssue();
    const { page, pageErrors } = await openProgram(directory);
    await signInAs(page, 'qiaoyi', passwordOf('qiaoyi'));
    await page.keyboard.press('Alt+4');
    await page.getByRole('option').first().click();
    await page.getByRole('tab', { name: '发稿单' }).click();
    await page.getByText('未签发，按目前的内容和签署填写').waitFor();
    await page.locator('canvas').first().waitFor();
    await page.waitForTimeout(500);
    await picture(page, 'slip-review');
    await page.getByRole('button', { name: '我的手写签名' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('还没有手写签名').waitFor();
    const file = dialog.locator('input[type=file]');
    await file.setInputFiles({ name: '签名.txt', mimeType: 'text/plain', buffer: Buffer.from('乔一') });
    await dialog.getByText('只能用PNG或JPEG图片。').waitFor();
    await file.setInputFiles({ name: '签名.png', mimeType: 'image/png', buffer: greyPng(240, 80) });
    await dialog.getByRole('img', { name: '现在的手写签名' }).waitFor();
    await picture(page, 'slip-signature');
    await dialog.getByRole('button', { name: '撤去签名' }).click();
    await dialog.getByText('还没有手写签名').waitFor();
    await page.keyboard.press('Escape');
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(titled('the archive shows the slip that was frozen'), async () => {
  const { directory } = await directoryWithPassedIssue('released');
  const { page, pageErrors } = await openProgram(directory);
  await signInAs(page, 'wenhe', passwordOf('wenhe'));
  await page.keyboard.press('Alt+5');
  await page.getByRole('option', { name: /第5期/ }).click();
  await page.getByRole('tab', { name: '发稿单' }).click();
  await page.getByText('签发时冻结的发稿单').waitFor();
  await page.getByRole('tab', { name: '文件' }).click();
  await page.getByRole('cell', { name: '发稿单.pdf' }).waitFor();
  expect(pageErrors).toEqual([]);
});
