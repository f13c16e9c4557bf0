import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { samplePasswords } from '#cli/demo/sampleOffice.ts';
import { demoCommand } from '#cli/demoCommand.ts';
import { damageTable } from '../office/backup/damageTable.ts';
import { whyNoDisplay } from './display.ts';
import { dataDirectory, openProgram, signInAs } from './openProgram.ts';

const reason = whyNoDisplay();
if (reason) console.log(`baseCheck skipped: ${reason}`);

const password = samplePasswords.suhe ?? '';
let folder: string;
let data: string;
beforeAll(async () => {
  if (reason) return;
  folder = mkdtempSync(join(tmpdir(), 'neikan-check-'));
  data = join(folder, 'data');
  await demoCommand(['--out', join(folder, 'out'), '--data', data], () => {});
});
afterAll(() => {
  if (folder) rmSync(folder, { recursive: true, force: true });
});

async function picture(page: Page, name: string): Promise<void> {
  const pictures = process.env.NEIKAN_PICTURES;
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`) });
}

test.skipIf(reason)('whole bases are checked without a word, and in full when it is asked for', async () => {
  const { page, pageErrors } = await openProgram(dataDirectory(data));
  await signInAs(page, 'suhe', password);
  await page.keyboard.press('Alt+6');
  await page.getByRole('option', { name: '数据检查' }).click();
  await page.getByRole('button', { name: '完整检查' }).click();
  await page.getByText('检查完毕，没有发现损坏').waitFor();
  expect(await page.getByRole('region', { name: '数据有损坏' }).count()).toBe(0);
  expect(pageErrors).toEqual([]);
});

test.skipIf(reason)(
  'damage is told after the sign-in, with what can be read, and what can be read is salvaged',
  async () => {
    const directory = dataDirectory(data);
    await damageTable(directory, 'frozen_files', 'suhe', password);
    const { page, pageErrors } = await openProgram(directory);
    await signInAs(page, 'suhe', password);
    const notice = page.getByRole('region', { name: '数据有损坏' });
    await notice.getByText('稿件库（content.db）有不对的地方').waitFor();
    await notice.getByRole('button', { name: '看检查结果' }).click();
    const table = page.getByRole('table', { name: '还能读出的内容' });
    await table.getByRole('cell', { name: '正本文件' }).waitFor();
    await picture(page, 'damage');
    await page.getByRole('button', { name: '抢救数据…' }).click();
    const dialog = page.getByRole('dialog', { name: '抢救数据' });
    await dialog.getByLabel('口令', { exact: true }).fill(password);
    await picture(page, 'salvage-ask');
    await dialog.getByRole('button', { name: '抢救', exact: true }).click();
    await dialog.getByText('已换上新的库').waitFor();
    await picture(page, 'salvaged');
    await dialog.getByRole('button', { name: '重新登录' }).click();
    await signInAs(page, 'suhe', password);
    await page.keyboard.press('Alt+6');
    await page.getByRole('option', { name: '数据检查' }).click();
    await page.getByRole('button', { name: '完整检查' }).click();
    await page.getByText('检查完毕').or(page.getByText('有损坏')).or(page.getByText('找不到所属')).first().waitFor();
    expect(await page.getByText('有损坏的页').count()).toBe(0);
    expect(readdirSync(directory).filter((name) => name.startsWith('恢复前的数据-'))).toHaveLength(1);
    expect(pageErrors).toEqual([]);
  },
);
