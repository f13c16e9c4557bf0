import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { passwordOf } from '../office/office/foundedOffice.ts';
import { whyNoDisplay } from './display.ts';
import { openProgram, signInAs } from './openProgram.ts';
import { directoryWithPassedIssue } from './reviewedIssue.ts';

const whyNot = whyNoDisplay();

test.skipIf(whyNot)(
  whyNot
    ? `saving by folders, with what goes wrong (skipped: ${whyNot})`
    : 'saving goes by folders, makes new ones, asks before it replaces, and says why it cannot',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'neikan-save-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    mkdirSync(join(folder, '五月'));
    writeFileSync(join(folder, '旧账.txt'), '旧');
    const { directory } = await directoryWithPassedIssue('released');
    const { page } = await openProgram(directory);
    await signInAs(page, 'shenjun', passwordOf('shenjun'));
    await page.keyboard.press('Alt+5');
    await page.getByRole('option', { name: /第5期/ }).click();
    await page.getByRole('img', { name: '第1页' }).waitFor();
    const dialog = page.getByRole('dialog').first();
    const path = dialog.getByLabel('保存到的文件夹');
    const openDialog = async () => {
      await page.keyboard.press('Control+e');
      await path.waitFor();
    };

    await openDialog();
    // Nowhere: said in the dialog, and nothing can be written.
    await path.fill(join(folder, '没有这个'));
    await page.keyboard.press('Enter');
    await dialog.getByRole('alert').filter({ hasText: '找不到' }).waitFor();
    expect(await dialog.getByRole('button', { name: '保存到这里' }).isEnabled()).toBe(false);

    await path.fill(folder);
    await page.keyboard.press('Enter');
    const list = dialog.getByRole('listbox', { name: '文件夹中的内容' });
    await list.getByRole('option', { name: '五月' }).waitFor();
    expect(await list.getByRole('option').allInnerTexts()).toEqual(['五月', expect.stringContaining('旧账.txt')]);

    // Into a folder and out of it by keys.
    await list.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog.getByText('这个文件夹是空的').waitFor();
    expect(await path.inputValue()).toBe(join(folder, '五月'));
    await dialog.getByRole('button', { name: '上一级' }).click();
    await list.getByRole('option', { name: '五月' }).waitFor();

    await dialog.getByRole('button', { name: '新建文件夹' }).click();
    await dialog.getByLabel('新文件夹的名称').fill('五月');
    await page.keyboard.press('Enter');
    await dialog.getByRole('alert').filter({ hasText: '已经有“五月”' }).waitFor();
    await dialog.getByLabel('新文件夹的名称').fill('六月');
    await page.keyboard.press('Enter');
    await dialog.getByText('这个文件夹是空的').waitFor();
    await dialog.getByRole('button', { name: '保存到这里' }).click();
    await path.waitFor({ state: 'detached' });
    const [exported = ''] = readdirSync(join(folder, '六月'));
    const kept = join(folder, '六月', exported, 'issue.txt');
    const signed = readFileSync(kept, 'utf8');

    // A second time: the dialog begins where it ended, and asks.
    writeFileSync(kept, '被人改过');
    await openDialog();
    expect(await path.inputValue()).toBe(join(folder, '六月'));
    await dialog.getByRole('button', { name: '保存到这里' }).click();
    const question = page.getByRole('dialog', { name: '已有同名的内容' });
    await question.getByRole('button', { name: '不做' }).click();
    expect(readFileSync(kept, 'utf8')).toBe('被人改过');
    await dialog.getByRole('button', { name: '保存到这里' }).click();
    await question.getByRole('button', { name: '覆盖' }).click();
    await path.waitFor({ state: 'detached' });
    expect(readFileSync(kept, 'utf8')).toBe(signed);

    await openDialog();
    await page.keyboard.press('Escape');
    await path.waitFor({ state: 'detached' });
  },
);
