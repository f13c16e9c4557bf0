import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { passwordOf } from '../office/office/foundedOffice.ts';
import { whyNoDisplay } from './display.ts';
import { dress } from './dress.ts';
import { openProgram, signInAs } from './openProgram.ts';
import { directoryWithSubmittedIssue } from './reviewedIssue.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.NEIKAN_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}

test.skipIf(whyNot)(
  titled(
    'an editor reminds of an opened issue and asks for it back; the reviewer sees both, declines, and then grants',
  ),
  async () => {
    const { directory } = await directoryWithSubmittedIssue();
    const { page, pageErrors } = await openProgram(directory);
    const sit = async (personId: string, list: RegExp) => {
      await signInAs(page, personId, passwordOf(personId));
      await page.keyboard.press('Alt+4');
      await page.getByRole('tab', { name: list }).click();
      await page
        .getByRole('option', { name: /澜溪信息/ })
        .first()
        .click();
      await page.getByRole('list', { name: '流程' }).waitFor();
    };
    const leave = async () => {
      await page.getByRole('button', { name: '切换用户' }).click();
      await page.getByLabel('登录名', { exact: true }).waitFor();
    };
    const ask = async (reason: string) => {
      await page.getByRole('button', { name: '请求取回' }).press('Enter');
      const dialog = page.getByRole('dialog', { name: '请求取回这一期' });
      expect(await dialog.getByRole('button', { name: '请求取回' }).isDisabled()).toBe(true);
      await page.keyboard.type(reason);
      await page.keyboard.press('Control+Enter');
      await page.getByText(`原因：${reason}`).waitFor();
    };

    await sit('qiaoyi', /等我办理/);
    await page.getByRole('button', { name: '审核通过' }).waitFor();
    await leave();

    await sit('wenhe', /我办过的/);
    await page.getByRole('button', { name: '催办', exact: true }).press('Enter');
    await page.getByText(/以后可以再催/).waitFor();
    expect(await page.getByRole('button', { name: '催办', exact: true }).isDisabled()).toBe(true);
    await ask('漏了一篇');
    expect(await page.getByRole('button', { name: '请求取回' }).count()).toBe(0);
    await picture(page, 'request-asked');
    await leave();

    await sit('qiaoyi', /等我办理/);
    await page.getByRole('option', { name: /闻禾.*请求取回：漏了一篇/ }).waitFor();
    await page.getByText(/闻禾.*催办，已停留/).waitFor();
    await picture(page, 'request-waiting');
    await dress(page, { theme: 'dark', zoom: 1.5 });
    await picture(page, 'request-waiting-dark-150');
    await dress(page, { theme: 'light', zoom: 1 });
    await page.getByRole('button', { name: '不同意' }).click();
    await page.getByRole('dialog').getByLabel('不同意的原因（必填）').fill('已看完一半');
    await page.getByRole('dialog').getByRole('button', { name: '不同意' }).click();
    await page.getByText('已答复不同意取回。').waitFor();
    await leave();

    await sit('wenhe', /我办过的/);
    await page.getByText(/乔一.*没有同意取回：已看完一半/).waitFor();
    await ask('有一处数字错了');
    await leave();

    await sit('qiaoyi', /等我办理/);
    await page.getByRole('button', { name: '同意取回' }).click();
    const grant = page.getByRole('dialog', { name: '同意闻禾取回' });
    await grant.getByText('这一期退回到责任编辑').waitFor();
    await picture(page, 'request-grant');
    await grant.getByRole('button', { name: '同意取回' }).click();
    await page.getByRole('list', { name: '流程' }).getByText('乔一（应闻禾请求）').waitFor();
    await page.getByRole('tab', { name: '等我办理（0）' }).waitFor();
    await picture(page, 'request-granted');
    expect(pageErrors).toEqual([]);
  },
);
