import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { joinedOffices } from '../office/handover/joinedOffices.ts';
import { draftIssue } from '../office/office/foundedOffice.ts';
import { focusIsOn, signInByKeys, soon, tabTo } from './byKeys.ts';
import { whyNoDisplay } from './display.ts';
import { examine } from './examine.ts';
import { chooseFolder, openFirstIssue, openRegister } from './handoverSteps.ts';
import { openProgram } from './openProgram.ts';

const reason = whyNoDisplay();
if (reason) console.log(`handover skipped: ${reason}`);

/** Takes from a folder what is chosen there, and waits for what is told. */
async function takeFrom(page: Page, folder: string, told: string | RegExp, picture: string): Promise<void> {
  await tabTo(page, '从介质收…');
  await page.keyboard.press('Enter');
  await chooseFolder(page, folder, '看这里有什么');
  const dialog = page.getByRole('dialog', { name: '从介质收' });
  await dialog.getByRole('list', { name: '给本机的交接包' }).waitFor(soon);
  await tabTo(page, '介质编号');
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('U盘07');
  await examine(page, `${picture}-found`);
  await page.keyboard.press('Enter');
  await dialog.getByText(told).waitFor(soon);
  await dialog.getByRole('button', { name: '关闭' }).last().waitFor(soon);
  await examine(page, `${picture}-told`);
}

test.skipIf(reason)(
  'an issue goes to another machine with its step, is taken there from the medium, and the receipt that comes back stands in the register',
  { timeout: 600_000 },
  async () => {
    const medium = mkdtempSync(join(tmpdir(), 'neikan-medium-'));
    onTestFinished(() => rmSync(medium, { recursive: true, force: true }));
    mkdirSync(join(medium, '交接'));
    const folder = join(medium, '交接');
    const [editor, reviewer, ...more] = await joinedOffices(1);
    await draftIssue(editor.office);
    for (const { office } of [editor, reviewer, ...more]) office.close();

    const { page: here, pageErrors } = await openProgram(editor.directory);
    await signInByKeys(here, 'wenhe');
    await openRegister(here);
    await here.getByText('登记簿里还没有交接包').waitFor(soon);
    await examine(here, 'handover-empty');
    await here.keyboard.press('Alt+3');
    await here.getByRole('option').first().waitFor(soon);
    await focusIsOn(here, '刊期列表');
    await here.keyboard.press('ArrowDown');
    await here.getByRole('button', { name: '送审' }).waitFor(soon);
    await here.keyboard.press('Control+Enter');
    await focusIsOn(here, '拟办意见（可以不填）');
    await here.getByText('办完后交到另一台机器').waitFor(soon);
    await tabTo(here, /办完后交到另一台机器/);
    await here.keyboard.press('Space');
    await examine(here, 'handover-submit');
    await here.keyboard.press('Enter');
    const send = here.getByRole('dialog', { name: '交到另一台机器' });
    await send.waitFor(soon);
    await focusIsOn(here, '介质编号');
    await here.keyboard.insertText('U盘07');
    // Nothing can be written before it is said where.
    expect(await send.getByRole('button', { name: '写出' }).isDisabled()).toBe(true);
    await tabTo(here, /几号以前要收到回执/);
    await here.keyboard.type('20010101');
    await tabTo(here, '选文件夹…', 'Shift+Tab');
    await here.keyboard.press('Enter');
    await chooseFolder(here, folder, '写到这里');
    await send.getByText(folder).waitFor(soon);
    expect(await send.getByLabel('机器', { exact: true }).locator('option').allInnerTexts()).toEqual([
      '审核机',
      '签发机',
      '档案机',
    ]);
    await examine(here, 'handover-send');
    await tabTo(here, '介质编号');
    await here.keyboard.press('Enter');
    await here.getByText(/^已写给“审核机”，共.*，读回核对无误。$/).waitFor(soon);
    const [file = ''] = readdirSync(folder);
    expect(file).toMatch(/^交接-审核机-.*\.nkh$/);

    // Who signs in next is told that a receipt is overdue, and led to it.
    await here.keyboard.press('Control+k');
    await focusIsOn(here, '查找命令');
    await here.keyboard.insertText('qhyh');
    await here.getByRole('option', { name: '切换用户', selected: true }).waitFor(soon);
    await here.keyboard.press('Enter');
    await signInByKeys(here, 'wenhe');
    await here.getByRole('region', { name: '交接提醒' }).waitFor(soon);
    await examine(here, 'handover-due');
    await tabTo(here, '去看', 'Shift+Tab');
    await here.keyboard.press('Enter');
    await here.getByRole('tab', { name: '回执过期（1）', selected: true }).waitFor(soon);
    await here.getByText('“审核机”还没有回执').waitFor(soon);
    await examine(here, 'handover-overdue');

    const { page: there, pageErrors: errorsThere } = await openProgram(reviewer.directory);
    await signInByKeys(there, 'qiaoyi');
    await openRegister(there);
    await takeFrom(
      there,
      folder,
      /^已收下：送审《澜溪信息》.*，由“编辑机”的闻禾写出。这一期转到本机办理。$/,
      'handover-take',
    );
    await there.getByText('回执已写到同一个文件夹，请带回去。').waitFor(soon);
    await there.keyboard.press('Escape');
    const list = there.getByRole('region', { name: '交接', exact: true }).getByRole('listitem');
    await expect.poll(() => list.count(), soon).toBe(2);
    await there.getByText('由“编辑机”第1包写').waitFor(soon);
    await examine(there, 'handover-register');
    // The same medium once more: it is said that it was taken, and nothing can be taken again.
    await tabTo(there, '从介质收…', 'Shift+Tab');
    await there.keyboard.press('Enter');
    await chooseFolder(there, folder, '看这里有什么');
    await there.getByText('已收过').waitFor(soon);
    await there.getByText('另有1个交接包不是给本机的，没有动。').waitFor(soon);
    expect(await there.getByRole('button', { name: '收下0个' }).isDisabled()).toBe(true);
    await there.keyboard.press('Escape');

    await openRegister(here);
    await takeFrom(here, folder, /^已收下：“审核机”的回执。/, 'handover-receipt');
    await here.keyboard.press('Escape');
    await here.getByText(/^“审核机”已收，回执.*到$/).waitFor(soon);
    expect(await here.getByRole('tab', { name: /^回执过期/ }).count()).toBe(0);
    await examine(here, 'handover-received');

    // At the issue it is said where it is, and that it was received; nobody there has opened it: it comes back on demand.
    await openFirstIssue(here);
    await here.getByText(/^在“审核机”（.*起）$/).waitFor(soon);
    await here.getByText(/^已收（.*得到回执）$/).waitFor(soon);
    expect(await here.getByRole('button', { name: '取回', exact: true }).count()).toBe(0);
    expect(await here.getByRole('button', { name: '打印' }).count()).toBe(0);
    await examine(here, 'handover-lent');
    await tabTo(here, '取回…');
    await here.keyboard.press('Enter');
    await focusIsOn(here, '介质编号');
    await examine(here, 'handover-cancel');
    await tabTo(here, '选文件夹…', 'Shift+Tab');
    await here.keyboard.press('Enter');
    await chooseFolder(here, folder, '写到这里');
    await tabTo(here, '介质编号');
    await here.keyboard.press('Enter');
    await here.getByText('取回包已写给“审核机”，请带过去。').waitFor(soon);
    await here.getByText(/^取回已写出/).waitFor(soon);
    await openRegister(there);
    await takeFrom(there, folder, /已经退还；请把回执带回去。/, 'handover-givenBack');
    await there.keyboard.press('Escape');
    await openRegister(here);
    await takeFrom(here, folder, /对方已经退还，这一期回到本机。/, 'handover-back');
    await here.keyboard.press('Escape');
    await openFirstIssue(here);
    await here.getByRole('button', { name: '交到另一台机器…' }).waitFor(soon);
    await here.getByRole('button', { name: '打印' }).waitFor(soon);
    await here.getByRole('button', { name: '取回', exact: true }).waitFor(soon);
    expect([...pageErrors, ...errorsThere]).toEqual([]);
  },
);
