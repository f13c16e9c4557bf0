// The whole program in a window in which an article is written with keys, words are replaced, and it is handed over and
// taken back: made to be killed with all its processes. Arguments: data directory, seed. Says what the office has.
import { writeSync } from 'node:fs';
import { createChromiumHost } from '#hosts/chromium/chromiumHost.ts';
import { runProgram } from '#hosts/runProgram.ts';
import type { Answer } from '#shared/contract/errorCode.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { seededRandom } from './seededRandom.ts';
import { textOf, type WritingAction, type WritingLine, writer, writtenTitle } from './writing.ts';

const [directory = '', id = '', seed = ''] = process.argv.slice(2);
const random = seededRandom(Number(seed));

function say(line: WritingLine): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

const host = await createChromiumHost({
  onPage: async (page) => {
    page.setDefaultTimeout(120_000);
    await page.waitForSelector('main');
    await page.getByLabel('登录名', { exact: true }).selectOption(writer.id);
    await page.getByLabel('口令', { exact: true }).fill(writer.password);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: '去处' }).getByRole('button', { name: /稿件/ }).click();
    await page.getByRole('option', { name: new RegExp(writtenTitle) }).click();
    const paper = page.getByRole('textbox', { name: '稿件正文' });
    await paper.getByText('灯亮了。').click();
    await page.keyboard.press('End');
    let text = '灯亮了。';
    const tell = async (action: WritingAction) => {
      const answer = (await page.evaluate((one) => window.neikan.call('readArticle', { id: one }), id)) as Answer<{
        readonly content: ArticleContent;
        readonly summary: { readonly version: number; readonly state: string };
      }>;
      if (!answer.ok) return;
      const { content, summary } = answer.value;
      say({ kind: 'answered', action, text: textOf(content), version: summary.version, state: summary.state });
    };
    say({ kind: 'ready' });
    for (let count = 1; ; count += 1) {
      const drawn = random();
      if (drawn < 0.15) {
        await page.getByRole('button', { name: '定稿', exact: true }).click();
        await page.getByText('这篇稿件已定稿，只能看').waitFor();
        await tell('finalize');
        await page.getByRole('button', { name: '取消定稿' }).click();
        await page.getByRole('toolbar', { name: '格式' }).waitFor();
        await paper.getByText('灯亮了。').click();
        await page.keyboard.press('Control+End');
        await page.keyboard.press('ArrowUp');
        await page.keyboard.press('End');
      } else {
        const words = `第${count}盏。`;
        text += words;
        say({ kind: 'asked', action: 'save', text });
        for (const word of words) await page.keyboard.insertText(word);
        if (drawn > 0.8) await page.keyboard.press('Control+s');
        await page.waitForTimeout(random() * 300);
        await tell('save');
      }
    }
  },
});
await runProgram(host, directory);
