import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { joinedOffices } from '../office/handover/joinedOffices.ts';
import { take } from '../office/handover/lending.ts';
import { lendArticles, openArticle, write } from '../office/handover/lendingArticles.ts';
import { articleContent, finalArticle, passwordOf, value } from '../office/office/foundedOffice.ts';
import { soon, tabTo } from './byKeys.ts';
import { whyNoDisplay } from './display.ts';
import { savedArticle, savedLines } from './editedArticle.ts';
import { examine } from './examine.ts';
import { chooseFolder, openRegister } from './handoverSteps.ts';
import { openProgram, signInAs } from './openProgram.ts';
import { clickBehind } from './wholeJob/clickBehind.ts';

const reason = whyNoDisplay();
if (reason) console.log(`hand-over of articles skipped: ${reason}`);

test.skipIf(reason)(
  'articles are marked, go to another machine, are only read here, and stand in the list there with where they came from',
  { timeout: 600_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'neikan-medium-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const [editor, reviewer, ...more] = await joinedOffices(1);
    await finalArticle(editor.office, '甲篇');
    await finalArticle(editor.office, '乙篇');
    for (const { office } of [editor, reviewer, ...more]) office.close();

    const { page: here, pageErrors } = await openProgram(editor.directory);
    await signInAs(here, 'wenhe', passwordOf('wenhe'));
    await here.keyboard.press('Alt+2');
    await here.getByRole('option').filter({ hasText: '甲篇' }).click();
    await here.getByRole('button', { name: '取消定稿' }).waitFor(soon);
    await here.getByRole('button', { name: '交到另一台机器…' }).press('Enter');
    const send = here.getByRole('dialog', { name: '交到另一台机器' });
    await send.getByText('哪些稿件（已选1篇）').waitFor(soon);
    await send.getByRole('checkbox', { name: /^乙篇\s+闻禾.*保存$/ }).check();
    await send.getByText('哪些稿件（已选2篇）').waitFor(soon);
    await send.getByRole('button', { name: '选文件夹…' }).press('Enter');
    await chooseFolder(here, folder, '写到这里');
    await send.getByLabel('介质编号').fill('U盘07');
    await send.getByText(/^打成交接包约.*KB。$/).waitFor(soon);
    await examine(here, 'articles-send');
    await send.getByRole('button', { name: '写出' }).press('Enter');
    await here.getByText(/^已写给“审核机”，共.*，读回核对无误。$/).waitFor(soon);
    expect(readdirSync(folder)).toHaveLength(1);
    await here.getByText(/^在“审核机”（.*起）$/).waitFor(soon);
    expect(await here.getByRole('option').filter({ hasText: '在“审核机”' }).count()).toBe(2);
    expect(await here.getByRole('button', { name: '取消定稿' }).count()).toBe(0);
    expect(await here.getByRole('button', { name: '搁置' }).count()).toBe(0);
    await here.getByText(/^由闻禾交出　还没有回执/).waitFor(soon);
    await examine(here, 'articles-lent');
    await here.getByRole('tab', { name: '批注' }).click();
    await here.getByText(/^稿件在别的机器上，这里的批注只能看。/).waitFor(soon);
    expect(await here.getByRole('button', { name: '加批注' }).isDisabled()).toBe(true);
    const kinds = here.getByLabel('显示哪些稿件');
    await kinds.selectOption('未入刊');
    await here.getByText('没有相符的稿件').waitFor(soon);
    await kinds.selectOption('在别的机器');
    await here.getByRole('option', { name: /甲篇/ }).waitFor(soon);
    await kinds.selectOption('全部');

    const { page: there, pageErrors: errorsThere } = await openProgram(reviewer.directory);
    await signInAs(there, 'wenhe', passwordOf('wenhe'));
    await openRegister(there);
    await tabTo(there, '从介质收…');
    await there.keyboard.press('Enter');
    await chooseFolder(there, folder, '看这里有什么');
    const taking = there.getByRole('dialog', { name: '从介质收' });
    await taking.getByLabel('介质编号').fill('U盘07');
    await taking.getByRole('button', { name: '收下1个' }).press('Enter');
    await taking.getByText(/^已收下：稿件，由“编辑机”的闻禾写出。“.篇”“.篇”已放入“稿件”，在本机改。/).waitFor(soon);
    await taking.getByText('回执已写到同一个文件夹，请带回去。').waitFor(soon);
    await there.getByText('由“编辑机”第1包写').waitFor(soon);
    await examine(there, 'articles-taken');
    await taking.getByRole('button', { name: '打开“甲篇”' }).press('Enter');
    await there.getByText(/^由“编辑机”送来（.*收下）$/).waitFor(soon);
    await there.getByRole('button', { name: '取消定稿' }).waitFor(soon);
    await examine(there, 'articles-came');

    // Lost on the way back, an article is taken back for a reason.
    await here.getByRole('button', { name: '作为丢失收回…' }).press('Enter');
    const reclaim = here.getByRole('dialog', { name: '作为丢失收回' });
    await reclaim.getByLabel('原因').fill('介质在路上丢失');
    await reclaim.getByLabel('您的口令').fill(passwordOf('wenhe'));
    await reclaim.getByRole('button', { name: '收回', exact: true }).press('Enter');
    await here.getByText('这篇稿件已收回，在本机改。').waitFor(soon);
    await here.getByRole('button', { name: '取消定稿' }).waitFor(soon);
    await here.getByRole('button', { name: '交出…' }).press('Enter');
    await here.getByText('哪些稿件（已选0篇）').waitFor(soon);
    expect(await here.getByRole('dialog').getByLabel('乙篇').count()).toBe(0);
    expect([...pageErrors, ...errorsThere]).toEqual([]);
  },
);

test.skipIf(reason)(
  'of an article that two machines changed what is typed is saved before the choice, and the chosen text is written on',
  { timeout: 600_000 },
  async () => {
    const [editor, reviewer, ...more] = await joinedOffices(2);
    const id = await openArticle(editor, '丙篇');
    await take(reviewer, await lendArticles(editor, reviewer, id));
    await write(reviewer, id, '审核机上改的。');
    const password = passwordOf('wenhe');
    value(await editor.office.client.reclaimArticle({ id, reason: '介质丢失', password }));
    await write(editor, id, '编辑机上改的。');
    await take(editor, await lendArticles(reviewer, editor, id));
    for (const { office } of [editor, reviewer, ...more]) office.close();

    const { page, pageErrors } = await openProgram(editor.directory);
    await signInAs(page, 'wenhe', password);
    await page.keyboard.press('Alt+2');
    await page.getByRole('option', { name: /丙篇/ }).click();
    const part = page.getByRole('region', { name: '两边都改过的稿件' });
    await part.getByText('丙篇').waitFor(soon);
    await page.getByRole('button', { name: '交出…' }).press('Enter');
    const send = page.getByRole('dialog', { name: '交到另一台机器' });
    await send.getByText('两边都改过，先定下用哪一份才能交出').waitFor(soon);
    expect(await send.getByRole('checkbox', { name: /丙篇/ }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');

    await clickBehind(page, '编辑机上改的。');
    await page.keyboard.insertText('又添一句。');
    await part.getByRole('button', { name: '用“审核机”的一份' }).press('Enter');
    await part.waitFor({ state: 'detached', ...soon });
    const text = page.getByRole('textbox', { name: '稿件正文' });
    await text.getByText('审核机上改的。').waitFor(soon);
    const versions = await page.evaluate(async (article) => {
      const list = await window.neikan.call('listArticleVersions', { id: article });
      const numbers = list.ok ? (list.value as readonly { readonly version: number }[]) : [];
      const read = ({ version }: { readonly version: number }) =>
        window.neikan.call('readArticleVersion', { id: article, version });
      return JSON.stringify(await Promise.all(numbers.map(read)));
    }, id);
    expect(versions).toContain('又添一句。');
    await clickBehind(page, '审核机上改的。');
    await page.keyboard.insertText('接着写。');
    await expect.poll(() => savedLines(page, id), soon).toContain('审核机上改的。接着写。');

    // What was saved elsewhere meanwhile keeps this text from the disk, and so from another machine.
    const { version } = await savedArticle(page, id);
    await page.evaluate(
      ([article, baseVersion, content]) =>
        window.neikan.call('saveArticle', { id: article, baseVersion, content }).then((answer) => answer.ok),
      [id, version, articleContent('丙篇', '别处写的。')] as const,
    );
    await page.keyboard.insertText('没有存上。');
    await page.getByRole('button', { name: '保存我的' }).waitFor(soon);
    await page.getByRole('button', { name: '交出…' }).press('Enter');
    await page.getByText('有内容没有保存，现在不能交出。请先保存好，再交出。').waitFor(soon);
    expect(await send.count()).toBe(0);
    expect(pageErrors).toEqual([]);
  },
);
