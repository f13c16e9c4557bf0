import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import { bringRegister, firstMachine, joinedTo } from '../office/handover/joining.ts';
import { publicationOf, signIn, value } from '../office/office/foundedOffice.ts';
import { signInByKeys, soon } from './byKeys.ts';
import { whyNoDisplay } from './display.ts';
import { examine } from './examine.ts';
import { openProgram } from './openProgram.ts';

const reason = whyNoDisplay();
if (reason) console.log(`settling rules skipped: ${reason}`);

test.skipIf(reason)(
  'where two machines have decided the rules of one publication apart both are shown, and one is taken for both machines',
  { timeout: 600_000 },
  async () => {
    const first = await firstMachine();
    const second = await joinedTo(first.office);
    const decide = async (office: Office, rules: object) => {
      await signIn(office, 'wenhe');
      const publication = await publicationOf(office);
      value(await office.client.savePublication({ ...publication, settings: { ...publication.settings, ...rules } }));
    };
    await decide(first.office, { allowsPaperSignOff: true });
    await decide(second.office, { markingRule: 'all' });
    expect(await bringRegister(first.office, second.office, second.card)).toMatchObject({ code: 'conflict' });
    second.office.close();

    const { page, pageErrors } = await openProgram(second.directory);
    await signInByKeys(page, 'wenhe');
    await page.getByText('请系统管理员到“系统—刊物”定下照哪边办').waitFor(soon);
    await page.keyboard.press('Alt+6');
    await page.getByRole('option', { name: '刊物', exact: true }).click();
    const open = page.getByRole('region', { name: '两台机器各定各的规则' });
    await open.getByText('标识登记：本机是“').waitFor(soon);
    await open.getByText('纸质签批：本机是“不可以”，“编辑机”是“可以”').waitFor(soon);
    await examine(page, 'rules-apart');
    await open.getByRole('button', { name: '照“编辑机”的' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('本机改用“编辑机”的规则').waitFor(soon);
    await examine(page, 'rules-apart-settle');
    await dialog.getByRole('button', { name: '照“编辑机”的' }).click();
    await page.getByText('《澜溪信息》的规则已经定下。').waitFor(soon);
    await open.waitFor({ state: 'detached' });
    await expect.poll(() => page.getByLabel('可以纸质签批').isChecked()).toBe(true);
    expect(pageErrors).toEqual([]);
  },
);
