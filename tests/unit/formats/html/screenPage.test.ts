import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeHtml } from '#formats/html/writeHtml.ts';
import { sandboxSwitches } from '#hosts/chromium/browserSwitches.ts';
import { findBrowser } from '#hosts/chromium/findBrowser.ts';
import { fullIssue } from '../../../office/printing/fullIssue.ts';
import { printedText } from '../../../office/printing/printedText.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findBrowser(), args: ['--headless', ...sandboxSwitches()] });
});
afterAll(() => browser?.close());

interface Opened {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page asked for beyond itself, and what its policy or its markup made the browser complain of. */
  readonly wrong: string[];
}

async function open(html: string, width: number, colorScheme: 'light' | 'dark' = 'light'): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on('console', (message) => wrong.push(message.text()));
  await context.route('**', (route) => {
    const address = route.request().url();
    if (address === 'https://page.invalid/') return route.fulfill({ contentType: 'text/html', body: html });
    wrong.push(address);
    return route.abort();
  });
  await page.goto('https://page.invalid/');
  return { page, context, wrong };
}

test.each([1280, 400])('at %i pixels the page shows the whole text and never scrolls sideways', async (width) => {
  const { page, context, wrong } = await open(writeHtml(fullIssue, { draft: { name: '苏禾' } }), width);
  const text = (await page.locator('body').innerText()).replace(/\s/g, '');
  expect(text).toBe(`草稿·苏禾${printedText(fullIssue).replace(/[①-⑳]/g, '')}`);
  const measured = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const picture = document.querySelector('img');
    return { scrollWidth, clientWidth, isPictureDrawn: (picture?.naturalWidth ?? 0) > 0 };
  });
  expect(measured).toEqual({ scrollWidth: width, clientWidth: width, isPictureDrawn: true });
  expect(wrong).toEqual([]);
  await context.close();
});

test('a line of the contents leads to its article', async () => {
  const { page, context } = await open(writeHtml(fullIssue), 1280);
  await page.getByRole('link', { name: '枫塘乡请老放水员当师傅' }).click();
  expect(await page.evaluate(() => document.querySelector(':target h2')?.textContent)).toBe('枫塘乡请老放水员当师傅');
  await context.close();
});

test.each(['light', 'dark'] as const)('in %s every text stands out from its ground by 4.5 to 1', async (scheme) => {
  const { page, context } = await open(writeHtml(fullIssue, { draft: {} }), 1280, scheme);
  const contrasts = await page.evaluate(() => {
    const luminance = (colour: string) => {
      const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((value) => {
        const share = Number(value) / 255;
        return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const groundOf = (element: Element | null): string => {
      const colour = element ? getComputedStyle(element).backgroundColor : 'rgb(255, 255, 255)';
      return colour.startsWith('rgba') ? groundOf(element?.parentElement ?? null) : colour;
    };
    return [...document.querySelectorAll('p,h1,h2,h3,a,span,th,td,figcaption')].map((element) => {
      const [text, ground] = [luminance(getComputedStyle(element).color), luminance(groundOf(element))];
      return (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
    });
  });
  expect(contrasts.length).toBeGreaterThan(50);
  expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5);
  await context.close();
});
