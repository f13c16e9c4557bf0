import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createOffice } from '#office/office.ts';
import {
  articleContent,
  foundedDirectory,
  passwordOf,
  printOnce,
  signIn,
  value,
} from '../office/office/foundedOffice.ts';
import { whyNoDisplay } from './display.ts';
import { caretBehind, savedLines } from './editedArticle.ts';
import { openProgram, signInAs } from './openProgram.ts';
import { picture } from './wholeJob/window.ts';

const whyNot = whyNoDisplay();
const soon = { timeout: 60_000, interval: 100 };
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

const colleague = { id: 'lingyi', name: '凌一', password: '新来的人自己定口令' };

/** A data directory with two editors and one article. */
async function twoEditors(): Promise<{ readonly directory: string; readonly id: string }> {
  const { directory } = await foundedDirectory();
  const office = createOffice({ print: printOnce, directory });
  await signIn(office, 'wenhe');
  const given = '初次见面请多关照';
  value(await office.client.admitPerson({ ...colleague, password: given, roles: ['editor'] }));
  value(await office.client.signIn({ personId: colleague.id, password: given }));
  value(await office.client.changePassword({ password: given, next: colleague.password }));
  await signIn(office, 'wenhe');
  const content = articleContent('渡口的灯', '灯亮了。');
  const { id } = value(await office.client.createArticle({ content, images: {} }));
  office.close();
  return { directory, id };
}

async function openAs(page: Page, personId: string, password: string): Promise<void> {
  await signInAs(page, personId, password);
  await page.keyboard.press('Alt+2');
  await page.getByRole('option', { name: /渡口的灯/ }).click();
  await page.getByRole('textbox', { name: '稿件正文' }).waitFor();
}

async function switchPerson(page: Page): Promise<void> {
  await page.getByRole('button', { name: '切换用户' }).click();
  await page.getByLabel('口令', { exact: true }).waitFor();
}

test.skipIf(whyNot)(
  titled('an article another is writing is only read, taken over by a step of its own, and the other is told'),
  async () => {
    const { directory, id } = await twoEditors();
    const { page, pageErrors } = await openProgram(directory);
    await openAs(page, 'wenhe', passwordOf('wenhe'));
    await caretBehind(page, '灯亮了。');
    await page.keyboard.type('闻禾写的。');
    await expect.poll(() => savedLines(page, id), soon).toContain('灯亮了。闻禾写的。');
    await switchPerson(page);

    await openAs(page, colleague.id, colleague.password);
    await page.getByText(/^闻禾正在写这篇稿件，.*开始，最后保存.*还没有写完/).waitFor();
    await page.getByRole('option', { name: /闻禾正在写/ }).waitFor();
    const text = page.getByRole('textbox', { name: '稿件正文' });
    expect(await text.getAttribute('contenteditable')).not.toBe('true');
    expect(await page.getByRole('button', { name: '定稿', exact: true }).count()).toBe(0);
    await picture(page, 'articles-held');
    await page.getByRole('button', { name: '接手' }).click();
    const question = page.getByRole('dialog', { name: '接手闻禾正在写的稿件？' });
    await question.getByRole('button', { name: '接手' }).click();
    await page.getByText('已接手，闻禾写的内容留在“版本”里。').waitFor();
    await page.getByRole('tab', { name: '版本' }).click();
    await page.getByText('交接前：闻禾').waitFor();
    await caretBehind(page, '闻禾写的。');
    for (let count = 0; count < 5; count += 1) await page.keyboard.press('Backspace');
    await page.keyboard.type('凌一改的。');
    await expect.poll(() => savedLines(page, id), soon).toContain('灯亮了。凌一改的。');
    await switchPerson(page);

    await signInAs(page, 'wenhe', passwordOf('wenhe'));
    await page.keyboard.press('Alt+2');
    await page.getByRole('option', { name: /已由凌一接手/ }).click();
    await page.getByText(/^这篇稿件已由凌一在.*接手。您写的内容留作第2版。$/).waitFor();
    await page.getByRole('button', { name: '与现在的文字比较' }).click();
    const compared = page.getByRole('dialog', { name: /第2版/ });
    await compared.locator('del', { hasText: '闻禾写' }).waitFor();
    await compared.locator('ins', { hasText: '凌一改' }).waitFor();
    await picture(page, 'articles-taken-over');
    await compared.getByRole('button', { name: '关闭' }).last().click();
    await page.getByRole('button', { name: '知道了' }).click();
    await page
      .getByText(/已由凌一/)
      .first()
      .waitFor({ state: 'detached' });
    // The colleague is not finished either: it goes the same way back.
    await page.getByText(/^凌一正在写这篇稿件/).waitFor();
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled('what was typed before a take-over became known is kept and set over the other text by choice'),
  async () => {
    const { directory, id } = await twoEditors();
    const { page } = await openProgram(directory);
    await openAs(page, 'wenhe', passwordOf('wenhe'));
    // Another window of the same person writes on from the same base.
    const elsewhere = articleContent('渡口的灯', '别处写的。');
    await page.evaluate(
      ([one, content]) =>
        window.neikan
          .call('saveArticle', { id: one, baseVersion: 1, baseSaves: 1, content })
          .then((answer) => answer.ok),
      [id, elsewhere] as const,
    );
    await caretBehind(page, '灯亮了。');
    await page.keyboard.type('这里写的。');
    await page.getByRole('button', { name: '保存我的' }).click();
    await page.getByText('您的内容已存为最新一版').waitFor();
    expect(await savedLines(page, id)).toContain('灯亮了。这里写的。');
    await page.getByRole('tab', { name: '版本' }).click();
    await page.getByRole('button', { name: /第2版.*别处保存的版本/ }).click();
    await page.getByRole('dialog').getByText('别处写的。').waitFor();
  },
);
