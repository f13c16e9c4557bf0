import { expect, test } from 'vitest';
import { whyNoDisplay } from './display.ts';
import { caretBehind, openArticle, savedLines } from './editedArticle.ts';
import { picture } from './wholeJob/window.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);
const paragraph = (text: string) => ({ role: 'paragraph' as const, inlines: [{ text }] });

test.skipIf(whyNot)(
  titled('words are found as one types, gone through with the keys, replaced one by one and all at once, and undone'),
  async () => {
    const body = ['码头装灯12盏,路口装灯30盏。', '渡口装灯８盏，都亮了。'].map(paragraph);
    const { page, id, pageErrors } = await openArticle({ title: ['渡口的灯'], source: null, body });
    await caretBehind(page, '渡口的灯');
    await page.keyboard.press('Control+f');
    const bar = page.getByRole('search', { name: '查找' });
    await bar.getByLabel('查找', { exact: true }).fill('装灯');
    await bar.getByText('共3处').waitFor();
    await page.keyboard.press('Enter');
    await bar.getByText('第1处，共3处').waitFor();
    await page.keyboard.press('Shift+Enter');
    await bar.getByText('第3处，共3处').waitFor();
    expect(await page.evaluate(() => CSS.highlights.get('find')?.size)).toBe(3);
    await picture(page, 'articles-find');

    await bar.getByLabel('替换为').fill('安灯');
    await page.keyboard.press('Shift+Tab');
    await bar.getByLabel('查找', { exact: true }).press('Enter');
    await bar.getByText('第1处，共3处').waitFor();
    await bar.getByRole('button', { name: '替换', exact: true }).click();
    await bar.getByText('第1处，共2处').waitFor();
    await bar.getByRole('button', { name: '全部替换' }).click();
    await page.getByText('已替换2处。').waitFor();
    await expect
      .poll(() => savedLines(page, id))
      .toEqual(['渡口的灯', '码头安灯12盏,路口安灯30盏。', '渡口安灯８盏，都亮了。']);
    await page.getByRole('button', { name: '撤销' }).last().click();
    await expect
      .poll(() => savedLines(page, id))
      .toEqual(['渡口的灯', '码头安灯12盏,路口装灯30盏。', '渡口装灯８盏，都亮了。']);

    // Width counts for nothing unless asked; a pattern has its groups; what is no pattern is told.
    await bar.getByLabel('查找', { exact: true }).fill('8盏,');
    await bar.getByText('共1处').waitFor();
    await bar.getByLabel('不分全角半角').uncheck();
    await bar.getByText('没有找到').waitFor();
    await bar.getByLabel('正则表达式').check();
    await bar.getByLabel('查找', { exact: true }).fill('(\\d+)盏(');
    await bar.getByText('正则表达式写得不对').waitFor();
    await bar.getByLabel('查找', { exact: true }).fill('灯(\\d+)盏');
    await bar.getByText('共2处').waitFor();
    await bar.getByLabel('替换为').fill('灯共$1盏');
    await bar.getByRole('button', { name: '全部替换' }).click();
    await expect.poll(() => savedLines(page, id)).toContain('码头安灯共12盏,路口装灯共30盏。');
    await bar.getByLabel('替换为').press('Escape');
    await bar.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => ['find', 'find-current'].filter((name) => CSS.highlights.has(name)))).toEqual([]);
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled(
    'traditional and simplified forms are found alike when asked, and a pattern that never ends is stopped by itself',
  ),
  async () => {
    const body = ['渡口裝燈８盏，路口装灯30盏。', `编号${'a'.repeat(60)}!`].map(paragraph);
    const { page, id, pageErrors } = await openArticle({ title: ['渡口的灯'], source: null, body });
    await caretBehind(page, '渡口的灯');
    await page.keyboard.press('Control+f');
    const bar = page.getByRole('search', { name: '查找' });
    const query = bar.getByLabel('查找', { exact: true });
    await query.fill('装灯');
    await bar.getByText('共1处').waitFor();
    await bar.getByLabel('不分繁体简体').check();
    await bar.getByText('共2处').waitFor();
    await bar.getByLabel('正则表达式').check();
    await query.fill('裝灯([0-9]+)盏');
    await bar.getByText('共2处').waitFor();
    await bar.getByLabel('替换为').fill('安灯$1盏');
    await bar.getByRole('button', { name: '全部替换' }).click();
    await expect
      .poll(() => savedLines(page, id))
      .toEqual(['渡口的灯', '渡口安灯８盏，路口安灯30盏。', `编号${'a'.repeat(60)}!`]);

    // It would run for years; the window goes on meanwhile, and the next thing looked for is found.
    await query.fill('(a+)+b');
    await bar.getByLabel('替换为').fill('照样能写');
    await bar.getByText('按这个表达式找得太久，已经停下').waitFor();
    await query.fill('安灯.');
    await bar.getByText('共2处').waitFor();
    // Replaced one by one, the places found beside the window are gone through like any others.
    await query.press('Enter');
    await bar.getByText(/^第[12]处，共2处$/).waitFor();
    await bar.getByRole('button', { name: '替换', exact: true }).click();
    await bar.getByText('第1处，共1处').waitFor();
    await bar.getByRole('button', { name: '替换', exact: true }).click();
    await bar.getByText('没有找到').waitFor();
    await expect.poll(() => savedLines(page, id)).toContain('渡口照样能写盏，路口照样能写0盏。');
    expect(pageErrors).toEqual([]);
  },
);
