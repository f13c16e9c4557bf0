import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { inlineText } from '#shared/issue/inline.ts';
import { articleContent, foundedDirectory, openOffice, signIn, value } from '../office/office/foundedOffice.ts';
import { compose } from './compose.ts';
import { whyNoDisplay } from './display.ts';
import { openArticle, savedLines, signInAndOpen } from './editedArticle.ts';
import { dataDirectory, openProgram } from './openProgram.ts';
import { smallDisk, whyNoSmallDisk } from './smallDisk.ts';
import { clickBehind } from './wholeJob/clickBehind.ts';

const whyNot = whyNoDisplay();
const titled = (title: string, reason = whyNot) => (reason ? `${title} (skipped: ${reason})` : title);
const soon = { timeout: 60_000, interval: 200 };

/** The window's own close button. */
const close = (page: Page) => page.close({ runBeforeUnload: true });

test.skipIf(whyNot)(titled('closing while one types saves what stands there, the word being chosen too'), async () => {
  const { page, id, directory, ended } = await openArticle(articleContent('渡口的灯', '灯亮了。'));
  await clickBehind(page, '灯亮了。');
  await page.keyboard.insertText('夜里');
  await compose(page, 'shou');
  await close(page);
  expect(await ended).toEqual({ ok: true, value: 'quit' });
  const office = openOffice(directory);
  await signIn(office, 'wenhe');
  const { content } = value(await office.client.readArticle({ id }));
  expect(content.body.map((block) => ('inlines' in block ? inlineText(block.inlines) : ''))).toEqual([
    '灯亮了。夜里shou',
  ]);
});

test.skipIf(whyNot)(titled('closing with a form half filled asks, and both answers are kept to'), async () => {
  const { page, ended } = await openProgram(dataDirectory());
  await page.getByLabel('编辑部名称').fill('柳湾区委办公室');
  await close(page);
  const question = page.getByRole('dialog', { name: '有内容没有保存' });
  await question.getByRole('button', { name: '不做' }).click();
  await question.waitFor({ state: 'detached' });
  expect(await page.getByLabel('编辑部名称').inputValue()).toBe('柳湾区委办公室');
  await close(page);
  await question.getByRole('button', { name: '不保存，退出' }).click();
  expect(await ended).toEqual({ ok: true, value: 'quit' });
});

const noDisk = whyNot ?? whyNoSmallDisk();

test.skipIf(noDisk)(
  titled('the disk is full while one types: the window says so and keeps the text until there is room', noDisk),
  async () => {
    const founded = await foundedDirectory();
    const disk = smallDisk();
    const directory = join(disk.directory, 'data');
    cpSync(founded.directory, directory, { recursive: true });
    const office = openOffice(directory);
    await signIn(office, 'wenhe');
    const { id } = value(
      await office.client.createArticle({ content: articleContent('渡口的灯', '灯亮了。'), images: {} }),
    );
    office.close();
    const { page, ended } = await openProgram(directory);
    await signInAndOpen(page, '渡口的灯');
    await clickBehind(page, '灯亮了。');
    disk.fill();
    let typed = '灯亮了。';
    const type = async (words: string) => {
      await page.keyboard.insertText(words);
      typed += words;
    };
    // The log of the base has room for a little more.
    const notice = page.getByText(/没有保存：.*您输入的内容还在/);
    for (let part = 1; !(await notice.isVisible()) && part <= 60; part += 1) {
      await type(`第${part}盏。${'渡口的灯一盏一盏亮起来。'.repeat(100)}`);
      await page.waitForTimeout(700);
    }
    await notice.waitFor();
    expect(await notice.innerText()).toMatch(/磁盘|空间/);
    // One goes on writing, and is not let go of the text: neither by another place nor by closing.
    await type('写到这里，盘满了。');
    await page.getByRole('navigation', { name: '去处' }).getByRole('button', { name: /刊期/ }).click();
    await close(page);
    const question = page.getByRole('dialog', { name: '有内容没有保存' });
    await question.getByRole('button', { name: '不做' }).click();
    const text = page.getByRole('textbox', { name: '稿件正文' });
    await text.getByText('写到这里，盘满了。').waitFor();
    expect(await savedLines(page, id)).not.toEqual(['渡口的灯', typed]);

    disk.makeRoom();
    await notice.waitFor({ state: 'detached' });
    await vi.waitFor(async () => expect(await savedLines(page, id)).toEqual(['渡口的灯', typed]), soon);
    await page.getByRole('status').filter({ hasText: '已保存' }).waitFor();
    await close(page);
    expect(await ended).toEqual({ ok: true, value: 'quit' });
  },
);
