import { expect, test } from 'vitest';
import { passwordOf } from '../office/office/foundedOffice.ts';
import { whyNoDisplay } from './display.ts';
import { openProgram, signInAs } from './openProgram.ts';
import { directoryWithPassedIssue } from './reviewedIssue.ts';
import { violations } from './violations.ts';
import { picture } from './wholeJob/window.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);
const soon = { timeout: 60_000 };

test.skipIf(whyNot)(
  titled('an archivist sets the numbers, archives an issue, and finds its number, test and package'),
  async () => {
    const { directory } = await directoryWithPassedIssue('released');
    const { page, pageErrors } = await openProgram(directory);
    await signInAs(page, 'wenhe', passwordOf('wenhe'));
    const place = (name: RegExp) => page.getByRole('navigation', { name: '去处' }).getByRole('button', { name });

    await place(/系统/).click();
    await page.getByRole('option', { name: '档案设置' }).click();
    await page.getByLabel('全宗号').fill('0123');
    await page.getByLabel('全宗名称').fill('澜溪县办公室全宗');
    await page.getByLabel('立档单位名称').fill('澜溪县办公室');
    const mask = page.getByLabel('档号的格式');
    const usual = await mask.inputValue();
    await mask.fill('全宗号-件号');
    await page.getByText('“门类”应当出现一次').waitFor();
    await mask.fill(usual);
    await page.getByText(/下一件的档号：0123-WS·\d{4}-Y-BGS-0001/).waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'record-settings');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('档案设置已保存。').waitFor(soon);

    await page.evaluate(async () => {
      const call = window.neikan.call as (
        name: string,
        input: unknown,
      ) => Promise<{ ok: boolean; value: { id: string }[] }>;
      const { value } = await call('listIssues', {});
      await call('registerPrinting', { id: value[0]?.id, copies: 60 });
    });
    await place(/档案/).click();
    await page.getByRole('listbox', { name: '档案目录' }).getByRole('option').first().click();
    await page.getByRole('button', { name: '归档', exact: true }).click(soon);
    const term = page.getByRole('dialog').getByLabel('保管期限');
    await term.selectOption('10年');
    expect(await violations(page)).toEqual([]);
    await picture(page, 'record-putAway');
    await page.getByRole('dialog').getByRole('button', { name: '归档' }).click();
    await page.getByText(/已归档。/).waitFor(soon);
    await page.getByRole('tab', { name: '归档' }).click();
    await page.getByText(/^0123-WS·\d{4}-D10-BGS-0001$/).waitFor(soon);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'record-tab');
    await page.getByRole('button', { name: '导出封装包' }).click();
    const dialog = page.getByRole('dialog');
    const take = dialog.getByRole('button', { name: '导出', exact: true });
    expect(await take.isDisabled()).toBe(true);
    await dialog.getByText('不加密').first().waitFor();
    await dialog.getByLabel(/我知道封装包没有加密/).check();
    expect(await take.isDisabled()).toBe(false);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'record-export');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: '归档文件' }).click();
    await page.getByRole('cell', { name: /0123-WS·\d{4}-D10-BGS-0001/ }).waitFor(soon);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'records-list');
    await page.getByRole('tab', { name: '四性检测' }).click();
    await page.getByRole('button', { name: '检测全部' }).click();
    await page.getByRole('region', { name: '四性检测报告第2号' }).waitFor(soon);
    await page.getByRole('cell', { name: '固化信息有效性检测' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'records-test');
    await page.getByRole('tab', { name: '到期与销毁' }).click();
    await page.getByText('没有保管期满的归档文件').waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'records-disposal');
    await page.evaluate(() => {
      document.documentElement.dataset.theme = 'dark';
    });
    await page.getByRole('tab', { name: '四性检测' }).click();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'records-test-dark');
    expect(pageErrors).toEqual([]);
  },
);
