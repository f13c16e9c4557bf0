import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { carryRegister, firstMachine, joinedTo } from '../office/handover/joining.ts';
import { openOffice, passwordOf, signIn, value } from '../office/office/foundedOffice.ts';
import { signInByKeys, soon } from './byKeys.ts';
import { whyNoDisplay } from './display.ts';
import { examine } from './examine.ts';
import { openRegister } from './handoverSteps.ts';
import { openProgram } from './openProgram.ts';

const reason = whyNoDisplay();
if (reason) console.log(`settling people and roles skipped: ${reason}`);

test.skipIf(reason)(
  'what two machines have changed of people and roles apart is shown person by person and settled in a dialog',
  { timeout: 600_000 },
  async () => {
    const first = await firstMachine();
    const second = await joinedTo(first.office);
    await signIn(first.office, 'wenhe');
    const password = '新来的人自己定口令';
    value(await first.office.client.admitPerson({ id: 'xinren', name: '辛仁', roles: ['editor'], password }));
    await signIn(first.office, 'qiaoyi');
    value(await first.office.client.setRoles({ personId: 'shenjun', roles: ['auditor'] }));
    await signIn(second.office, 'qiaoyi');
    value(await second.office.client.setRoles({ personId: 'shenjun', roles: ['signer', 'archivist', 'auditor'] }));
    value(await second.office.client.approveJoin({ card: first.card }));
    await carryRegister(first.office, second.office, second.card);
    second.office.close();

    const { page, pageErrors, host, ended } = await openProgram(second.directory);
    await signInByKeys(page, 'wenhe');
    await openRegister(page);
    await takeOver(page);
    const dialog = page.getByRole('dialog', { name: '两台机器各改了人员和岗位' });
    const rows = dialog.getByRole('row');
    await expect.poll(() => rows.count(), soon).toBe(3);
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringMatching(/人员\s+本机\s+“编辑机”\s+定下以后/),
      expect.stringMatching(/沈钧\s+签发、档案员、审计员\s+审计员/),
      expect.stringMatching(/辛仁\s+没有这个人\s+责任编辑\s+照“编辑机”/),
    ]);
    const choice = dialog.getByLabel('沈钧照哪一台');
    // Fewer rights are proposed; by the keyboard the other is chosen.
    expect(await choice.inputValue()).toBe('there');
    await choice.focus();
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => choice.inputValue(), soon).toBe('here');
    await dialog.getByText('要由安全保密管理员（乔一）定下').waitFor(soon);
    const settle = dialog.getByRole('button', { name: '定下并采用' });
    expect(await settle.isDisabled()).toBe(true);
    await examine(page, 'joining-parted');
    // Left without a decision, nothing has changed.
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count(), soon).toBe(0);
    await takeOver(page);
    // What was chosen before is forgotten; the other side than was proposed is chosen again.
    expect(await choice.inputValue()).toBe('there');
    await choice.focus();
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => choice.inputValue(), soon).toBe('here');
    await dialog.getByLabel('安全保密管理员的口令').fill(passwordOf('qiaoyi'));
    await settle.focus();
    await page.keyboard.press('Enter');
    await page.getByText('已采用：增加辛仁').waitFor(soon);
    const settled = [['签发', '档案员', '审计员'].sort(), ['责任编辑']];
    await expect.poll(() => rolesShown(page), soon).toEqual(settled);
    expect(pageErrors).toEqual([]);
    await host.close();
    await ended;

    // The other machine takes it without a choice of its own, and has the same roles.
    const there = openOffice(second.directory);
    await carryRegister(there, first.office, first.card);
    for (const office of [there, first.office]) office.close();
    const program = await openProgram(first.directory);
    await signInByKeys(program.page, 'wenhe');
    expect(await rolesShown(program.page)).toEqual([['审计员'], ['责任编辑']]);
    await openRegister(program.page);
    await takeOver(program.page);
    await program.page.getByText('已采用：岗位或口令有变动的沈钧').waitFor(soon);
    await expect.poll(() => rolesShown(program.page), soon).toEqual(settled);
    expect(program.pageErrors).toEqual([]);
  },
);

/** Takes over the register that came last. */
async function takeOver(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^采用登记…/ })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('button', { name: '采用', exact: true }).click();
}

/** The roles of 沈钧 and of 辛仁 that the window lists, in whatever order. */
async function rolesShown(page: Page): Promise<readonly (readonly string[])[]> {
  await page.keyboard.press('Alt+6');
  await page.getByRole('option', { name: '人员和岗位' }).click();
  const listed = async (name: string) => {
    const row = page.getByRole('listitem').filter({ has: page.locator('strong', { hasText: name }) });
    await row.waitFor(soon);
    return ((await row.locator('p').innerText()).split('　')[0] ?? '').split('、').sort();
  };
  return [await listed('沈钧'), await listed('辛仁')];
}
