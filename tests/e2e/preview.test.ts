import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { samplePasswords } from '#cli/demo/sampleOffice.ts';
import { demoCommand } from '#cli/demoCommand.ts';
import { whyNoDisplay } from './display.ts';
import { dataDirectory, openProgram, signInAs } from './openProgram.ts';

const reason = whyNoDisplay();
if (reason) console.log(`preview skipped: ${reason}`);

/** How long a busy machine may take to do what is waited for; it says nothing of how long it should. */
const soon = { timeout: 60_000 };

let folder: string;
let data: string;
beforeAll(async () => {
  if (reason) return;
  folder = mkdtempSync(join(tmpdir(), 'neikan-preview-'));
  data = join(folder, 'data');
  await demoCommand(['--out', join(folder, 'out'), '--data', data], () => {});
});
afterAll(() => folder && rmSync(folder, { recursive: true, force: true }));

test.skipIf(reason)('the pages of a signed issue are drawn near the view only, and read by keys', async () => {
  const { page, pageErrors } = await openProgram(dataDirectory(data));
  await signInAs(page, 'suhe', samplePasswords.suhe ?? '');
  await page.keyboard.press('Alt+3');
  await page.getByRole('option', { name: /第6期/ }).click();
  const pages = page.getByRole('region', { name: '排印页面' }).last();
  const first = page.getByRole('img', { name: '第1页', exact: true });
  await first.locator('canvas').waitFor(soon);

  // Ink stands on the page, at the pixels of the screen, and the masthead is red.
  const drawn = await first.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data: pixels } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    let dark = 0;
    let red = 0;
    for (let index = 0; index < pixels.length; index += 4) {
      const [r = 0, g = 0, b = 0] = [pixels[index], pixels[index + 1], pixels[index + 2]];
      if (r < 90 && g < 90 && b < 90) dark += 1;
      if (r > 180 && g < 90 && b < 90) red += 1;
    }
    return { dark, red, density: canvas.width / canvas.clientWidth };
  });
  expect(drawn.dark).toBeGreaterThan(500);
  expect(drawn.red).toBeGreaterThan(500);
  expect(drawn.density).toBeCloseTo(await page.evaluate(() => devicePixelRatio), 1);
  await expect(page.locator('.sheet').count()).resolves.toBeLessThan(6);

  const line = page.getByRole('contentinfo');
  await line.getByText('第1页，共10页').waitFor();
  await pages.focus();
  await page.keyboard.press('PageDown');
  await line.getByText('第2页，共10页').waitFor();
  await page.keyboard.press('End');
  await line.getByText('第10页，共10页').waitFor();
  await page.getByRole('img', { name: '第10页' }).locator('canvas').waitFor(soon);
  await expect(first.count()).resolves.toBe(0);

  // Growing keeps the page one is on, and draws it sharper rather than stretched.
  const width = await page.getByRole('img', { name: '第10页' }).evaluate((sheet) => sheet.clientWidth);
  await page.keyboard.press('+');
  await line.getByText('第10页，共10页').waitFor();
  const grown = page.getByRole('img', { name: '第10页' });
  await expect.poll(() => grown.evaluate((sheet) => sheet.clientWidth), soon).toBeGreaterThan(width);
  await expect
    .poll(
      () => grown.evaluate((sheet) => (sheet.firstElementChild as HTMLCanvasElement).width - sheet.clientWidth),
      soon,
    )
    .toBeGreaterThanOrEqual(-1);
  await page.keyboard.press('Home');
  await line.getByText('第1页，共10页').waitFor();
  expect(pageErrors).toEqual([]);
});

test.skipIf(reason)('the pages stay where they are while new ones are set', async () => {
  const { page } = await openProgram(dataDirectory(data));
  await signInAs(page, 'suhe', samplePasswords.suhe ?? '');
  await page.keyboard.press('Alt+3');
  await page.getByRole('button', { name: '整期读入' }).last().click();
  await page.getByLabel('整期文件').setInputFiles('resources/sample/first-issue.txt');
  await page.getByRole('dialog').getByRole('button', { name: '读入' }).click();
  await page.getByRole('button', { name: '看这一期' }).click();
  await page.getByRole('img', { name: '第1页', exact: true }).locator('canvas').waitFor(soon);
  const pages = page.getByRole('region', { name: '排印页面' }).last();
  await pages.focus();
  await page.keyboard.press('PageDown');
  const top = await pages.evaluate((element) => element.scrollTop);
  expect(top).toBeGreaterThan(0);
  // From here on every sheet in view must hold a picture, and the page must not move.
  await pages.evaluate((element) => {
    const faults: string[] = [];
    Object.assign(window, { faults });
    const start = element.scrollTop;
    const look = () => {
      const { top: viewTop, bottom: viewBottom } = element.getBoundingClientRect();
      for (const sheet of element.querySelectorAll('.sheet')) {
        const { top: sheetTop, bottom: sheetBottom } = sheet.getBoundingClientRect();
        if (sheetBottom > viewTop && sheetTop < viewBottom && !sheet.querySelector('canvas')) faults.push('blank');
      }
      if (element.scrollTop !== start) faults.push('moved');
      if (element.querySelectorAll('.sheet').length === 0) faults.push('gone');
      requestAnimationFrame(look);
    };
    look();
  });
  const picture = page.getByRole('img', { name: '第1页', exact: true }).locator('canvas');
  const before = await picture.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  await page.getByLabel('栏目').fill('驿站专辑');
  await expect.poll(() => picture.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL()), soon).not.toBe(before);
  const faults = await page.evaluate(() => (window as unknown as { faults: string[] }).faults);
  expect(faults).toEqual([]);
});
