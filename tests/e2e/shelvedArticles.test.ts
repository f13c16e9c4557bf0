import { expect, test } from 'vitest';
import { articleContent } from '../office/office/foundedOffice.ts';
import { whyNoDisplay } from './display.ts';
import { openArticle } from './editedArticle.ts';
import { violations } from './violations.ts';
import { picture } from './wholeJob/window.ts';

const whyNot = whyNoDisplay();

test.skipIf(whyNot)(
  whyNot
    ? `an article is shelved and brought back (skipped: ${whyNot})`
    : 'an article is shelved, found among the shelved ones and brought back; what was typed last is in it',
  async () => {
    const { page } = await openArticle(articleContent('渡口的灯', '灯亮了。'));
    await page.getByText('灯亮了。').click();
    await page.keyboard.press('End');
    await page.keyboard.type('船也到了。');
    await page.getByRole('button', { name: '搁置', exact: true }).click();
    await page.getByText('“渡口的灯”已搁置').waitFor();
    await page.getByText('这篇稿件已搁置，只能看').waitFor();
    await page.getByText('灯亮了。船也到了。').waitFor();
    // It was the only one: the list says so, and leads to it.
    await page.getByText('没有在用的稿件').waitFor();
    await page.getByRole('button', { name: '查看已搁置' }).click();
    await page.getByRole('option', { name: /渡口的灯.*已搁置/s }).waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'shelved');
    await page.getByRole('button', { name: '恢复', exact: true }).last().click();
    await page.getByText('没有相符的稿件').waitFor();
    await page.getByRole('button', { name: '查看全部' }).click();
    await page.getByRole('option', { name: /渡口的灯.*编辑中/s }).waitFor();
    await page.getByText('灯亮了。船也到了。').click();
    await page.keyboard.press('End');
    await page.keyboard.type('接着写。');
    await page.getByText('灯亮了。船也到了。接着写。').waitFor();
  },
);
