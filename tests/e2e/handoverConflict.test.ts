import { expect, test } from 'vitest';
import { joinedOffices } from '../office/handover/joinedOffices.ts';
import { lend, rewrite, take } from '../office/handover/lending.ts';
import { draftIssue, finalArticle, issueOf, passwordOf, signIn, value } from '../office/office/foundedOffice.ts';
import { soon, tabTo } from './byKeys.ts';
import { whyNoDisplay } from './display.ts';
import { examine } from './examine.ts';
import { openProgram, signInAs } from './openProgram.ts';

const reason = whyNoDisplay();
if (reason) console.log(`conflicts of hand-over skipped: ${reason}`);

test.skipIf(reason)('what is lost with its medium is taken back for a reason and with the own password', async () => {
  const [editor, reviewer, ...more] = await joinedOffices(1);
  const { issue } = await draftIssue(editor.office);
  const { id } = issue.summary;
  value(await editor.office.client.submitIssue({ id, contentHash: issue.contentHash }));
  await lend(editor, reviewer, id);
  for (const { office } of [editor, reviewer, ...more]) office.close();

  const { page, pageErrors } = await openProgram(editor.directory);
  await signInAs(page, 'wenhe', passwordOf('wenhe'));
  await page.keyboard.press('Alt+3');
  await page.getByRole('option').first().click();
  await page.getByText('还没有回执', { exact: true }).waitFor(soon);
  await tabTo(page, '作为丢失收回…');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '作为丢失收回' });
  await dialog.getByLabel('原因').fill('介质在路上丢失');
  await dialog.getByLabel('您的口令').fill('不是我的口令');
  await page.keyboard.press('Enter');
  await dialog.getByRole('alert').waitFor(soon);
  await examine(page, 'handover-reclaim');
  await dialog.getByLabel('您的口令').fill(passwordOf('wenhe'));
  // The wait after a wrong password stands on the button, and passes.
  await dialog.getByRole('button', { name: '收回', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '交到另一台机器…' }).waitFor(soon);
  expect(pageErrors).toEqual([]);
});

test.skipIf(reason)(
  'an article that two machines have changed is compared, and the text that is to stand is chosen',
  async () => {
    const [editor, reviewer, ...more] = await joinedOffices(2);
    await signIn(editor.office, 'wenhe');
    const { id: articleId } = await finalArticle(editor.office, '丙篇');
    const { summary } = await issueOf(editor.office, [articleId]);
    await take(reviewer, await lend(editor, reviewer, summary.id));
    await rewrite(reviewer, articleId, '丙篇在审核机改过。');
    const password = passwordOf('wenhe');
    value(await editor.office.client.reclaimIssue({ id: summary.id, reason: '介质丢失', password }));
    await rewrite(editor, articleId, '丙篇在编辑机改过。');
    await take(editor, await lend(reviewer, editor, summary.id, { kind: 'return' }));
    for (const { office } of [editor, reviewer, ...more]) office.close();

    const { page, pageErrors } = await openProgram(editor.directory);
    await signInAs(page, 'wenhe', password);
    const notice = page.getByRole('region', { name: '交接提醒' });
    await notice.getByText('有1篇稿件两台机器上都改过，要定下用哪一份。').waitFor(soon);
    await notice.getByRole('button', { name: '去看' }).press('Enter');
    const part = page.getByRole('region', { name: '两边都改过的稿件' });
    await part.getByText('丙篇').waitFor(soon);
    await examine(page, 'handover-unresolved');
    await part.getByRole('button', { name: '比较“丙篇”的两份' }).press('Enter');
    await page.getByRole('dialog').locator('ins', { hasText: '编辑' }).first().waitFor(soon);
    await examine(page, 'handover-compared');
    await page.keyboard.press('Escape');
    await part.getByRole('button', { name: '用“审核机”的一份' }).press('Enter');
    await page.getByText('“丙篇”已定下，另一份留在版本里。').waitFor(soon);
    await part.waitFor({ state: 'detached' });
    expect(pageErrors).toEqual([]);
  },
);
