import type { Page } from 'playwright-core';
import { compose } from '../compose.ts';
import { clickBehind } from './clickBehind.ts';
import { manuscripts } from './manuscripts.ts';
import { goTo, picture } from './window.ts';

/** What the editor writes behind the first paragraph of the first article, with an input method. */
export const composedSentence = '群众说，渠通了，心也通了。';

/** 稿件: one is edited with composed Chinese, both are finalised. */
export async function editArticles(page: Page): Promise<void> {
  await openArticle(page, manuscripts.canal.title);
  const text = page.getByRole('textbox', { name: '稿件正文' });
  await clickBehind(page, '春灌以前全部通水。');
  for (const [letters, words] of [
    ['qunzhongshuo', '群众说，'],
    ['qutongle', '渠通了，'],
    ['xinyetongle', '心也通了。'],
  ] as const) {
    await (await compose(page, letters)).choose(words);
  }
  await text.getByText(`春灌以前全部通水。${composedSentence}`).waitFor();
  await page.getByRole('status').filter({ hasText: '已保存' }).waitFor();
  await picture(page, 'job-article');
  await finalise(page);
  await openArticle(page, manuscripts.clinic.title);
  await finalise(page);
}

export async function openArticle(page: Page, title: string): Promise<void> {
  await goTo(page, '稿件');
  await page
    .getByRole('listbox', { name: '稿件列表' })
    .getByRole('option', { name: new RegExp(title) })
    .click();
  await page.getByRole('heading', { name: title }).first().waitFor();
}

async function finalise(page: Page): Promise<void> {
  await page.getByRole('button', { name: '定稿', exact: true }).click();
  await page.getByText('这篇稿件已定稿，只能看。').waitFor();
}
