import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { clickBehind } from './clickBehind.ts';
import { openArticle } from './editArticles.ts';
import { handOverIssue, refusalOf } from './makeUp.ts';
import { manuscripts } from './manuscripts.ts';
import { goTo, handOver, picture } from './window.ts';

const { canal, clinic } = manuscripts;

/** 审签 up to the signer: a comment and a return, a correction that the editor confirms, a pass. */
export async function review(page: Page): Promise<void> {
  await handOver(page, 'reviewer');
  await openIssue(page);
  await page.getByRole('tab', { name: '文字' }).click();
  await page.getByText('工期比往年提前二十天').first().click({ clickCount: 3 });
  await page.getByRole('button', { name: '批注选中的文字' }).click();
  await page.getByRole('dialog').getByLabel('批注', { exact: true }).fill('二十天请与水利部门核对');
  await page.getByRole('dialog').getByRole('button', { name: '添加批注' }).click();
  await page.getByRole('tab', { name: '批注（1条未处理）' }).waitFor();
  await page.getByRole('button', { name: '退回修改' }).click();
  await page.getByRole('dialog').getByLabel('退回的原因').fill('工期请核对');
  await page.getByRole('dialog').getByRole('button', { name: '退回修改' }).click();
  await page.getByRole('list', { name: '流程' }).getByText('工期请核对').waitFor();

  await handOver(page, 'editor');
  await amend(page);

  await handOver(page, 'reviewer');
  // The reviewer takes nothing in, and hands nothing over in the editor's name.
  await goTo(page, '来稿');
  await page.getByRole('listbox', { name: '来稿登记' }).waitFor();
  assert.equal(await page.getByRole('button', { name: '收稿' }).count(), 0);
  assert.equal(await refusalOf(page, 'prepareRelease'), 'forbidden');
  await openIssue(page);
  await page.getByRole('tab', { name: '文字' }).click();
  await page.getByRole('button', { name: `修改这篇：${clinic.title}` }).click();
  await clickBehind(page, '半年看病两千三百人次。');
  await page.keyboard.insertText('其中七成是老人。');
  await page.getByRole('button', { name: '提交修改' }).click();
  await page.getByText('责任编辑的签署已经失效').waitFor();
  await page.getByRole('button', { name: '送责任编辑确认' }).click();
  await page.getByText('现在等责任编辑办理').waitFor();

  await handOver(page, 'editor');
  await openIssue(page);
  await page.locator('ins').first().waitFor();
  assert.deepEqual(await page.locator('ins').allTextContents(), ['其中七成是老人。']);
  await picture(page, 'job-confirm');
  await page.getByRole('button', { name: '确认修改' }).click();
  await page.getByText('现在等审核办理').waitFor();

  await handOver(page, 'reviewer');
  await openIssue(page);
  await page.getByLabel('意见', { exact: true }).fill('同意');
  await page.getByRole('button', { name: '审核通过' }).click();
  await page.getByText('现在等签发办理').waitFor();
  await picture(page, 'job-passed');
}

/** Opens the only issue in 审签. */
export async function openIssue(page: Page): Promise<void> {
  await goTo(page, '审签');
  await page
    .getByRole('option', { name: /柳湾信息/ })
    .first()
    .click();
  await page.getByRole('list', { name: '流程' }).waitFor();
}

/** What was returned is mended in its article and handed over anew. */
async function amend(page: Page): Promise<void> {
  await openArticle(page, canal.title);
  await page.getByRole('button', { name: '取消定稿' }).click();
  await page.getByText('这篇稿件已定稿').waitFor({ state: 'detached' });
  await clickBehind(page, '工期比往年提前二十天。');
  await page.keyboard.press('Backspace');
  await page.keyboard.insertText('，水利站已经核对。');
  await page.getByRole('button', { name: '定稿', exact: true }).click();
  await page.getByText('这篇稿件已定稿，只能看。').waitFor();
  await goTo(page, '刊期');
  await page
    .getByRole('option', { name: /柳湾信息|青石乡/ })
    .first()
    .click();
  // The comment is still open, and the check says so until it is done.
  const check = page.getByRole('region', { name: '检查' });
  await check.getByText('还有1条批注没有处理。').waitFor();
  await page.getByRole('button', { name: '处理完了' }).click();
  await check.getByText('还有1条批注没有处理。').waitFor({ state: 'detached' });
  await handOverIssue(page, '已核对，请审核');
}
