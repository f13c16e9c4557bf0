import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { createOffice } from '#office/office.ts';
import { appendAudit } from '#store/auditChain.ts';
import { registerAudit } from '#store/register/registerMigrations.ts';
import {
  articleContent,
  draftIssue,
  foundedDirectory,
  passwordOf,
  printOnce,
  signIn,
  value,
} from '../office/office/foundedOffice.ts';
import { openBases } from '../office/office/openBases.ts';
import { whyNoDisplay } from './display.ts';
import { openProgram, signInAs } from './openProgram.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.NEIKAN_PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

async function toAudit(page: Page): Promise<void> {
  await page.keyboard.press('Alt+6');
  await page.getByRole('option', { name: '审计' }).click();
}

test.skipIf(whyNot)(
  titled('a hundred thousand rows are walked through from end to end, found, and read as sentences'),
  async () => {
    const { directory } = await foundedDirectory();
    const { register, close } = await openBases(directory, 'shenjun');
    const rows = 100_000;
    register
      .transaction(() => {
        for (let row = 0; row < rows; row += 1) {
          const at = new Date(Date.UTC(2024, 0, 1) + row * 60_000).toISOString();
          const person = row % 1000 === 7 ? 'qiaoyi' : 'wenhe';
          appendAudit(register, registerAudit, {
            at,
            person,
            action: row % 2 ? 'saveIssue' : 'signIn',
            subject: `thing-${row}`,
            details: {},
          });
        }
      })
      .immediate();
    close();
    const { page, pageErrors } = await openProgram(directory);
    await signInAs(page, 'shenjun', passwordOf('shenjun'));
    await toAudit(page);
    await page.getByRole('cell', { name: '沈钧登录。' }).waitFor();
    await page.getByRole('status').filter({ hasText: '共100,002条' }).waitFor();
    const table = page.getByRole('region', { name: '登记和人员的审计记录' });
    await picture(page, 'system-audit100000');
    await table.focus();
    await page.keyboard.press('End');
    await page.getByRole('cell', { name: '新建编辑部' }).first().waitFor();
    // The very first row of the chain, at the other end of the list; hardly more rows in the page than in sight.
    await page.locator('tr[aria-rowindex="100003"]').getByRole('cell', { name: '1', exact: true }).waitFor();
    expect(await page.getByRole('row').count()).toBeLessThan(80);
    await page.keyboard.press('Home');
    await page.getByRole('cell', { name: '沈钧登录。' }).waitFor();
    await page.keyboard.press('PageDown');
    await page.getByRole('status', { name: '选中的一条' }).filter({ hasText: '闻禾' }).waitFor();

    await page.getByLabel('谁').selectOption({ label: '乔一' });
    await page.getByRole('status').filter({ hasText: '共100条' }).waitFor();
    await page.getByLabel('什么事').selectOption({ label: '登录、锁定、口令输错' });
    await page.getByText('没有相符的记录').waitFor();
    await page.getByRole('button', { name: '清除条件' }).click();
    await page.getByLabel('从哪天').fill('2024-01-03');
    await page.getByLabel('到哪天').fill('2024-01-03');
    await page.getByRole('status').filter({ hasText: '共1,440条' }).waitFor();
    await page.getByLabel('对象').fill('thing-3');
    await page
      .getByRole('status')
      .filter({ hasText: /共1,\d\d\d条/ })
      .waitFor();
    await picture(page, 'system-auditFound');
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(titled('what was found is exported into a folder, and that is on record at once'), async () => {
  const { directory } = await foundedDirectory();
  const folder = mkdtempSync(join(tmpdir(), 'neikan-audit-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { page, pageErrors } = await openProgram(directory);
  await signInAs(page, 'shenjun', passwordOf('shenjun'));
  await toAudit(page);
  await page.getByRole('button', { name: '导出…' }).click();
  await page.getByLabel('保存到的文件夹').fill(folder);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '保存到这里' }).click();
  await page.getByText(/已保存到.*审计记录_登记和人员/).waitFor();
  await page.getByRole('cell', { name: /沈钧导出审计记录2条/ }).waitFor();
  const [made = ''] = readdirSync(folder);
  const names = readdirSync(join(folder, made)).sort();
  expect(names).toEqual([expect.stringMatching(/\.csv$/), expect.stringMatching(/\.签名\.json$/)]);
  expect(readFileSync(join(folder, made, names[0] ?? ''), 'utf8')).toContain(',新建编辑部,foundOffice,');
  expect(pageErrors).toEqual([]);
});

test.skipIf(whyNot)(
  titled('a large copy out of an article, and a lock, are on record; a small copy is not'),
  async () => {
    const { directory } = await foundedDirectory();
    const office = createOffice({ print: printOnce, directory });
    await draftIssue(office);
    await signIn(office, 'wenhe');
    const long = '渡口的灯亮了一夜。'.repeat(80);
    const { id } = value(await office.client.createArticle({ content: articleContent('渡口的灯', long), images: {} }));
    office.close();
    const { page, pageErrors } = await openProgram(directory);
    await signInAs(page, 'wenhe', passwordOf('wenhe'));
    await page.keyboard.press('Alt+2');
    await page.getByRole('option', { name: /渡口的灯/ }).click();
    const text = page.getByRole('textbox', { name: '稿件正文' });
    await text.waitFor();
    await text.getByText('渡口的灯', { exact: true }).first().click();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+End');
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Control+l');
    const { register } = await openBases(directory, 'shenjun');
    const rowsOf = () =>
      register
        .prepare("SELECT action, subject, details FROM audit WHERE action IN ('copyOut', 'lock') ORDER BY sequence")
        .all();
    await expect.poll(rowsOf, { timeout: 60_000 }).toHaveLength(2);
    expect(rowsOf()).toEqual([
      { action: 'copyOut', subject: id, details: expect.stringMatching(/"characters":7\d\d,"place":"articles"/) },
      { action: 'lock', subject: 'wenhe', details: '{"cause":"person"}' },
    ]);
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled('the audit is sealed into a file that is kept outside, and compared with it again'),
  async () => {
    const { directory } = await foundedDirectory();
    const folder = mkdtempSync(join(tmpdir(), 'neikan-seal-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const { page, pageErrors } = await openProgram(directory);
    await signInAs(page, 'shenjun', passwordOf('shenjun'));
    await toAudit(page);
    await page.getByText('还没有封存过。').waitFor();
    await page.getByRole('button', { name: '封存…', exact: true }).click();
    await page.getByLabel('保存到的文件夹').fill(folder);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '保存到这里' }).click();
    await page.getByText(/已保存到.*审计封存_第1次/).waitFor();
    await page.getByText(/上次是第1次/).waitFor();
    await page.getByRole('cell', { name: '沈钧封存了审计记录，第1次。' }).waitFor();
    const [name = ''] = readdirSync(folder);
    await page.locator('input[type=file]').setInputFiles(join(folder, name));
    await page.getByText(/与第1次封存.*相符/).waitFor();
    await picture(page, 'system-seal');
    expect(pageErrors).toEqual([]);
  },
);
