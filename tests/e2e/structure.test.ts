import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { soon } from './byKeys.ts';
import { compose } from './compose.ts';
import { whyNoDisplay } from './display.ts';
import { openArticle, savedArticle } from './editedArticle.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);
const paragraph = (text: string) => ({ role: 'paragraph' as const, inlines: [{ text }] });

/** Role and words of every block, as they are on the disk. */
async function savedBlocks(page: Page, id: string): Promise<readonly string[]> {
  const { content } = await savedArticle(page, id);
  return content.body.map((block) =>
    'inlines' in block ? `${block.role} ${block.inlines.map(({ text }) => text).join('')}` : block.role,
  );
}

test.skipIf(whyNot)(
  titled('a heading is recognised while it is written, by keys and by the input method, and taken back with one key'),
  async () => {
    const { page, id, pageErrors } = await openArticle({
      title: ['渡口的灯'],
      source: null,
      body: [paragraph('入冬以来，各镇行动。')],
    });
    const is = (...blocks: readonly string[]) => expect.poll(() => savedBlocks(page, id), soon).toEqual(blocks);
    await page.getByText('入冬以来').click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await (await compose(page, 'yi')).choose('一');
    await page.keyboard.insertText('、');
    await is('paragraph 入冬以来，各镇行动。', 'heading1 一、');
    await page.keyboard.press('Backspace');
    await is('paragraph 入冬以来，各镇行动。', 'paragraph 一、');
    await (await compose(page, 'moujia')).choose('某家');
    await is('paragraph 入冬以来，各镇行动。', 'paragraph 一、某家');

    await page.keyboard.press('Enter');
    await (await compose(page, 'erjiaqiang')).choose('二、加强领导');
    await page.locator('.article-heading1', { hasText: '二、加强领导' }).waitFor();
    await page.keyboard.press('Control+z');
    await is('paragraph 入冬以来，各镇行动。', 'paragraph 一、某家', 'paragraph 二、加强领导');
    await page.keyboard.press('Control+y');
    await is('paragraph 入冬以来，各镇行动。', 'paragraph 一、某家', 'heading1 二、加强领导');

    await page.keyboard.press('Enter');
    await page.keyboard.type('(1)');
    await (await compose(page, 'zhualuoshi')).choose('抓落实。');
    await page.locator('.article-heading4', { hasText: '抓落实。' }).waitFor();
    await (await compose(page, 'ge')).choose('各镇');
    await is(
      'paragraph 入冬以来，各镇行动。',
      'paragraph 一、某家',
      'heading1 二、加强领导',
      'paragraph (1)抓落实。各镇',
    );
    expect(pageErrors).toEqual([]);
  },
);
