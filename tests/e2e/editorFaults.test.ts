import { expect, test, vi } from 'vitest';
import { compose } from './compose.ts';
import { whyNoDisplay } from './display.ts';
import { caretBehind, killOffice, openArticle, savedArticle, savedLines, signInAndOpen } from './editedArticle.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);
const soon = { timeout: 20_000, interval: 100 };
const content = {
  title: ['渡口的灯'],
  source: null,
  body: [{ role: 'paragraph' as const, inlines: [{ text: '灯亮了。' }] }],
};

test.skipIf(whyNot || process.platform !== 'linux')(
  titled('the office is killed while one types: the text is there after signing in again, and saved'),
  async () => {
    const { page, id } = await openArticle(content);
    await caretBehind(page, '灯亮了。');
    await page.keyboard.type('夜里');
    await compose(page, 'shou');
    killOffice();
    await page.getByLabel('登录名', { exact: true }).waitFor();
    await signInAndOpen(page, '渡口的灯');
    await page.getByRole('textbox', { name: '稿件正文' }).getByText('灯亮了。夜里shou').waitFor();
    await vi.waitFor(async () => expect(await savedLines(page, id)).toEqual(['渡口的灯', '灯亮了。夜里shou']), soon);
  },
);

/** Saves a text of its own over the open one, as another copy of the window would. */
async function saveElsewhere(page: Parameters<typeof savedArticle>[0], id: string): Promise<void> {
  const { version } = await savedArticle(page, id);
  await page.evaluate(
    async ([one, base, text]) => {
      const answer = await window.neikan.call('saveArticle', { id: one, baseVersion: base, content: text });
      if (!answer.ok) throw new Error(answer.message);
    },
    [id, version, { ...content, body: [{ role: 'paragraph', inlines: [{ text: '别处写的。' }] }] }] as const,
  );
  expect((await savedArticle(page, id)).version).toBeGreaterThan(version);
}

test.skipIf(whyNot)(
  titled('a conflict shows both ways; keeping mine leaves the other version in the list'),
  async () => {
    const { page, id } = await openArticle(content);
    await saveElsewhere(page, id);
    await caretBehind(page, '灯亮了。');
    await page.keyboard.type('我写的。');
    await page.getByRole('button', { name: '保存我的' }).click();
    await page.getByText('您的内容已存为最新一版').waitFor();
    expect(await savedLines(page, id)).toEqual(['渡口的灯', '灯亮了。我写的。']);
    const { version } = await savedArticle(page, id);
    const before = await page.evaluate(
      ([one, number]) => window.neikan.call('readArticleVersion', { id: one, version: number }),
      [id, version - 1] as const,
    );
    expect(JSON.stringify(before)).toContain('别处写的。');
  },
);

test.skipIf(whyNot)(titled('a conflict: taking the other version asks first, then shows it'), async () => {
  const { page, id } = await openArticle(content);
  await saveElsewhere(page, id);
  await caretBehind(page, '灯亮了。');
  await page.keyboard.type('我写的。');
  await page.getByRole('button', { name: '读入新版本' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '不做' }).click();
  await page.getByText('灯亮了。我写的。').waitFor();
  await page.getByRole('button', { name: '读入新版本' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '读入新版本' }).click();
  await page.getByRole('textbox', { name: '稿件正文' }).getByText('别处写的。').waitFor();
  expect(await savedLines(page, id)).toEqual(['渡口的灯', '别处写的。']);
});

test.skipIf(whyNot)(titled('with a conflict not decided one is not led away from the text'), async () => {
  const { page, id } = await openArticle(content);
  await saveElsewhere(page, id);
  await caretBehind(page, '灯亮了。');
  await page.keyboard.type('我写的。');
  await page.getByRole('button', { name: '保存我的' }).waitFor();
  await page.getByRole('navigation', { name: '去处' }).getByRole('button', { name: /刊期/ }).click();
  await page.getByText('灯亮了。我写的。').waitFor();
  expect(await page.getByRole('button', { name: '保存我的' }).isVisible()).toBe(true);
});
