import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { type PersonRole, people } from './people.ts';
import { picture } from './window.ts';

/** The first run by hand, from the empty window to the sign-in; gives the recovery code that was shown. */
export async function foundOffice(page: Page): Promise<string> {
  await page.getByLabel('编辑部名称').fill('柳湾区委办公室信息科');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('radio', { name: '标准配备' }).check();
  await page.getByRole('button', { name: '下一步' }).click();
  const rows = page.getByRole('listitem').filter({ has: page.getByLabel('姓名') });
  for (const [index, role] of (['editor', 'reviewer', 'signer'] as const satisfies PersonRole[]).entries()) {
    const { id, name, password } = people[role];
    const row = rows.nth(index);
    await row.getByLabel('姓名').fill(name);
    await row.getByLabel('口令', { exact: true }).fill(password);
    await row.getByLabel('再输一遍口令').fill(password);
    // Proposed from the name as soon as the table of readings is there.
    while ((await row.getByLabel('登录名').inputValue()) !== id) await page.waitForTimeout(50);
  }
  await picture(page, 'job-people');
  await page.getByRole('button', { name: '建立编辑部' }).click();
  const code = page.getByRole('status', { name: '恢复码' });
  await code.waitFor();
  const groups = await code.locator('span').allTextContents();
  assert.equal(groups.length, 8);
  await page.getByLabel('恢复码已抄写并收存').check();
  await page.getByRole('button', { name: '去登录' }).click();
  await page.getByLabel('登录名', { exact: true }).waitFor();
  return groups.join('-');
}
