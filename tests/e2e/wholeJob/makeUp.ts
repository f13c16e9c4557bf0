import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { manuscripts } from './manuscripts.ts';
import { goTo, picture } from './window.ts';

/** 系统 and 刊期: the publication is registered, an issue of both articles made up and handed over. */
export async function makeUp(page: Page): Promise<void> {
  await registerPublication(page);
  await goTo(page, '刊期');
  await page.getByRole('button', { name: '新建一期' }).last().click();
  await page.getByRole('dialog').getByRole('button', { name: '新建' }).click();
  await page.getByRole('heading', { name: '本期还没有稿件' }).waitFor();
  await page.getByRole('button', { name: '取用稿件' }).first().click();
  const dialog = page.getByRole('dialog');
  for (const { title } of Object.values(manuscripts)) await dialog.getByRole('checkbox', { name: title }).check();
  await dialog.getByRole('button', { name: '取用2篇' }).click();
  await page.getByLabel('栏目').fill('工作交流');
  await page.getByRole('img', { name: '第1页' }).locator('canvas').waitFor();
  await picture(page, 'job-makeUp');
  await handOverIssue(page, '请审核');
  // The one who edited it can neither see the reviewer's step nor take it past the window.
  await goTo(page, '审签');
  assert.equal(await page.getByRole('button', { name: '审核通过' }).count(), 0);
  assert.equal(await refusalOf(page, 'passIssue'), 'forbidden');
}

/** 送审 of the issue that is open in 刊期. */
export async function handOverIssue(page: Page, opinion: string): Promise<void> {
  await page.getByRole('button', { name: '送审' }).click();
  await page.getByLabel('拟办意见').fill(opinion);
  await page.getByRole('dialog').getByRole('button', { name: '送审' }).click();
  await page.getByRole('list', { name: '流程' }).getByText('等审核').waitFor();
}

async function registerPublication(page: Page): Promise<void> {
  await goTo(page, '系统');
  await page.getByRole('option', { name: '刊物', exact: true }).click();
  await page.getByRole('button', { name: '新刊物' }).click();
  await page.getByLabel('刊名', { exact: true }).fill('柳湾信息');
  await page.getByLabel('编发单位', { exact: true }).fill('柳湾区委办公室');
  await page.getByLabel('标识', { exact: true }).fill('内部资料');
  await page.getByLabel('报', { exact: true }).fill('区委、区政府领导');
  await page.getByLabel('发', { exact: true }).fill('各镇乡');
  await page.getByLabel('起始期号').fill('7');
  await page.getByLabel('起始总期号').fill('212');
  await page.getByLabel('一般印数').fill('60');
  await page.getByRole('button', { name: '保存刊物' }).click();
  await page.getByRole('tab', { name: '柳湾信息' }).waitFor();
}

/** How the office answers a step on the only issue when the page asks for it past its own buttons. */
export async function refusalOf(page: Page, step: 'passIssue' | 'submitIssue' | 'prepareRelease'): Promise<string> {
  return page.evaluate(async (name) => {
    const { neikan } = window as unknown as {
      neikan: { call: (name: string, input: unknown) => Promise<{ ok: boolean; code?: string; value?: never }> };
    };
    const list = (await neikan.call('listIssues', {})).value as unknown as { id: string }[];
    const issue = (await neikan.call('readIssue', { id: list[0]?.id })).value as unknown as { contentHash: string };
    const input = { id: list[0]?.id, contentHash: issue.contentHash, opinion: '同意' };
    const answer = await neikan.call(name, input);
    return answer.ok ? 'done' : (answer.code ?? '');
  }, step);
}
