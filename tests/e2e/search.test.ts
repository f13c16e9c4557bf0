import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { createPrinter } from '#hosts/chromium/printer.ts';
import { createOffice } from '#office/office.ts';
import { rebuildSearch } from '#store/content/searchIndex.ts';
import { articleContent, issueOf, passwordOf, printOnce, signIn, value } from '../office/office/foundedOffice.ts';
import { openBases } from '../office/office/openBases.ts';
import { soon } from './byKeys.ts';
import { whyNoDisplay } from './display.ts';
import { openProgram, signInAs } from './openProgram.ts';
import { directoryWithPassedIssue } from './reviewedIssue.ts';
import { picture } from './wholeJob/window.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

const printed = '南坪镇组织三百余人清理沟渠，春灌前全部通水，惠及农田一万二千亩。';
const copied = `松岭镇也学南坪镇的办法。${printed}`;

async function goTo(page: Page, place: string): Promise<void> {
  await page
    .getByRole('navigation', { name: '去处' })
    .getByRole('button', { name: new RegExp(place) })
    .click();
}

async function preparedDirectory(): Promise<string> {
  const printer = await createPrinter();
  onTestFinished(() => printer.close());
  const { directory } = await directoryWithPassedIssue('released', printer.print);
  const office = createOffice({ print: printOnce, directory });
  try {
    await signIn(office, 'wenhe');
    const { client } = office;
    const bytes = new TextEncoder().encode(`松岭镇清沟渠\n　　${copied}\n（松岭镇党委）\n`);
    value(await client.receiveManuscript({ fileName: '松岭.txt', bytes }));
    value(await client.createArticle({ content: articleContent('河长巡河', '每周巡查沟渠两次。'), images: {} }));
  } finally {
    office.close();
  }
  await addOlderPassage(directory);
  return directory;
}

/** As an issue of another year and unit would have left it, so that there is something to narrow to. */
async function addOlderPassage(directory: string): Promise<void> {
  const { content, close } = await openBases(directory, 'wenhe');
  content
    .transaction(() => {
      content.exec(`INSERT INTO search_passages (id, issue_id, place, article_id, title, unit, column_name, number_text,
          issued_on, text, publication)
        SELECT max(id) + 1, min(issue_id), 9, 'older', '青岚市疏通沟渠', '青岚市办公室', '旧栏目', '2019年第1期', '2019-05-06',
          '青岚市疏通沟渠两百里。', '青岚信息' FROM search_passages`);
      rebuildSearch(content);
    })
    .immediate();
  close();
}

test.skipIf(whyNot)(
  titled('a query is narrowed, led to its words in print, kept and saved, by keys alone'),
  async () => {
    const { page, pageErrors } = await openProgram(await preparedDirectory());
    await signInAs(page, 'wenhe', passwordOf('wenhe'));
    await goTo(page, '档案');
    const field = page.getByLabel('查找档案').first();
    await field.click();
    await page.getByText('查找过的字词会列在这里').waitFor();
    await page.keyboard.type('（沟渠 或 服务点） -没有的词');
    await page.getByRole('tab', { name: '已印发 3', selected: true }).waitFor();
    await page.getByRole('tab', { name: '来稿和稿件 4' }).waitFor();
    const years = page.getByLabel('年份');
    expect(await years.locator('option').allTextContents()).toEqual([
      '全部年份',
      expect.stringMatching(/^20\d\d年（2）$/),
      '2019年（1）',
    ]);
    await picture(page, 'search-facets');
    await years.selectOption({ label: '2019年（1）' });
    await page.getByRole('tab', { name: '已印发 1' }).waitFor();
    await page.getByRole('option', { name: /青岚市疏通沟渠/ }).waitFor();
    await picture(page, 'search-narrowed');
    await page.getByRole('button', { name: '不再限于年份“2019年”' }).press('Enter');
    await page.getByRole('tab', { name: '已印发 3' }).waitFor();
    await field.focus();
    for (let count = 0; count < 4; count += 1) await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: /南坪镇整治沟渠/, selected: true }).waitFor();
    await page.locator('.sheet-mark-at').first().waitFor();
    await page.getByText(/^标出\d+处$/).waitFor();
    await picture(page, 'search-in-print');
    const before = await page.locator('.sheet-mark-at').first().boundingBox();
    await page.getByRole('button', { name: '下一处' }).click();
    await expect.poll(() => page.locator('.sheet-mark-at').first().boundingBox()).not.toEqual(before);
    await page.getByRole('option', { name: /南坪镇整治沟渠/ }).click();
    await page.keyboard.press('Escape');
    expect(await field.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);

    // Half typed, and said so.
    await field.fill('“沟渠');
    await page.getByText('第1字““”：引号没有配对').waitFor();
    await field.fill('沟渠');
    await page.getByRole('button', { name: '保存这次检索' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('名称').fill('沟渠整治');
    await page.keyboard.press('Enter');
    await page.getByText('已保存为“沟渠整治”。').waitFor();
    await page.getByRole('tab', { name: '来稿和稿件 3' }).click();
    await picture(page, 'search-drafts');
    await field.fill('');
    await field.focus();
    const memory = page.getByRole('region', { name: '保存的检索' });
    await memory.getByRole('button', { name: '沟渠整治', exact: true }).waitFor();
    await page
      .getByRole('region', { name: '最近查找' })
      .getByRole('button', { name: /沟渠 或 服务点/ })
      .first()
      .waitFor();
    await picture(page, 'search-memory');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await field.inputValue()).toBe('沟渠');
    await page.getByRole('tab', { name: '来稿和稿件 3' }).click();
    await page.getByRole('option', { name: /河长巡河/ }).click();
    await page
      .getByRole('heading', { name: /河长巡河/ })
      .or(page.getByText('河长巡河'))
      .first()
      .waitFor();
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled('a manuscript says what of it was printed before, side by side, and is found by its text'),
  async () => {
    const { page, pageErrors } = await openProgram(await preparedDirectory());
    await signInAs(page, 'wenhe', passwordOf('wenhe'));
    await goTo(page, '来稿');
    await page.getByLabel('查找来稿').first().fill('惠及农田');
    const row = page.getByRole('option', { name: /松岭镇清沟渠/ });
    await row.click();
    await page.getByText('与1篇印发过或收到过的文字有三成以上相同').first().waitFor();
    await page.getByRole('button', { name: '查看', exact: true }).click();
    await page.getByText('南坪镇整治沟渠保春灌').waitFor();
    await page.getByText(/《澜溪信息》\d{4}年第5期（总第128期）.*第1段起/).waitFor();
    await picture(page, 'reuse');
    await page.getByRole('button', { name: '对照' }).click();
    const dialog = page.getByRole('dialog');
    const mine = dialog.getByRole('region', { name: '这一篇' });
    await expect
      .poll(async () => (await mine.locator('mark').allTextContents()).join(''), soon)
      .toContain('惠及农田一万二千亩');
    expect((await mine.locator('mark').allTextContents()).join('')).not.toContain('松岭镇也学');
    await picture(page, 'reuse-compare');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '打开原处' }).click();
    await page.getByRole('tab', { name: '页面', selected: true }).waitFor();
    await page.getByLabel('查找来稿').waitFor({ state: 'detached' });
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled('the check of an issue leads from what was printed before to both texts side by side'),
  async () => {
    const directory = await preparedDirectory();
    const office = createOffice({ print: printOnce, directory });
    try {
      await signIn(office, 'wenhe');
      const { client } = office;
      const { id, version } = value(
        await client.createArticle({ content: articleContent('松岭镇清沟渠', copied), images: {} }),
      );
      value(await client.finalizeArticle({ id, baseVersion: version }));
      await issueOf(office, [id]);
    } finally {
      office.close();
    }
    const { page, pageErrors } = await openProgram(directory);
    await signInAs(page, 'wenhe', passwordOf('wenhe'));
    await goTo(page, '刊期');
    await page.getByRole('option', { name: /松岭镇清沟渠/ }).click();
    const compare = page.getByRole('button', { name: /^对照：“松岭镇清沟渠”有\d+%的文字与/ });
    await compare.scrollIntoViewIfNeeded();
    await picture(page, 'reuse-finding');
    await compare.press('Enter');
    const list = page.getByRole('dialog', { name: '查重' });
    await list.getByText('南坪镇整治沟渠保春灌').waitFor();
    await picture(page, 'reuse-of-issue');
    await list.getByRole('button', { name: '对照' }).first().press('Enter');
    const mine = page.getByRole('dialog', { name: /^对照/ }).getByRole('region', { name: '这一篇' });
    await expect
      .poll(async () => (await mine.locator('mark').allTextContents()).join(''), soon)
      .toContain('惠及农田一万二千亩');
    await picture(page, 'reuse-of-issue-compare');
    await page.keyboard.press('Escape');
    await list.waitFor();
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    expect(pageErrors).toEqual([]);
  },
);
