import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { createOffice } from '#office/office.ts';
import { passwordOf, printOnce, signIn, value } from '../office/office/foundedOffice.ts';
import { whyNoDisplay } from './display.ts';
import { openProgram, signInAs } from './openProgram.ts';
import { directoryWithPassedIssue, directoryWithSubmittedIssue } from './reviewedIssue.ts';

const whyNot = whyNoDisplay();
if (whyNot) console.log(`the handed-over issue skipped: ${whyNot}`);

function outside(): string {
  const folder = mkdtempSync(join(tmpdir(), 'neikan-handed-out-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function openIssue(directory: string, personId: string) {
  const program = await openProgram(directory);
  await signInAs(program.page, personId, passwordOf(personId));
  await program.page.keyboard.press('Alt+3');
  await program.page.getByRole('option').first().click();
  return program;
}

async function exportTo(page: Page, button: string): Promise<readonly string[]> {
  const folder = outside();
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('dialog').getByLabel('保存到的文件夹').fill(folder);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText('这个文件夹是空的').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText(`已保存到“${folder}`).waitFor();
  const [made = ''] = readdirSync(folder);
  return [made, ...readdirSync(join(folder, made)).sort()];
}

test.skipIf(whyNot)('the editor reads the comments of a handed-over issue and hands out its draft', async () => {
  const { directory, issueId: id } = await directoryWithSubmittedIssue();
  const office = createOffice({ print: printOnce, directory });
  await signIn(office, 'qiaoyi');
  const { document } = value(await office.client.openIssue({ id }));
  const [article] = document.articles;
  const about = { id, articleId: article?.id ?? '', block: 0 };
  value(await office.client.addComment({ ...about, quote: '四十二处', text: '请核对处数。' }));
  const { comments: written } = value(await office.client.addComment({ id, quote: '', text: '版头请再看一眼。' }));
  const settled = written.find(({ text }) => text === '版头请再看一眼。');
  value(await office.client.resolveComment({ id, commentId: settled?.id ?? '', isResolved: true }));
  office.close();

  const { page, pageErrors } = await openIssue(directory, 'wenhe');
  const comments = page.getByRole('region', { name: '批注' }).getByRole('listitem');
  await comments.first().waitFor();
  const [first, second] = await comments.allInnerTexts();
  expect(first).toMatch(/乔一.*澜溪县开设村口服务点[\s\S]*四十二处[\s\S]*请核对处数。/);
  expect(second).toMatch(/整期[\s\S]*版头请再看一眼。[\s\S]*乔一已处理/);
  // The reviewer has opened it: it cannot be taken back any more, and that is said.
  await page.getByText('下一位办理人已经打开，不能直接取回').waitFor();
  expect(await page.getByRole('button', { name: '取回', exact: true }).count()).toBe(0);

  expect(await exportTo(page, '导出草稿')).toEqual([
    '澜溪信息草稿',
    'issue.docx',
    'issue.html',
    'issue.json',
    'issue.ofd',
    'issue.pdf',
    'issue.txt',
    'layout.json',
    'manifest.json',
  ]);
  expect(pageErrors).toEqual([]);
});

test.skipIf(whyNot)(
  'a signed issue is handed out as it was frozen, its printing registered, and it goes on',
  async () => {
    const { directory } = await directoryWithPassedIssue('released');
    const { page, pageErrors } = await openIssue(directory, 'wenhe');
    const files = await exportTo(page, '导出成品');
    expect(files[0]).toMatch(/^澜溪信息\d{4}年第5期（总第128期）$/);
    expect(files).toContain('manifest.json');

    await page.getByRole('button', { name: '登记印发' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('实印份数').fill('约一百二十份');
    // No number was typed: there is nothing to register.
    expect(await dialog.getByRole('button', { name: '登记印发' }).isDisabled()).toBe(true);
    await dialog.getByLabel('实印份数').fill('120份');
    await dialog.getByLabel('备注（可以不填）').fill('加印30份');
    await page.keyboard.press('Control+Enter');
    await page.getByText('已登记印发。').waitFor();
    const steps = page.getByRole('list', { name: '流程' });
    await steps.getByText('加印30份').waitFor();
    await page.getByRole('button', { name: '去看档案' }).click();
    await page.getByRole('button', { name: '归档' }).waitFor();
    expect(pageErrors).toEqual([]);
  },
);
