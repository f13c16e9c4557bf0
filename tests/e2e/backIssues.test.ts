import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { damagedFiles, pastFile, pastIssue, writePast } from '../office/backIssues/pastFolder.ts';
import { foundedOffice, passwordOf, publicationOf, signIn } from '../office/office/foundedOffice.ts';
import { whyNoDisplay } from './display.ts';
import { openProgram, signInAs } from './openProgram.ts';
import { violations } from './violations.ts';
import { picture } from './wholeJob/window.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);
const soon = { timeout: 60_000 };

async function pastFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'neikan-past-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const never = () => Promise.reject(new Error('nothing is printed here'));
  const text = (issue: ReturnType<typeof pastIssue>) => pastFile(issue, 'txt', never);
  for (const serial of [1, 2, 4]) writePast(folder, `2018/第${serial}期.txt`, await text(pastIssue(2018, serial)));
  writePast(folder, '2018/第5期.docx', await pastFile(pastIssue(2018, 5), 'docx', never));
  writePast(folder, '2018/第2期副本.txt', await text(pastIssue(2018, 2)));
  writePast(folder, '没有期号.txt', await text({ ...pastIssue(2018, 6), number: null }));
  writePast(folder, '没有日期.txt', await text({ ...pastIssue(2018, 7), date: null }));
  const { '扫描件.pdf': scanned = '', '空的.docx': empty = '' } = await damagedFiles();
  writePast(folder, '扫描件.pdf', scanned);
  writePast(folder, '空的.docx', empty);
  return folder;
}

test.skipIf(whyNot)(
  titled(
    'by keys an archivist takes a folder in, puts right what is unsure, confirms, and finds and reads a back issue',
  ),
  async () => {
    const { office, directory } = await foundedOffice();
    await signIn(office, 'wenhe');
    await publicationOf(office);
    office.close();
    const folder = await pastFolder();
    const { page, pageErrors } = await openProgram(directory);
    await signInAs(page, 'wenhe', passwordOf('wenhe'));
    const seen = async (name: string) => {
      expect(await violations(page), name).toEqual([]);
      await picture(page, `backIssues-${name}`);
      await page.evaluate(() => {
        document.documentElement.dataset.theme = 'dark';
      });
      expect(await violations(page), `${name} dark`).toEqual([]);
      await picture(page, `backIssues-${name}-dark`);
      await page.evaluate(() => {
        delete document.documentElement.dataset.theme;
      });
    };
    await page.keyboard.press('Alt+5');
    await page.getByRole('button', { name: '以往刊期' }).press('Enter');
    await page.getByText('档案中还没有以往刊期').waitFor(soon);
    await seen('empty');

    await page.getByRole('button', { name: '导入文件夹' }).press('Enter');
    await page.getByRole('dialog', { name: '导入以往刊期' }).waitFor();
    expect(await page.getByRole('button', { name: '开始导入' }).isDisabled()).toBe(true);
    await seen('start');
    await page.keyboard.press('Escape');

    // The folder is chosen in the program's own dialog, which has its own tests.
    const started = await page.evaluate(async (place) => {
      const call = window.neikan.call as (name: string, input: unknown) => Promise<{ ok: boolean; value: never }>;
      const { value: publications } = await call('listPublications', {});
      const [publication] = publications as readonly { readonly id: string }[];
      return call('startBackIssueImport', { publicationId: publication?.id, folder: place });
    }, folder);
    expect(started).toEqual({ ok: true, value: { id: expect.stringMatching(/^[0-9a-f-]{36}$/) } });
    await page.getByRole('tab', { name: /^导入/ }).press('Enter');
    const batches = page.getByRole('listbox', { name: '导入批次' });
    await batches.getByText('待确认').waitFor(soon);
    await seen('batches');
    await batches.press('Home');
    await batches.press('Enter');

    const files = page.getByRole('listbox', { name: '这一批的文件' });
    await files.getByRole('option', { name: /没有期号/ }).waitFor(soon);
    expect(await files.getByRole('option').count()).toBe(2);
    await page.getByText('缺期：2018年第3、6期').waitFor();
    // Sorted by name: 没有期号 comes before 没有日期 or behind it, as the collator has it.
    const first = (await files.getByRole('option').first().textContent()) ?? '';
    await files.press('Home');
    if (!first.includes('没有期号')) await files.press('ArrowDown');
    await page.getByRole('region', { name: '原文' }).waitFor(soon);
    await seen('review');
    await files.press('Enter');
    await page.getByLabel('期号', { exact: true }).fill('6');
    await page.getByLabel('第1篇标题').fill('补上期号的一篇');
    await page.keyboard.press('Control+Enter');
    // The next one comes by itself, and the focus stands in the list again.
    const form = page.getByRole('region', { name: '认出的内容' });
    await form.getByRole('heading', { name: '没有日期.txt' }).waitFor(soon);
    expect(await files.evaluate((list) => list === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByLabel('日期', { exact: true }).fill('2018-08-18');
    await page.keyboard.press('Control+Enter');
    await page.getByText('没有存疑的文件').waitFor(soon);
    await page.getByLabel('看哪些文件').selectOption({ index: 1 });
    await files.getByRole('option', { name: /第2期副本/ }).waitFor();
    await page.getByLabel('看哪些文件').selectOption({ index: 2 });
    await files.getByText('扫描件，没有文字层', { exact: false }).first().waitFor();
    await seen('failed');

    await page.getByRole('button', { name: '确认入库' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('6期入库后可以检索').waitFor();
    await seen('confirm');
    await dialog.getByRole('button', { name: '确认入库' }).press('Enter');
    await page.getByText('已入库6期，共6期').waitFor(soon);
    expect(await page.getByRole('button', { name: '撤销导入' }).count()).toBe(0);

    await page.getByRole('button', { name: '返回列表' }).press('Enter');
    await page.getByRole('tab', { name: '已入库（6）' }).press('Enter');
    await page.getByRole('listbox', { name: '以往刊期列表' }).getByRole('option').nth(5).waitFor(soon);
    await seen('kept');
    await page.getByRole('button', { name: '返回档案' }).press('Enter');
    await page.getByRole('button', { name: '统计' }).press('Enter');
    await page.getByLabel('年份').first().selectOption('2018');
    await page.getByLabel('计入以往刊期').check();
    await page.getByText('白渚区总工会').first().waitFor(soon);
    await seen('statistics');
    await page.keyboard.press('Alt+5');
    await page.getByLabel('查找档案').first().fill('补上期号的一篇');
    const hit = page.getByRole('option', { name: /补上期号的一篇/ });
    await hit.waitFor(soon);
    await hit.getByText('以往刊期').waitFor();
    await hit.click();
    await page.getByText('不是当年的印样，也没有经本程序签发', { exact: false }).waitFor(soon);
    await page.getByRole('article').first().waitFor();
    await seen('reading');
    await page.getByRole('button', { name: '保存原文件' }).press('Enter');
    await page.getByRole('dialog', { name: /保存“没有期号.txt”/ }).waitFor(soon);
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(titled('撤销导入 asks first, and leaves nothing to be seen'), async () => {
  const { office, directory } = await foundedOffice();
  await signIn(office, 'wenhe');
  await publicationOf(office);
  office.close();
  const folder = await pastFolder();
  const { page, pageErrors } = await openProgram(directory);
  await signInAs(page, 'wenhe', passwordOf('wenhe'));
  await page.evaluate(async (place) => {
    const call = window.neikan.call as (name: string, input: unknown) => Promise<{ ok: boolean; value: never }>;
    const { value: publications } = await call('listPublications', {});
    const [publication] = publications as readonly { readonly id: string }[];
    await call('startBackIssueImport', { publicationId: publication?.id, folder: place });
  }, folder);
  await page.keyboard.press('Alt+5');
  await page.getByRole('button', { name: '以往刊期' }).press('Enter');
  await page.getByRole('tab', { name: /^导入/ }).press('Enter');
  const batches = page.getByRole('listbox', { name: '导入批次' });
  await batches.getByText('待确认').waitFor(soon);
  await batches.press('Home');
  await batches.press('Enter');
  await page.getByRole('button', { name: '撤销导入' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('只留审计记录', { exact: false }).waitFor();
  await dialog.getByRole('button', { name: '撤销导入' }).press('Enter');
  await page.getByText('还没有导入过').waitFor(soon);
  expect(pageErrors).toEqual([]);
});
