import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyCommand } from '#cli/verifyCommand.ts';
import { whyNoDisplay } from './display.ts';
import { dataDirectory, openProgram } from './openProgram.ts';
import { composedSentence } from './wholeJob/editArticles.ts';
import { wholeJob } from './wholeJob/wholeJob.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

test.skipIf(whyNot)(
  titled('three people take two Word files from the first run to a signed issue in the archive'),
  async () => {
    const directory = dataDirectory();
    const folder = join(directory, '..', 'medium');
    mkdirSync(folder);
    const { page, pageErrors } = await openProgram(directory);
    const exported = await wholeJob(page, folder);
    expect(pageErrors).toEqual([]);
    // What left the window, judged without it.
    const lines: string[] = [];
    await verifyCommand([exported], (line) => lines.push(line));
    expect(lines.join('\n')).toMatch(/责任编辑何清.*审核严木.*签发白屿/);
    expect(readdirSync(exported)).toEqual(
      expect.arrayContaining(['pdf', 'ofd', 'docx', 'html', 'txt', 'json'].map((ending) => `issue.${ending}`)),
    );
    const text = readFileSync(join(exported, 'issue.txt'), 'utf8').replaceAll(/\s/g, '');
    for (const words of [composedSentence, '提前二十天，水利站已经核对。', '半年看病两千三百人次。其中七成是老人。']) {
      expect(text).toContain(words);
    }
  },
  600_000,
);
