import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createOffice } from '#office/office.ts';
import type { CommandInput } from '#shared/contract/contract.ts';
import { draftIssue, foundedDirectory, passwordOf, printOnce, staff, value } from '../office/office/foundedOffice.ts';
import { whyNoDisplay } from './display.ts';
import { dress } from './dress.ts';
import { openProgram, signInAs } from './openProgram.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

const colleague = {
  id: 'lubian',
  name: '陆编',
  roles: ['editor'],
  password: '日月之行若出其中',
} satisfies CommandInput<'foundOffice'>['people'][number];

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.NEIKAN_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}

test.skipIf(whyNot)(
  titled(
    'a reviewer lets a colleague act by the keyboard; the colleague passes the issue in that stead; it is revoked',
  ),
  async () => {
    const { directory } = await foundedDirectory('standard', [...staff, colleague]);
    const office = createOffice({ print: printOnce, directory });
    const { issue } = await draftIssue(office);
    value(await office.client.submitIssue({ id: issue.summary.id, contentHash: issue.contentHash }));
    office.close();
    const { page, pageErrors } = await openProgram(directory);
    const leave = async () => {
      await page.getByRole('button', { name: '切换用户' }).click();
      await page.getByLabel('登录名', { exact: true }).waitFor();
    };

    await signInAs(page, 'qiaoyi', passwordOf('qiaoyi'));
    await page.keyboard.press('Control+K');
    await page.keyboard.type('委托办理');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: '委托办理' });
    await dialog.getByText('还没有委托过别人。').waitFor();
    await dialog.getByText('本编辑部还没有委托。').waitFor();
    await picture(page, 'delegation-empty');
    await dialog.getByRole('button', { name: '新的委托' }).press('Enter');
    expect(await dialog.getByRole('button', { name: '委托', exact: true }).isDisabled()).toBe(true);
    await dialog.getByLabel('受委托的人').selectOption({ label: '陆编' });
    await dialog.getByLabel('到（含当天）').fill('2020-01-01');
    await dialog.getByText('截止日期早于开始日期。').waitFor();
    const today = await dialog.getByLabel('从').inputValue();
    await dialog.getByLabel('到（含当天）').fill(today);
    await picture(page, 'delegation-form');
    await dialog.getByRole('button', { name: '委托', exact: true }).press('Enter');
    await dialog.getByRole('region', { name: '我委托别人的' }).getByText('委托陆编').waitFor();
    await dialog
      .getByRole('region', { name: /全部委托/ })
      .getByText('乔一委托陆编')
      .waitFor();
    await picture(page, 'delegation-given');
    await dress(page, { theme: 'dark', zoom: 1.5 });
    await picture(page, 'delegation-given-dark-150');
    await dress(page, { theme: 'light', zoom: 1 });
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
    await leave();

    await signInAs(page, 'lubian', colleague.password);
    await page.keyboard.press('Alt+4');
    await page.getByRole('option', { name: /受乔一委托/ }).click();
    await page.getByText('签署写作“陆编（受乔一委托）”').waitFor();
    await page.getByRole('list', { name: '流程' }).waitFor();
    await picture(page, 'delegation-acting');
    await page.getByRole('button', { name: '审核通过' }).press('Enter');
    await page.getByRole('list', { name: '流程' }).getByText('陆编（受乔一委托）').waitFor();
    // Nobody has opened it yet: the delegate takes it back in the same stead, and passes it again.
    await page.getByText('您受乔一委托，可以代为取回').waitFor();
    await picture(page, 'delegation-passed');
    await page.getByRole('button', { name: '取回', exact: true }).press('Enter');
    await page.getByText('签署写作“陆编（受乔一委托）”').waitFor();
    const steps = page.getByRole('list', { name: '流程' }).getByRole('listitem');
    await steps.filter({ hasText: '取回' }).filter({ hasText: '陆编（受乔一委托）' }).waitFor();
    await page.getByRole('button', { name: '审核通过' }).press('Enter');
    await page.getByText('您受乔一委托，可以代为取回').waitFor();
    await leave();

    await signInAs(page, 'qiaoyi', passwordOf('qiaoyi'));
    await page.keyboard.press('Alt+6');
    await page.getByRole('option', { name: '人员' }).click();
    await page.getByRole('button', { name: '委托办理' }).click();
    await dialog.getByText('已代办3次').waitFor();
    await dialog.getByRole('button', { name: '撤销' }).click();
    await page.getByRole('dialog', { name: '撤销对陆编的委托' }).getByRole('button', { name: '撤销' }).click();
    await dialog.getByRole('region', { name: '我委托别人的' }).getByText('已撤销').waitFor();
    expect(await dialog.getByRole('button', { name: '撤销' }).count()).toBe(0);
    await picture(page, 'delegation-ended');
    expect(pageErrors).toEqual([]);
  },
);
