import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { joinedOffices } from '../office/handover/joinedOffices.ts';
import { finalArticle, passwordOf } from '../office/office/foundedOffice.ts';
import { soon, tabTo } from './byKeys.ts';
import { whyNoDisplay } from './display.ts';
import { examine } from './examine.ts';
import { chooseFolder, openRegister } from './handoverSteps.ts';
import { openProgram, signInAs } from './openProgram.ts';

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
    await send.getByLabel('乙篇').check();
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
    await examine(here, 'articles-lent');

    const { page: there, pageErrors: errorsThere } = await openProgram(reviewer.directory);
    await signInAs(there, 'wenhe', passwordOf('wenhe'));
    await openRegister(there);
    await tabTo(there, '从介质收…');
    await there.keyboard.press('Enter');
    await chooseFolder(there, folder, '看这里有什么');
    const take = there.getByRole('dialog', { name: '从介质收' });
    await take.getByLabel('介质编号').fill('U盘07');
    await take.getByRole('button', { name: '收下1个' }).press('Enter');
    await take.getByText(/^已收下：稿件，由“编辑机”的闻禾写出。“.篇”“.篇”已放入“稿件”，在本机改。/).waitFor(soon);
    await take.getByText('回执已写到同一个文件夹，请带回去。').waitFor(soon);
    await there.keyboard.press('Escape');
    await there.getByText('由“编辑机”第1包写').waitFor(soon);
    await there.keyboard.press('Alt+2');
    await there.getByRole('option').filter({ hasText: '甲篇' }).click();
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
