import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createOffice, type Office } from '#office/office.ts';
import type { CommandInput } from '#shared/contract/contract.ts';
import {
  finalArticle,
  foundedDirectory,
  issueOf,
  printOnce,
  publicationOf,
  value,
} from '../office/office/foundedOffice.ts';
import { whyNoDisplay } from './display.ts';
import { dress } from './dress.ts';
import { openProgram, signInAs } from './openProgram.ts';
import { violations } from './violations.ts';
import { picture } from './wholeJob/window.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

const password = '每个人都记得住的口令';
const people: CommandInput<'foundOffice'>['people'] = [
  { id: 'xuyan', name: '许砚', roles: ['editor', 'archivist', 'systemAdministrator'], password },
  { id: 'linshu', name: '林疏', roles: ['reviewer', 'securityAdministrator'], password },
  { id: 'gaohe', name: '高禾', roles: ['reviewer'], password },
  { id: 'tangyi', name: '唐一', roles: ['reviewer', 'editor'], password },
  { id: 'weilan', name: '魏澜', roles: ['signer', 'auditor'], password },
];

/** An office with a publication and whatever else is done in it; nobody has it open afterwards. */
async function furnished(furnish: (office: Office) => Promise<void>): Promise<string> {
  const { directory } = await foundedDirectory('standard', people);
  const office = createOffice({ print: printOnce, directory });
  try {
    await signIn(office, 'xuyan');
    await publicationOf(office);
    await furnish(office);
    return directory;
  } finally {
    office.close();
  }
}

const signIn = async ({ client }: Office, personId: string) => value(await client.signIn({ personId, password }));

async function openFlow(page: Page): Promise<void> {
  await page.keyboard.press('Alt+6');
  await page.getByRole('option', { name: '刊物' }).click();
  await page.getByRole('heading', { name: '审签流程' }).scrollIntoViewIfNeeded();
}

const stations = (page: Page) => page.getByRole('list', { name: '各道手续' }).getByRole('listitem');
const labelOf = (page: Page, place: number) => stations(page).nth(place).getByLabel('名称', { exact: true });

test.skipIf(whyNot)(
  titled('an editor makes a flow of five by keys and pointer, sees it drawn, and cannot save what nobody can hold'),
  async () => {
    const { page, pageErrors } = await openProgram(await furnished(async () => {}));
    await signInAs(page, 'xuyan', password);
    await openFlow(page);
    const save = page.getByRole('button', { name: '保存刊物' });
    const drawn = async () => await page.getByRole('img', { name: /^流程图/ }).getAttribute('aria-label');
    expect(await drawn()).toContain('责任编辑，然后审核，然后签发');

    await page.getByRole('button', { name: '加一道审核' }).click();
    await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('初审');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('审核');
    await page.getByText('有两道都叫“审核”，请改一个。').first().waitFor();
    expect(await save.isDisabled()).toBe(true);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('初审');
    await page.keyboard.press('Alt+ArrowUp');
    expect(await labelOf(page, 1).inputValue()).toBe('初审');
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('初审');

    await page.getByRole('button', { name: '加一道会签' }).click();
    await page.getByText('请选会签的人。').waitFor();
    expect(await save.isDisabled()).toBe(true);
    await page.getByRole('group', { name: '指定的人' }).getByLabel('高禾').check();
    await page.getByRole('group', { name: '指定的人' }).getByLabel('林疏').check();
    // Of three reviewers two are named, and each of the two other stations needs one more.
    await page.getByText('“会签”分不出人来办').waitFor();
    await page.getByRole('button', { name: '去掉“审核”' }).click();
    await page.getByText('已去掉“审核”。').waitFor();
    await expect.poll(() => page.getByText('分不出人来办').count()).toBe(0);
    await page.getByRole('button', { name: '撤销' }).click();
    expect(await labelOf(page, 2).inputValue()).toBe('审核');
    await page.getByRole('button', { name: '去掉“审核”' }).click();
    await page.getByRole('button', { name: '把“会签”往前移' }).click();
    expect(await drawn()).toContain('责任编辑，然后会签（高禾、林疏同时会签），然后初审，然后签发');

    await page.getByRole('heading', { name: '审签流程' }).scrollIntoViewIfNeeded();
    await picture(page, 'flow-light-100');
    for (const [theme, zoom] of [
      ['dark', 1],
      ['light', 1.5],
      ['dark', 1.5],
    ] as const) {
      await dress(page, { theme, zoom });
      await page.getByRole('img', { name: /^流程图/ }).scrollIntoViewIfNeeded();
      await picture(page, `flow-${theme}-${zoom * 100}`);
      await stations(page).nth(2).scrollIntoViewIfNeeded();
      await picture(page, `flow-${theme}-${zoom * 100}-stations`);
      expect(await violations(page)).toEqual([]);
    }
    await dress(page, { theme: 'light', zoom: 1 });
    await save.click();
    await page.getByText('《澜溪信息》已保存。').waitFor();
    await page.getByRole('option', { name: '报送单位' }).click();
    await page.getByRole('option', { name: '刊物' }).click();
    await expect.poll(() => stations(page).count()).toBe(4);
    expect(await labelOf(page, 1).inputValue()).toBe('会签');
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled('an issue goes through its own stations: 会签 by two, and back to 初审 with a reason'),
  async () => {
    const directory = await furnished(async (office) => {
      const { client } = office;
      const { id, name, settings } = await publicationOf(office);
      const flow = [
        { kind: 'responsibleEditor' as const, label: '责任编辑' },
        { kind: 'reviewer' as const, label: '初审' },
        {
          kind: 'countersigner' as const,
          label: '会签',
          signers: { kind: 'people' as const, people: ['gaohe', 'tangyi'] },
        },
        { kind: 'signer' as const, label: '签批' },
      ];
      value(await client.savePublication({ id, name, settings: { ...settings, flow } }));
      const { summary, contentHash } = await issueOf(office, [(await finalArticle(office)).id]);
      value(await client.submitIssue({ id: summary.id, contentHash, opinion: '请审核' }));
    });
    const { page, pageErrors } = await openProgram(directory);
    const sit = async (personId: string) => {
      await signInAs(page, personId, password);
      await page.getByRole('navigation', { name: '去处' }).getByRole('button', { name: /审签/ }).click();
      await page
        .getByRole('option', { name: /澜溪信息/ })
        .first()
        .click();
      await page.getByRole('list', { name: '流程' }).waitFor();
    };
    const leave = async () => {
      await page.getByRole('button', { name: '切换用户' }).click();
      await page.getByLabel('登录名', { exact: true }).waitFor();
    };

    await sit('linshu');
    await page.getByRole('button', { name: '初审通过' }).click();
    await page.getByText('已办理：初审通过。').waitFor();
    await leave();

    await sit('gaohe');
    await page.getByText('现在等会签（高禾、唐一）').waitFor();
    await picture(page, 'flow-countersign');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: '会签', exact: true }).click();
    await page.getByText('现在等会签（唐一）办理。').waitFor();
    await page.getByRole('tab', { name: '等我办理（0）' }).waitFor();
    await leave();

    await sit('tangyi');
    await page.getByRole('button', { name: '会签', exact: true }).click();
    await page.getByText('现在等签批办理。').waitFor();
    await picture(page, 'flow-steps');
    await leave();

    await sit('weilan');
    await page.getByRole('button', { name: '退回修改' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('已有的签署作废').waitFor();
    await dialog.getByLabel('退回到').selectOption({ label: '初审' });
    await dialog.getByText('初审、会签的签署作废，由初审重新办理').waitFor();
    await dialog.getByLabel('退回的原因（必填）').fill('第一篇的数字请初审再核');
    await picture(page, 'flow-return');
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: '退回', exact: true }).click();
    await page.getByText('已办理：退回初审。').waitFor();
    await page.getByRole('list', { name: '流程' }).getByText('第一篇的数字请初审再核').waitFor();
    await page.getByText('现在等初审办理。').waitFor();
    await picture(page, 'flow-returned');
    expect(await violations(page)).toEqual([]);
    await leave();

    await sit('linshu');
    await page.getByRole('tab', { name: '等我办理（1）' }).waitFor();
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled('a void number stands in 断号簿 with who, when and why, and is saved as a text'),
  async () => {
    const directory = await furnished(async (office) => {
      const { client } = office;
      const { summary, contentHash } = await issueOf(office, [(await finalArticle(office)).id]);
      const step = { id: summary.id, contentHash };
      value(await client.submitIssue(step));
      await signIn(office, 'linshu');
      value(await client.passIssue(step));
      await signIn(office, 'weilan');
      const { issueHash } = value(await client.prepareRelease(step));
      value(await client.releaseIssue({ id: step.id, issueHash, password }));
    });
    const { page, pageErrors } = await openProgram(directory);
    await signInAs(page, 'weilan', password);
    await page.keyboard.press('Alt+5');
    await page.getByRole('button', { name: '断号簿' }).click();
    await page.getByText('没有断号').waitFor();
    await page.getByRole('option', { name: /第5期/ }).click();
    await page.getByRole('button', { name: '作废', exact: true }).click();
    await page.getByRole('dialog').getByLabel('作废的原因（必填）').fill('刊名印错');
    await page.getByRole('dialog').getByRole('button', { name: '作废', exact: true }).click();
    await page.getByText('期号记入断号簿。').waitFor();
    await page.getByRole('button', { name: '断号簿' }).click();
    const row = page.getByRole('row', { name: /第5期/ });
    await row.getByText('刊名印错').waitFor();
    await row.getByText('魏澜').waitFor();
    await picture(page, 'void-numbers');
    await dress(page, { theme: 'dark', zoom: 1.5 });
    await picture(page, 'void-numbers-dark-150');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: '导出为文本' }).click();
    await page.getByRole('dialog', { name: '导出为文本' }).waitFor();
    expect(pageErrors).toEqual([]);
  },
);
