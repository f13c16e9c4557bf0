import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import readXlsxFile from 'read-excel-file/node';
import { expect, onTestFinished, test } from 'vitest';
import { createOffice } from '#office/office.ts';
import { articleContent, foundedDirectory, passwordOf, printOnce, signIn } from '../office/office/foundedOffice.ts';
import { releasedArticles, unitNamed } from '../office/office/releasedArticles.ts';
import { whyNoDisplay } from './display.ts';
import { dress } from './dress.ts';
import { openProgram, signInAs } from './openProgram.ts';
import { violations } from './violations.ts';
import { picture } from './wholeJob/window.ts';

const whyNot = whyNoDisplay();
const lastYear = new Date().getFullYear() - 1;
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

/** An office with a signed issue of this year: two articles of units, one of both together. */
async function directoryWithAdoption(): Promise<string> {
  const { directory } = await foundedDirectory();
  const office = createOffice({ print: printOnce, directory });
  try {
    await signIn(office, 'wenhe');
    for (const name of ['南坪镇', '北山乡', '东河街道']) await unitNamed(office, name);
    const from = (unit: string, title: string) => ({
      ...articleContent(title),
      source: { unit, line: `（${unit}）` },
    });
    await releasedArticles(office, [
      from('南坪镇', '南坪镇整治沟渠保春灌'),
      from('北山乡', '北山乡开设村口服务点'),
      from('北山乡、南坪镇', '两地联办便民服务'),
    ]);
    return directory;
  } finally {
    office.close();
  }
}

async function goToStatistics(page: Page): Promise<void> {
  await signInAs(page, 'wenhe', passwordOf('wenhe'));
  await page.getByRole('navigation', { name: '去处' }).getByRole('button', { name: /档案/ }).click();
  await page.getByRole('button', { name: '统计' }).click();
  await page.getByRole('heading', { name: '采用统计' }).waitFor();
}

function outside(): string {
  const folder = mkdtempSync(join(tmpdir(), 'neikan-save-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test.skipIf(whyNot)(
  titled('a table of points is drafted, tried and put in force; each number leads to the article and the rule'),
  async () => {
    const { page, pageErrors } = await openProgram(await directoryWithAdoption());
    await goToStatistics(page);
    await page.getByText('没有施行中的计分办法，只有篇数，没有得分。').waitFor();
    await page.locator('.statistics-chart svg').waitFor();
    await picture(page, 'statistics-counts');

    await page.getByRole('tab', { name: '计分办法' }).click();
    await page.getByText('还没有计分办法').waitFor();
    await page.getByLabel('样例').selectOption({ label: '合写按比例，一稿多用取高' });
    await page.getByRole('button', { name: '照着起草' }).click();
    await page.getByLabel('名称', { exact: true }).fill('信息计分办法');
    await page.getByLabel('从哪个月起施行').fill(`${lastYear}-01`);
    await picture(page, 'statistics-rulesEditor');
    // Leaving and coming back loses nothing of the draft.
    await page.getByRole('tab', { name: '单位' }).click();
    await page.getByRole('tab', { name: '计分办法' }).click();
    expect(await page.getByLabel('名称', { exact: true }).inputValue()).toBe('信息计分办法');
    await page.getByRole('button', { name: /试算/ }).click();
    await page.getByText('每个单位的得分都和现在一样。').waitFor();
    await page.getByRole('button', { name: '立为新版' }).click();
    await page.getByText('计分办法第1版已立。').waitFor();
    await page.getByText('施行中').waitFor();
    await picture(page, 'statistics-rules');

    await page.getByRole('tab', { name: '单位' }).click();
    // 南坪镇: 10 of its own and 2/5 of 10; 北山乡: 10 and 3/5.
    await page.getByRole('button', { name: '北山乡的得分：16' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/2家合写按3∶2分，第1家得6分/).waitFor();
    await picture(page, 'statistics-detail');
    await dialog.getByRole('button', { name: '计分办法第1版' }).first().click();
    await page.getByRole('row', { name: /本刊信息类/ }).waitFor();
    await page.getByRole('tab', { name: '单位' }).click();
    await page.getByRole('button', { name: '南坪镇的采用：2' }).click();
    await page.keyboard.press('Escape');

    // A period that is over is published, and made again to the same figures.
    await page.getByRole('tab', { name: '公布' }).click();
    await page.getByText('这一期还没有公布').waitFor();
    expect(await page.getByRole('button', { name: '公布', exact: true }).count()).toBe(0);
    await page.getByLabel('年份').selectOption(String(lastYear));
    await page.getByRole('button', { name: '公布', exact: true }).click();
    await dialog.getByRole('button', { name: '公布', exact: true }).click();
    await page.getByText(/^第1次公布/).waitFor();
    await page.getByRole('button', { name: '重算核对' }).click();
    await page.getByText('重算的结果和公布的一样，签名有效。').waitFor();
    await picture(page, 'statistics-published');

    await page.getByLabel('年份').selectOption(String(lastYear + 1));
    await page.getByRole('tab', { name: '单位' }).click();
    await page.getByRole('button', { name: '南坪镇的采用：2' }).click();
    await dialog.getByRole('button', { name: '看刊出的页' }).first().click();
    await page.getByRole('tab', { name: '文字' }).click();
    await page.getByRole('article').filter({ hasText: '南坪镇整治沟渠保春灌' }).first().waitFor();
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled('批示 and 约稿 are put down, the bulletin is drafted, figures leave as a workbook'),
  async () => {
    const { page, pageErrors } = await openProgram(await directoryWithAdoption());
    await goToStatistics(page);
    await page.getByRole('tab', { name: '批示和约稿' }).click();
    await page.getByText('还没有记录').waitFor();
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: '记批示' }).click();
    await dialog.getByLabel('稿件').selectOption({ label: '南坪镇整治沟渠保春灌' });
    await expect.poll(() => dialog.getByLabel('标题').inputValue()).toBe('南坪镇整治沟渠保春灌');
    await dialog.getByRole('button', { name: '去掉南坪镇' }).waitFor();
    await dialog.getByLabel('层级').fill('县委');
    await dialog.getByLabel('批示人').fill('某领导');
    await dialog.getByLabel('批示内容').fill('做法很好，可推广。');
    await dialog.getByLabel('可以在通报中提到').check();
    await picture(page, 'statistics-instruction');
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByText('做法很好，可推广。').waitFor();
    await page.getByRole('button', { name: '发约稿' }).click();
    await dialog.getByLabel('约稿题目').fill('防汛准备');
    await dialog.getByLabel('单位', { exact: true }).selectOption({ label: '东河街道' });
    await dialog.getByLabel('截止日期').fill(`${new Date().getFullYear()}-01-02`);
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByText('未完成').waitFor();
    await picture(page, 'statistics-records');

    const folder = outside();
    await page.getByRole('button', { name: '导出工作簿（XLSX）' }).click();
    await dialog.getByLabel('保存到的文件夹').fill(folder);
    await page.keyboard.press('Enter');
    await dialog.getByText('这个文件夹是空的').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(`已保存到“${folder}`).waitFor();
    const [name = ''] = readdirSync(folder);
    const sheets = await readXlsxFile(readFileSync(join(folder, name)));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['单位得分', '得分明细', '采用', '栏目', '月份', '约稿']);
    expect(sheets[2]?.data.map((row) => row[1])).toEqual([
      '标题',
      '南坪镇整治沟渠保春灌',
      '北山乡开设村口服务点',
      '两地联办便民服务',
    ]);

    await page.getByRole('button', { name: '起草通报' }).click();
    await page.getByText('采用情况通报已经起草').waitFor();
    await page.getByRole('button', { name: '打开', exact: true }).click();
    await page.getByRole('textbox').filter({ hasText: '没有完成约稿的是' }).waitFor();
    await page.getByText('南坪镇报送的《南坪镇整治沟渠保春灌》').first().waitFor();
    await picture(page, 'statistics-bulletin');
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled('the screens of statistics in both themes and at 150 % have nothing that axe objects to'),
  async () => {
    const { page, pageErrors } = await openProgram(await directoryWithAdoption());
    await goToStatistics(page);
    for (const look of [
      { theme: 'light', zoom: 1 },
      { theme: 'dark', zoom: 1.5 },
    ] as const) {
      await dress(page, look);
      for (const tab of ['单位', '栏目', '月份', '批示和约稿', '计分办法', '公布']) {
        await page.getByRole('tab', { name: tab }).click();
        await page.getByRole('tab', { name: tab, selected: true }).waitFor();
        if (['单位', '栏目', '月份'].includes(tab)) await page.locator('.statistics-chart svg').waitFor();
        expect(await violations(page), `${tab} ${look.theme}`).toEqual([]);
        await picture(page, `statistics-${tab}-${look.theme}`);
      }
    }
    expect(pageErrors).toEqual([]);
  },
);
