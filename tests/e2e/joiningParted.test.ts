import { expect, test } from 'vitest';
import { carryRegister, firstMachine, joinedTo } from '../office/handover/joining.ts';
import { passwordOf, signIn, value } from '../office/office/foundedOffice.ts';
import { focusIsOn, signInByKeys, soon } from './byKeys.ts';
import { whyNoDisplay } from './display.ts';
import { examine } from './examine.ts';
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
    await carryRegister(first.office, second.office, second.card);
    second.office.close();

    const { page, pageErrors } = await openProgram(second.directory);
    await signInByKeys(page, 'wenhe');
    await page.keyboard.press('Control+k');
    await focusIsOn(page, '查找命令');
    await page.keyboard.insertText('jjdjb');
    await page.getByRole('option', { name: '交接登记簿', selected: true }).waitFor(soon);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '采用登记…（第2条）' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '采用', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: '两边各改了人员和岗位' });
    const rows = dialog.getByRole('row');
    await expect.poll(() => rows.count(), soon).toBe(3);
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringMatching(/人员\s+本机\s+“编辑机”\s+定下以后/),
      expect.stringMatching(/沈钧\s+签发、档案员、审计员\s+审计员/),
      expect.stringMatching(/辛仁\s+没有这个人\s+责任编辑\s+照“编辑机”/),
    ]);
    const choice = dialog.getByLabel('沈钧照哪一边');
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
    await page.getByRole('button', { name: '采用登记…（第2条）' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '采用', exact: true }).click();
    await dialog.getByLabel('他的口令').fill(passwordOf('qiaoyi'));
    await settle.focus();
    await page.keyboard.press('Enter');
    await page.getByText('已采用：增加辛仁').waitFor(soon);
    expect(pageErrors).toEqual([]);
  },
);
