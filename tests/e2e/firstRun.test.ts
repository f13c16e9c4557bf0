import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { whyNoDisplay } from './display.ts';
import { dataDirectory, openProgram, signInAs } from './openProgram.ts';

const reason = whyNoDisplay();
if (reason) console.log(`firstRun skipped: ${reason}`);

const password = '一句自己记得住的话';

async function nameOffice(page: Page, staffing?: string): Promise<void> {
  await page.getByLabel('编辑部名称').fill('澜溪县委办公室信息科');
  await page.getByRole('button', { name: '下一步' }).click();
  if (staffing) await page.getByRole('radio', { name: staffing }).check();
  await page.getByRole('button', { name: '下一步' }).click();
}

async function fillPerson(page: Page, index: number, name: string): Promise<void> {
  const row = page
    .getByRole('listitem')
    .filter({ has: page.getByLabel('姓名') })
    .nth(index);
  await row.getByLabel('姓名').fill(name);
  await row.getByLabel('口令', { exact: true }).fill(password);
  await row.getByLabel('再输一遍口令').fill(password);
}

test.skipIf(reason)('three people found an office, keep the code, and the editor signs in', async () => {
  const directory = dataDirectory();
  const { page, pageErrors } = await openProgram(directory);
  await nameOffice(page);
  await fillPerson(page, 0, '田野');
  await fillPerson(page, 1, '陈溪');
  await fillPerson(page, 2, '林望');
  await expect.poll(() => page.getByLabel('登录名').nth(1).inputValue(), { timeout: 30_000 }).toBe('chenxi');
  await page.getByRole('button', { name: '建立编辑部' }).click();
  const code = page.getByRole('status', { name: '恢复码' });
  await code.waitFor();
  expect(await code.locator('span').allTextContents()).toHaveLength(8);
  const goOn = page.getByRole('button', { name: '去登录' });
  expect(await goOn.isDisabled()).toBe(true);

  await page.getByRole('button', { name: '存到移动介质…' }).click();
  await page.getByLabel('保存到的文件夹').fill(join(directory, '..'));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '保存到这里' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  const saved = join(directory, '..', '恢复码.txt');
  expect(readFileSync(saved, 'utf8')).toContain((await code.locator('span').allTextContents()).join('-'));
  rmSync(saved);

  await page.getByLabel('恢复码已抄写并收存').check();
  await goOn.click();
  await signInAs(page, 'tianye', password);
  await page.getByText('澜溪县委办公室信息科').waitFor();
  expect(pageErrors).toEqual([]);
});

test.skipIf(reason)('what stands in the way is named beside the person, and nothing typed is lost', async () => {
  const { page } = await openProgram(dataDirectory());
  await nameOffice(page, '严格配备');
  expect(await page.getByLabel('姓名').count()).toBe(7);
  await fillPerson(page, 0, '田野');
  await page.getByLabel('系统管理员').first().check();
  await page.getByText('系统管理员和责任编辑不能由一个人担任。').waitFor();
  await page.getByLabel('系统管理员').first().uncheck();
  await page.getByLabel('再输一遍口令').first().fill('另一句话');
  await page.getByText('两遍输入的口令不一样。').waitFor();
  await page.getByLabel('口令', { exact: true }).first().fill('短口令');
  await page.getByText('口令太短').waitFor();
  await page.getByRole('button', { name: '删去第7人' }).click();
  await page.getByText('还没有人担任审计员。').waitFor();
  await page.getByRole('button', { name: '建立编辑部' }).click();
  expect(await page.getByText('请填写姓名。').count()).toBe(5);

  await page.getByRole('button', { name: '上一步' }).click();
  await page.getByRole('radio', { name: '标准配备' }).check();
  await page.getByRole('button', { name: '下一步' }).click();
  expect(await page.getByLabel('姓名').count()).toBe(3);
  expect(await page.getByLabel('姓名').first().inputValue()).toBe('田野');
});
