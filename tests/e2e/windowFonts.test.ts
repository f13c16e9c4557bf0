import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { whyNoDisplay } from './display.ts';
import { dataDirectory, openProgram } from './openProgram.ts';

const whyNot = whyNoDisplay();

/** 刊 stands in the sign-in, 啊 in GB 2312 alone, 龘 in neither. */
const shown = [
  { text: '刊', asksFor: [] },
  { text: '啊', asksFor: ['common'] },
  { text: '龘', asksFor: ['whole'] },
];

test.skipIf(whyNot)(
  `a slice of the window's font is read when a character of it is shown first${whyNot ? ` (skipped: ${whyNot})` : ''}`,
  async () => {
    const { page } = await openProgram(dataDirectory());
    await page.locator('h1').first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    const asked: string[] = [];
    page.on('request', (request) => {
      const [, slice] = /ui-400-(\w+)-/.exec(basename(request.url())) ?? [];
      if (slice) asked.push(slice);
    });
    for (const { text, asksFor } of shown) {
      asked.length = 0;
      await page.evaluate((character) => {
        const line = document.createElement('p');
        line.style.font = '400 13px "Neikan UI"';
        line.textContent = character;
        document.body.append(line);
      }, text);
      await page.evaluate(async () => {
        await new Promise(requestAnimationFrame);
        await document.fonts.ready;
      });
      expect([text, asked]).toEqual([text, asksFor]);
    }
  },
);
