import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createOffice } from '#office/office.ts';
import { articleContent, foundedDirectory, printOnce, signIn, value } from '../office/office/foundedOffice.ts';
import { soon } from './byKeys.ts';
import { whyNoDisplay } from './display.ts';
import { savedArticle, savedLines, signInAndOpen } from './editedArticle.ts';
import { type OpenProgram, openProgram } from './openProgram.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);
const count = 1200;
const line = (number: number) => `第${number}段，守灯的人两班轮着来。`;

/** The program with an article of 1,200 paragraphs open, of which only what is needed is drawn. */
async function openLongText(isLeftAlone: boolean): Promise<OpenProgram & { readonly id: string }> {
  const { directory } = await foundedDirectory();
  const office = createOffice({ print: printOnce, directory });
  await signIn(office, 'wenhe');
  const body = Array.from({ length: count }, (_, index) => ({
    role: 'paragraph' as const,
    inlines: [{ text: line(index + 1) }],
  }));
  const content = { ...articleContent('渡口的灯'), source: null, body };
  const { id } = value(await office.client.createArticle({ content, images: {} }));
  office.close();
  const program = await openProgram(directory);
  if (isLeftAlone) {
    // No idle moment ever comes: what is drawn behind the first frame was needed.
    await program.page.evaluate(() => Object.assign(globalThis, { requestIdleCallback: () => 1 }));
  }
  await signInAndOpen(program.page, '渡口的灯');
  return { ...program, id };
}

const undrawn = (page: Page) => page.locator('.article-chunk-undrawn').count();

test.skipIf(whyNot)(titled('a long text is shown by its beginning and drawn to its end by itself'), async () => {
  const { page, pageErrors } = await openLongText(false);
  await page.getByText(line(1)).waitFor();
  await expect.poll(() => undrawn(page), soon).toBe(0);
  expect(await page.locator('.article-editing .article-paragraph').count()).toBe(count);
  expect(pageErrors).toEqual([]);
});

test.skipIf(whyNot)(
  titled('keys that go anywhere find the whole text, and what is typed at its end is saved'),
  async () => {
    const { page, id, pageErrors } = await openLongText(true);
    await page.getByText(line(2)).click();
    await page.keyboard.press('Home');
    expect(await undrawn(page)).toBe(0);
    await page.keyboard.press('Control+End');
    await page.keyboard.type('abc');
    // Below the last paragraph the line of the source stands, still empty.
    await expect.poll(async () => (await savedArticle(page, id)).content.source?.line, soon).toBe('abc');
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('x');
    await expect.poll(async () => (await savedLines(page, id))[0], soon).toBe('x渡口的灯');
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled('signs typed into the beginning leave the rest for later, and no word is lost by it'),
  async () => {
    const { page, id } = await openLongText(true);
    expect(await undrawn(page)).toBeGreaterThan(40);
    await page.getByText(line(2)).click();
    await page.waitForTimeout(200);
    await page.keyboard.type('x');
    await expect.poll(async () => (await savedLines(page, id))[2], soon).toContain('x');
    expect(await undrawn(page)).toBeGreaterThan(40);
    const saved = await savedLines(page, id);
    expect([saved.length, saved.at(-1)]).toEqual([count + 1, line(count)]);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Backspace');
    await expect.poll(() => savedLines(page, id), soon).toEqual([]);
  },
);

test.skipIf(whyNot)(titled('what is looked for is shown where it stands, though it was not drawn yet'), async () => {
  const { page, pageErrors } = await openLongText(true);
  await page.keyboard.press('Control+f');
  await page
    .getByRole('search')
    .getByLabel('查找', { exact: true })
    .fill(`第${count - 1}段`);
  await page.getByRole('search').getByText('共1处').waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByText(line(count - 1)).isVisible(), soon).toBe(true);
  await expect
    .poll(() => page.getByText(line(count - 1)).evaluate((one) => one.getBoundingClientRect().top < innerHeight), soon)
    .toBe(true);
  expect(pageErrors).toEqual([]);
});

test.skipIf(whyNot)(
  titled('places that were found are marked in every line that comes in sight, and in no others'),
  async () => {
    const { page, pageErrors } = await openLongText(false);
    await expect.poll(() => undrawn(page), soon).toBe(0);
    await page.keyboard.press('Control+f');
    await page.getByRole('search').getByLabel('查找', { exact: true }).fill('守灯的人');
    await page.getByRole('search').getByText(`共${count}处`).waitFor();
    /** Lines in sight, those of them that are not marked, and all marks. */
    const marks = () =>
      page.evaluate(() => {
        const ranges = [...(CSS.highlights.get('find') ?? [])] as Range[];
        const frame = document.querySelector('.editor-scroll')?.getBoundingClientRect();
        const shown = [...document.querySelectorAll('.article-editing .article-paragraph')].filter((one) => {
          const { top, bottom } = one.getBoundingClientRect();
          return frame && bottom > frame.top && top < frame.bottom && one.textContent?.includes('守灯的人');
        });
        const bare = shown.filter((one) => !ranges.some((range) => one.contains(range.startContainer)));
        return { shown: shown.length, bare: bare.length, all: ranges.length };
      });
    for (const part of [0, 0.5, 1, 0.25]) {
      await page.locator('.editor-scroll').evaluate((frame, to) => {
        frame.scrollTop = (frame.scrollHeight - frame.clientHeight) * to;
      }, part);
      // What was out of sight is laid out only now.
      const isMarked = async () => {
        const { shown, bare } = await marks();
        return shown > 5 && bare === 0;
      };
      await expect.poll(isMarked, soon).toBe(true);
      const { all } = await marks();
      expect(all).toBeLessThan(count / 4);
    }
    // What is written there is marked where it stands, and a line put in keeps the others marked.
    await page
      .getByText(/守灯的人/)
      .nth(Math.round(count / 4))
      .click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('守灯的人又来了。');
    await page
      .getByRole('search')
      .getByText(`共${count + 1}处`)
      .waitFor();
    await expect.poll(async () => (await marks()).bare, soon).toBe(0);
    expect(pageErrors).toEqual([]);
  },
);
