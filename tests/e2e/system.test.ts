import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { samplePasswords } from '#cli/demo/sampleOffice.ts';
import { demoCommand } from '#cli/demoCommand.ts';
import { whyNoDisplay } from './display.ts';
import { dataDirectory, openProgram, signInAs } from './openProgram.ts';

const reason = whyNoDisplay();
if (reason) console.log(`system skipped: ${reason}`);

let folder: string;
let data: string;
beforeAll(async () => {
  if (reason) return;
  folder = mkdtempSync(join(tmpdir(), 'neikan-system-'));
  data = join(folder, 'data');
  await demoCommand(['--out', join(folder, 'out'), '--data', data], () => {});
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.skipIf(reason)('an editor adds a publication and a unit; a form left half filled is not lost', async () => {
  const { page, pageErrors } = await openProgram(dataDirectory(data));
  await signInAs(page, 'suhe', samplePasswords.suhe ?? '');
  await page.keyboard.press('Alt+6');
  await page.getByRole('option', { name: '刊物' }).click();
  await page.getByRole('tab', { name: '新刊物' }).click();
  await page.getByLabel('刊名', { exact: true }).fill('云岭工会简报');
  await page.getByLabel('起始期号').fill('零');
  await expect(page.getByRole('button', { name: '保存刊物' }).isDisabled()).resolves.toBe(true);
  await page.getByLabel('起始期号').fill('3');
  await page.getByRole('button', { name: '保存刊物' }).click();
  await page.getByText('《云岭工会简报》已保存。').waitFor();
  await page.getByRole('option', { name: '报送单位' }).click();
  await page.getByRole('button', { name: '增加单位' }).click();
  await page.getByLabel('单位全称').fill('望溪县总工会');
  await page.getByLabel('落款').fill('望溪县总工会');
  await page.getByLabel('上级单位').selectOption({ label: '云岭省总工会' });
  await page.getByRole('button', { name: '保存单位' }).click();
  await page.getByText('（望溪县总工会）').waitFor();
  expect(pageErrors).toEqual([]);
});

test.skipIf(reason)(
  'a publication is copied, gets fonts of its own, and a page that cannot be is not saved',
  async () => {
    const { page, pageErrors } = await openProgram(dataDirectory(data));
    await signInAs(page, 'suhe', samplePasswords.suhe ?? '');
    await page.keyboard.press('Alt+6');
    await page.getByRole('option', { name: '刊物' }).click();
    const columns = await page.getByLabel('栏目').inputValue();
    await page.getByRole('button', { name: '复制为新刊物' }).click();
    await page.getByRole('tab', { name: '新刊物', selected: true }).waitFor();
    expect(await page.getByLabel('刊名', { exact: true }).inputValue()).toBe('');
    expect(await page.getByLabel('栏目').inputValue()).toBe(columns);
    await page.getByLabel('刊名', { exact: true }).fill('云岭信息');

    await page.getByText('版心和页码', { exact: true }).click();
    await page.getByLabel('每行字数').fill('60');
    await page.getByText('每行60字太多').waitFor();
    await expect(page.getByRole('button', { name: '保存刊物' }).isDisabled()).resolves.toBe(true);
    // Another tab would take the form away: it is asked about, and stays.
    await page.getByRole('tab').first().click();
    await page.getByRole('dialog', { name: '刊物还没有填好' }).getByRole('button', { name: '不做' }).click();
    expect(await page.getByLabel('刊名', { exact: true }).inputValue()).toBe('云岭信息');
    await page.getByLabel('每行字数').fill('28');

    await page.getByText('字体', { exact: true }).click();
    await page.getByLabel('仿宋（正文）').selectOption('LXGW WenKai');
    await page.getByRole('button', { name: '保存刊物' }).click();
    await page.getByText('《云岭信息》已保存。').waitFor();
    await page.getByText('字体', { exact: true }).click();
    expect(await page.getByLabel('仿宋（正文）').inputValue()).toBe('LXGW WenKai');
    expect(await page.getByLabel('楷体（二级标题、引文）').inputValue()).toBe('');
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(reason)('roles are changed by their office only; the auditor proves both chains', async () => {
  const { page, pageErrors } = await openProgram(dataDirectory(data));
  await signInAs(page, 'luzhixing', samplePasswords.luzhixing ?? '');
  await page.keyboard.press('Alt+6');
  await page.getByText('程望川').waitFor();
  expect(await page.getByRole('button', { name: '增加人员' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: '调整岗位' }).count()).toBe(0);
  await page.getByRole('option', { name: '审计' }).click();
  await page.getByRole('button', { name: '校验审计' }).click();
  await page.getByText('两条记录链都完整').waitFor();
  await page.getByRole('tab', { name: '稿件和刊期' }).click();
  await page.getByRole('cell', { name: '签发', exact: true }).first().waitFor();
  await page.getByRole('button', { name: '未联网' }).click();
  await page.getByText('本程序不使用任何网络').waitFor();
  expect(pageErrors).toEqual([]);
});
