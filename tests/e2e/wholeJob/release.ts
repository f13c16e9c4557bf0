import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { people } from './people.ts';
import { openIssue } from './review.ts';
import { handOver, picture } from './window.ts';

/** 签发: the signer reads what is signed, is refused with a wrong password, and signs with the right one. */
export async function release(page: Page): Promise<void> {
  await handOver(page, 'signer');
  await openIssue(page);
  await page.getByRole('button', { name: '看付印样' }).click();
  const signed = page.getByRole('region', { name: '签发的内容' });
  await signed.waitFor();
  // What changed since the others signed is counted beside the window, and may come last.
  for (const sentence of [
    '《柳湾信息》',
    '第7期（总第212期）',
    '稿件2篇',
    `责任编辑${people.editor.name}`,
    `审核${people.reviewer.name}`,
    '意见：“同意”',
    '《云浦镇把诊室搬上渡船》',
    '共印60份',
  ]) {
    await signed.filter({ hasText: sentence }).waitFor();
  }
  const sentences = await signed.innerText();
  await page.getByRole('img', { name: '第1页' }).locator('canvas').waitFor();
  const before = await issueNow(page);
  await page.getByLabel('您的口令').fill('这不是我的口令');
  await page.getByRole('button', { name: '签发', exact: true }).click();
  await page.getByRole('alert').filter({ hasText: '口令' }).waitFor();
  await picture(page, 'job-wrongPassword');
  // Nothing has happened: neither on the screen nor in the base.
  assert.equal(await signed.innerText(), sentences);
  assert.deepEqual(await issueNow(page), before);
  // After a wrong password the next one is only looked at 2 seconds later.
  await page.waitForTimeout(2500);
  await page.getByLabel('您的口令').fill(people.signer.password);
  await page.keyboard.press('Enter');
  await page.getByText('第7期（总第212期）。').first().waitFor();
  await picture(page, 'job-released');
}

/** State, number, steps and signatures of the only issue, asked as the window asks. */
async function issueNow(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    const { neikan } = window as unknown as {
      neikan: { call: (name: string, input: unknown) => Promise<{ value: never }> };
    };
    const list = (await neikan.call('listIssues', {})).value as unknown as { id: string }[];
    return (await neikan.call('readIssue', { id: list[0]?.id })).value;
  });
}
