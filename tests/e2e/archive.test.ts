import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { passwordOf } from '../office/office/foundedOffice.ts';
import { openBases } from '../office/office/openBases.ts';
import { whyNoDisplay } from './display.ts';
import { openProgram, signInAs } from './openProgram.ts';
import { directoryWithPassedIssue } from './reviewedIssue.ts';
import { picture } from './wholeJob/window.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

async function goToArchive(page: Page, id: string): Promise<void> {
  await signInAs(page, id, passwordOf(id));
  await page.getByRole('navigation', { name: '去处' }).getByRole('button', { name: /档案/ }).click();
  await page.getByRole('listbox', { name: '档案目录' }).waitFor();
}

function outside(): string {
  const folder = mkdtempSync(join(tmpdir(), 'neikan-save-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test.skipIf(whyNot)(titled('an issue is found by its words, read, verified, exported and voided'), async () => {
  const { directory } = await directoryWithPassedIssue('released');
  const { page, pageErrors } = await openProgram(directory);
  await goToArchive(page, 'shenjun');

  // Pressing a button beside the field opens nothing that would move the next one away under the pointer.
  await page.getByRole('button', { name: '校验全部档案' }).click();
  await page.getByText('校验通过：').waitFor();
  expect(await page.getByText('查找过的字词会列在这里').count()).toBe(0);
  await page.getByRole('button', { name: '收起' }).click();
  await page.getByText('校验通过：').waitFor({ state: 'detached' });

  const field = page.getByLabel('查找档案').first();
  await field.fill('没有人写过的话');
  await page.getByText('没有找到“没有人写过的话”').waitFor();
  await field.fill('春灌');
  const hit = page.getByRole('option', { name: /南坪镇整治沟渠/ });
  await hit.waitFor();
  expect(await hit.locator('mark').allTextContents()).toContain('春灌');
  await hit.click();
  await page.getByRole('tab', { name: '页面', selected: true }).waitFor();
  await page.locator('.sheet canvas').first().waitFor();
  await picture(page, 'archive-search');

  await page.getByRole('tab', { name: '文字' }).click();
  await page.getByRole('article').filter({ hasText: '惠及农田' }).waitFor();
  await page.getByRole('tab', { name: '文件' }).click();
  await page.getByRole('cell', { name: 'issue.pdf' }).waitFor();
  await picture(page, 'archive-files');
  await page.getByRole('button', { name: '校验', exact: true }).click();
  await page.getByText(/校验通过：.*责任编辑 闻禾、审核 乔一、签发 沈钧/).waitFor();

  const folder = outside();
  await page.getByRole('button', { name: '导出' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('保存到的文件夹').fill(folder);
  await page.keyboard.press('Enter');
  await dialog.getByText('这个文件夹是空的').waitFor();
  await picture(page, 'saveDialog');
  await page.keyboard.press('Enter');
  await page.getByText(`已保存到“${folder}`).waitFor();
  const [exported] = readdirSync(folder);
  expect(exported).toMatch(/^澜溪信息\d{4}年第5期（总第128期）$/);
  expect(readdirSync(join(folder, exported ?? ''))).toEqual(
    expect.arrayContaining(['issue.json', 'issue.pdf', 'issue.txt', 'manifest.json']),
  );

  await page.getByRole('button', { name: '作废' }).click();
  await page.getByRole('dialog').getByLabel('作废的原因').fill('附件漏印');
  await page.getByRole('dialog').getByRole('button', { name: '作废' }).click();
  await page.getByRole('list', { name: '流程' }).getByText('附件漏印').waitFor();
  expect(await page.getByRole('button', { name: '作废' }).count()).toBe(0);
  expect(pageErrors).toEqual([]);
});

test.skipIf(whyNot)(
  titled('a step that somebody has changed in the base is named when its issue is verified'),
  async () => {
    const { directory } = await directoryWithPassedIssue('released');
    const { content, close } = await openBases(directory, 'wenhe');
    const rule = content.prepare("SELECT sql FROM sqlite_schema WHERE name = 'issue_steps_no_update'").pluck().get();
    content.exec('DROP TRIGGER issue_steps_no_update');
    content.exec("UPDATE issue_steps SET opinion = '已经县委领导审定' WHERE action = 'pass'");
    content.exec(String(rule));
    close();

    const { page, pageErrors } = await openProgram(directory);
    await goToArchive(page, 'shenjun');
    await page.getByRole('listbox', { name: '档案目录' }).getByRole('option').first().click();
    await page.getByRole('tab', { name: '文件' }).click();
    await page.getByRole('button', { name: '校验', exact: true }).click();
    await page.getByText('校验没有通过，发现1个问题').waitFor();
    await page.getByText('办理记录：乔一办理的第2步“审核通过”与签名的不符').waitFor();
    await picture(page, 'archive-changed-step');
    expect(pageErrors).toEqual([]);
  },
);
