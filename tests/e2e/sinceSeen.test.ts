import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createOffice } from '#office/office.ts';
import { articleContent, passwordOf, printOnce, signIn, value } from '../office/office/foundedOffice.ts';
import { tabTo } from './byKeys.ts';
import { whyNoDisplay } from './display.ts';
import { dress } from './dress.ts';
import { openProgram, signInAs } from './openProgram.ts';
import { directoryWithSubmittedIssue } from './reviewedIssue.ts';
import { violations } from './violations.ts';
import { picture } from './wholeJob/window.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

/** An issue that 乔一 has seen and returned, and that 闻禾 has changed since: a text, the order, an article more, the copies. */
async function directoryWithChangedIssue(): Promise<string> {
  const { directory, issueId: id } = await directoryWithSubmittedIssue();
  const office = createOffice({ print: printOnce, directory });
  const { client } = office;
  try {
    await signIn(office, 'qiaoyi');
    const { contentHash, document } = value(await client.openIssue({ id }));
    value(await client.recordIssueView({ id, contentHash }));
    value(await client.returnIssue({ id, reason: '数字请核实' }));
    await signIn(office, 'wenhe');
    const [one, two] = document.articles;
    if (!one || !two) throw new Error('the issue has two articles');
    const { version } = value(await client.reopenArticle({ id: two.id }));
    const { id: _id, ...content } = two;
    const text = '南坪镇组织四百余人清理沟渠，春灌前全部通水，惠及农田一万二千亩。群众称好。';
    const saved = value(
      await client.saveArticle({
        id: two.id,
        baseVersion: version,
        content: { ...content, body: [{ role: 'paragraph', inlines: [{ text }] }] },
        images: {},
      }),
    );
    value(await client.finalizeArticle({ id: two.id, baseVersion: saved.version }));
    const more = value(
      await client.createArticle({ content: articleContent('渡口的服务点', '渡口每周办公三天。'), images: {} }),
    );
    value(await client.finalizeArticle({ id: more.id, baseVersion: more.version }));
    const { marking, reportTo, copyTo, sendTo } = document;
    const draft = value(await client.readIssue({ id }));
    const fields = { marking, reportTo, copyTo, sendTo, copies: 80, articleIds: [two.id, one.id, more.id] };
    const { contentHash: changed } = value(
      await client.saveIssue({ id, baseContentHash: draft.contentHash, ...fields }),
    );
    value(await client.submitIssue({ id, contentHash: changed }));
    return directory;
  } finally {
    office.close();
  }
}

async function sit(page: Page, personId: string): Promise<void> {
  await signInAs(page, personId, passwordOf(personId));
  await page.keyboard.press('Alt+4');
  await page
    .getByRole('option', { name: /澜溪信息/ })
    .first()
    .click();
  await page.getByRole('list', { name: '流程' }).waitFor();
}

test.skipIf(whyNot)(
  titled('a reviewer is told what changed since the issue was seen last, by whom, and that nothing did the next time'),
  async () => {
    const { page, pageErrors } = await openProgram(await directoryWithChangedIssue());
    await sit(page, 'qiaoyi');
    const tab = page.getByRole('tab', { name: '上次以来改动3篇' });
    await tab.waitFor();
    await page.getByText('自上次查看以来改动3篇，编排1处').first().waitFor();
    await tabTo(page, '看改动');
    await page.keyboard.press('Enter');
    const changed = page.getByRole('region', { name: '南坪镇整治沟渠保春灌' });
    await changed.locator('ins', { hasText: '群众称好。' }).waitFor();
    await changed.getByRole('button', { name: /“三”改为“四”.*闻禾/s }).waitFor();
    await page.getByRole('region', { name: '澜溪县开设村口服务点' }).getByText('由第1篇移到第2篇').waitFor();
    await page.getByRole('region', { name: '渡口的服务点' }).getByText('新编入').waitFor();
    const arranged = page.getByRole('region', { name: '编排' });
    expect(await arranged.innerText()).toMatch(/印数\s+（无） → 80份/);
    await arranged.getByText(/编排改动：闻禾/).waitFor();
    await picture(page, 'since-changed');
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 1366, height: 768 });
    await dress(page, { theme: 'dark', zoom: 1.5 });
    await picture(page, 'since-changed-dark-150');
    expect(await violations(page)).toEqual([]);
    await dress(page, { theme: 'light', zoom: 1 });
    // Against what the editor signed now there is no difference.
    await page.getByLabel('与哪一版相比').selectOption({ index: 1 });
    await page.getByText('这一期与那一版完全相同').waitFor();
    await page.getByRole('button', { name: '切换用户' }).click();
    await page.getByLabel('登录名', { exact: true }).waitFor();

    await sit(page, 'qiaoyi');
    await page.getByRole('tab', { name: '上次以来未改动' }).click();
    await page.getByRole('heading', { name: '自上次查看以来未改动' }).waitFor();
    await page.getByRole('button', { name: '审核通过' }).click();
    await page.getByText('现在等签发办理').waitFor();
    await page.getByRole('button', { name: '切换用户' }).click();
    await page.getByLabel('登录名', { exact: true }).waitFor();

    await sit(page, 'shenjun');
    await page.getByRole('tab', { name: '首次查看' }).click();
    await page.getByRole('heading', { name: '您是第一次查看这一期' }).waitFor();
    await picture(page, 'since-first');
    expect(pageErrors).toEqual([]);
  },
);
