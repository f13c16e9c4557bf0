import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileChooser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOffice } from '#office/office.ts';
import type { Answer } from '#shared/contract/errorCode.ts';
import { whyNoDisplay } from './display.ts';
import { dataDirectory, openProgram, signInAs } from './openProgram.ts';

const reason = whyNoDisplay();
if (reason) console.log(`manuscripts skipped: ${reason}`);

const fixtures = fileURLToPath(new URL('../fixtures/manuscripts/', import.meta.url));
const password = '一句自己记得住的话';
/** A busy machine may take long; nothing here is timed. */
const patience = { timeout: 30_000, interval: 200 };

let folder: string;
let data: string;
beforeAll(async () => {
  if (reason) return;
  folder = mkdtempSync(join(tmpdir(), 'neikan-manuscripts-'));
  data = join(folder, 'data');
  const office = openOffice(data);
  const people = [
    { id: 'tianye', name: '田野', roles: ['editor', 'archivist', 'systemAdministrator'] as const },
    { id: 'chenxi', name: '陈溪', roles: ['reviewer', 'securityAdministrator'] as const },
    { id: 'linwang', name: '林望', roles: ['signer', 'auditor'] as const },
  ].map((person) => ({ ...person, roles: [...person.roles], password }));
  value(await office.client.foundOffice({ name: '澜溪县委办公室', staffing: 'standard', people }));
  value(await office.client.signIn({ personId: 'tianye', password }));
  const county = value(await office.client.saveUnit({ name: '澜溪县', signature: '澜溪县', aliases: [] }));
  const town = { name: '宝塔镇政府', signature: '宝塔镇', aliases: ['宝塔镇党政办'], parentId: county.id };
  value(await office.client.saveUnit(town));
  await office.close();
});
afterAll(() => folder && rmSync(folder, { recursive: true, force: true }));

function openOffice(directory: string) {
  return createOffice({ print: async () => Promise.reject(new Error('nothing is printed here')), directory });
}

function value<Value>(answer: Answer<Value>): Value {
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

/** Takes so many manuscripts in before the window is opened. */
async function receive(directory: string, count: number): Promise<void> {
  const office = openOffice(directory);
  value(await office.client.signIn({ personId: 'tianye', password }));
  for (let index = 1; index <= count; index += 1) {
    const bytes = new TextEncoder().encode(text(index));
    value(await office.client.receiveManuscript({ fileName: `${index}.txt`, bytes }));
  }
  await office.close();
}

/** The rows of the register; the choice of its order has options as well. */
function rows(page: Page, name?: RegExp) {
  return page.getByRole('listbox', { name: '来稿登记' }).getByRole('option', name && { name });
}

/** Drops files on the window as a file manager does. */
async function drop(page: Page, files: readonly { readonly name: string; readonly text: string }[]): Promise<void> {
  const transfer = await page.evaluateHandle((given) => {
    const made = new DataTransfer();
    for (const { name, text } of given) made.items.add(new File([text], name));
    return made;
  }, files);
  const target = page.locator('main');
  // A file manager says it again and again while the files hang over the window.
  const words = page.getByText('放开鼠标，收下这些文件');
  await expect
    .poll(async () => {
      await target.dispatchEvent('dragover', { dataTransfer: transfer });
      return words.isVisible();
    }, patience)
    .toBe(true);
  await target.dispatchEvent('drop', { dataTransfer: transfer });
}

const text = (index: number) =>
  `宝塔镇第${index}个服务点开门\n　　宝塔镇把第${index}个服务点开在村口，群众办事少跑十里路。\n（宝塔镇）\n`;

test.skipIf(reason)('an editor takes in what was chosen, reads it, mends the register and selects it', async () => {
  const directory = dataDirectory(data);
  const { page, pageErrors } = await openProgram(directory);
  await signInAs(page, 'tianye', password);
  await page.getByRole('button', { name: '收稿' }).first().waitFor();
  const choosers: FileChooser[] = [];
  page.on('filechooser', (chooser) => choosers.push(chooser));
  // The button may stand there a moment before its key is listened to.
  await expect
    .poll(async () => {
      if (choosers.length === 0) await page.keyboard.press('Control+o');
      return choosers.length;
    }, patience)
    .toBeGreaterThan(0);
  await choosers[0]?.setFiles([join(fixtures, 'wrapped-lines.txt')]);
  await page.getByText(/收下\d{4}-\d{4}《金沙乡让老戏台活起来》。/).waitFor();
  const article = page.getByRole('article');
  await article.getByText('金沙乡让老戏台活起来').waitFor();
  await page.getByText('接上断开的段落').waitFor();
  await page
    .getByTitle(/到正文中看/)
    .first()
    .click();

  await page.getByRole('tab', { name: '登记' }).click();
  await page.getByLabel('作者').fill('田野');
  await page.getByLabel('报送单位', { exact: true }).selectOption({ label: '\u3000宝塔镇政府' });
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('登记已保存。').waitFor();
  await rows(page, /金沙乡.*宝塔镇政府/).waitFor();

  await page.getByRole('button', { name: '保存原文件…' }).click();
  await page.getByLabel('保存到的文件夹').fill(join(directory, '..'));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '保存到这里' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  const saved = readFileSync(join(directory, '..', 'wrapped-lines.txt'));
  expect(saved.equals(readFileSync(join(fixtures, 'wrapped-lines.txt')))).toBe(true);

  await page.getByRole('button', { name: '选用', exact: true }).click();
  await page.getByText('已选用《金沙乡让老戏台活起来》，稿件已建好。').waitFor();
  expect(await page.getByRole('button', { name: '退稿', exact: true }).count()).toBe(0);
  await page.getByRole('button', { name: '去编辑' }).first().click();
  await expect
    .poll(() => page.getByRole('navigation', { name: '去处' }).locator('[aria-current]').textContent(), patience)
    .toContain('稿件');
  expect(pageErrors).toEqual([]);
});

test.skipIf(reason)('of dropped files one that cannot be read is named, and keeps none of the others', async () => {
  const { page } = await openProgram(dataDirectory(data));
  await signInAs(page, 'tianye', password);
  await drop(page, [
    { name: '第一份.txt', text: text(1) },
    { name: '旧文件.pdf', text: '%PDF-1.7' },
    { name: '第三份.txt', text: text(3) },
    { name: '第三份（副本）.txt', text: text(3) },
  ]);
  await page.getByText('收下3份，1份没有收下。').waitFor();
  await page.getByText('这是 PDF 文件，不能作稿件读入').waitFor();
  await page.getByText(/与\d{4}-\d{4}是同一个文件/).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('article').getByText('宝塔镇第1个服务点开门').waitFor();

  await page.getByRole('listbox', { name: '来稿登记' }).focus();
  await page.keyboard.press('t');
  const reject = page.getByRole('dialog').getByRole('button', { name: '退稿' });
  expect(await reject.isDisabled()).toBe(true);
  await page.getByRole('button', { name: '时效已过' }).click();
  expect(await page.getByLabel('退稿原因').inputValue()).toBe('时效已过');
  await reject.click();
  await page.getByText('原因：时效已过').waitFor();
  await page.getByRole('tab', { name: '退稿 1' }).click();
  await expect.poll(() => rows(page).count(), patience).toBe(1);
  await page.getByLabel('查找来稿').fill('没有这样的稿件');
  await page.getByText('没有相符的来稿').waitFor();
});

test.skipIf(reason)('what is typed into the register is kept when one goes to another manuscript', async () => {
  const { page } = await openProgram(dataDirectory(data));
  await signInAs(page, 'tianye', password);
  await drop(page, [
    { name: '第一份.txt', text: text(1) },
    { name: '第二份.txt', text: text(2) },
  ]);
  await page.getByRole('article').getByText('宝塔镇第1个服务点开门').waitFor();
  await page.getByRole('tab', { name: '登记' }).click();
  await page.getByLabel('联系电话').fill('0000-1234');
  await rows(page, /第2个服务点/).click();
  await page.getByRole('article').getByText('宝塔镇第2个服务点开门').waitFor();
  await rows(page, /第1个服务点/).click();
  await page.getByRole('tab', { name: '登记' }).click();
  await expect.poll(() => page.getByLabel('联系电话').inputValue(), patience).toBe('0000-1234');
});

test.skipIf(reason)('a reviewer reads and decides nothing', async () => {
  const directory = dataDirectory(data);
  await receive(directory, 1);
  const { page } = await openProgram(directory);
  await signInAs(page, 'chenxi', password);
  await page.keyboard.press('Alt+1');
  await rows(page).first().click();
  await page.getByRole('article').waitFor();
  await page.getByRole('tab', { name: '登记' }).click();
  expect(await page.getByLabel('作者').isDisabled()).toBe(true);
  for (const name of ['收稿', '选用', '备用', '退稿', '保存']) {
    expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0);
  }
});

test.skipIf(reason)('a thousand manuscripts are walked through with the keys, few of them in the page', async () => {
  const directory = dataDirectory(data);
  await receive(directory, 1000);
  const { page, pageErrors } = await openProgram(directory);
  await signInAs(page, 'tianye', password);
  await page.getByRole('tab', { name: '待处理 1000' }).waitFor();
  const list = page.getByRole('listbox', { name: '来稿登记' });
  await list.focus();
  await page.keyboard.press('Home');
  await page.getByRole('article').getByText('宝塔镇第1000个服务点开门').waitFor();
  for (let step = 0; step < 30; step += 1) await page.keyboard.press('ArrowDown');
  await page.getByRole('article').getByText('宝塔镇第970个服务点开门').waitFor();
  await page.keyboard.press('End');
  await page.getByRole('article').getByText('宝塔镇第1个服务点开门').waitFor();
  expect(await rows(page).count()).toBeLessThan(60);
  await page.getByLabel('查找来稿').fill('第777个');
  await expect.poll(() => rows(page).count(), patience).toBe(1);
  expect(pageErrors).toEqual([]);
});
