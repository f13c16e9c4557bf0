import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { composedSentence } from './editArticles.ts';
import { manuscripts } from './manuscripts.ts';
import { goTo, handOver, picture } from './window.ts';

/**
 * 档案: printing is registered, the issue filed, found by a word of its text, read, verified and exported into a folder.
 * Gives the folder of the exported issue.
 */
export async function keepInArchive(page: Page, folder: string): Promise<string> {
  await handOver(page, 'editor');
  await goTo(page, '刊期');
  await page
    .getByRole('option', { name: /柳湾信息|青石乡/ })
    .first()
    .click();
  await page.getByRole('button', { name: '登记印发' }).click();
  await page.getByRole('dialog').getByLabel('实印份数').fill('58');
  await page.getByRole('dialog').getByRole('button', { name: '登记印发' }).click();
  await page.getByRole('list', { name: '流程' }).getByText('实印58份').waitFor();

  await goTo(page, '档案');
  await page.getByLabel('查找档案').first().fill('修渠');
  const hit = page.getByRole('option', { name: new RegExp(manuscripts.canal.title) });
  await hit.waitFor();
  assert.ok((await hit.locator('mark').allTextContents()).includes('修渠'));
  await hit.click();
  // The printed page opens at the words; the text beside it is the same.
  await page.getByText(/标出\d+处/).waitFor();
  await page.getByRole('tab', { name: '文字' }).click();
  await page.getByRole('article').getByText(composedSentence).waitFor();
  await picture(page, 'job-found');
  await page.getByRole('button', { name: '归档', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '归档' }).click();
  await page.getByText('已归档', { exact: true }).waitFor();
  await page.getByRole('button', { name: '校验', exact: true }).click();
  await page.getByText(/校验通过：.*责任编辑 何清、审核 严木、签发 白屿/).waitFor();

  await page.getByRole('button', { name: '导出' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('保存到的文件夹').fill(folder);
  await page.keyboard.press('Enter');
  await dialog.getByText('这个文件夹是空的').waitFor();
  await dialog.getByRole('button', { name: '保存到这里' }).click();
  await dialog.waitFor({ state: 'detached' });
  await picture(page, 'job-archived');
  const [exported = ''] = readdirSync(folder);
  return join(folder, exported);
}
