import { expect, test } from 'vitest';
import { createOffice } from '#office/office.ts';
import { withoutTriggers } from '#store/salvageBase.ts';
import { foundedDirectory, passwordOf, printOnce, publicationOf, signIn } from '../office/office/foundedOffice.ts';
import { openBases } from '../office/office/openBases.ts';
import { whyNoDisplay } from './display.ts';
import { openProgram, signInAs } from './openProgram.ts';
import { violations } from './violations.ts';
import { picture } from './wholeJob/window.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

test.skipIf(whyNot)(
  titled('an editor proposes other rules of a publication, and the security administrator is told and decides'),
  async () => {
    const { directory } = await foundedDirectory('strict');
    const office = createOffice({ print: printOnce, directory });
    await signIn(office, 'lubian');
    await publicationOf(office);
    office.close();
    const first = await openProgram(directory);
    await signInAs(first.page, 'lubian', passwordOf('lubian'));
    await first.page.keyboard.press('Alt+6');
    await first.page.getByRole('option', { name: '刊物' }).click();
    await first.page.getByText('由安全保密管理员确认以后才改变').waitFor();
    await first.page.getByLabel('可以纸质签批').check();
    await first.page.getByRole('button', { name: '保存刊物' }).click();
    await first.page.getByText('改动已提出，等安全保密管理员确认').waitFor();
    const waiting = first.page.getByRole('region', { name: '等着确认的规则改动' });
    await waiting.getByText('纸质签批：由“不可以”改为“可以”').waitFor();
    expect(await first.page.getByLabel('可以纸质签批').isChecked()).toBe(false);
    await picture(first.page, 'rules-proposed');
    expect(first.pageErrors).toEqual([]);
    await first.host.close();
    await first.ended;

    const second = await openProgram(directory);
    await signInAs(second.page, 'baomi', passwordOf('baomi'));
    await second.page.getByText('有1份刊物的规则改动等您确认').waitFor();
    await second.page.getByRole('option', { name: '刊物' }).click();
    const deciding = second.page.getByRole('region', { name: '等着确认的规则改动' });
    await deciding.getByRole('button', { name: '同意改动' }).waitFor();
    await picture(second.page, 'rules-deciding');
    expect(await violations(second.page)).toEqual([]);
    await deciding.getByRole('button', { name: '同意改动' }).click();
    await second.page.getByRole('dialog').getByRole('button', { name: '同意改动' }).click();
    await second.page.getByText('《澜溪信息》的规则已改动。').waitFor();
    await deciding.waitFor({ state: 'detached' });
    await expect.poll(() => second.page.getByLabel('可以纸质签批').isChecked()).toBe(true);
    expect(second.pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled('rules that were changed past the program are shown to the security administrator, who puts them back'),
  async () => {
    const { directory } = await foundedDirectory('strict');
    const office = createOffice({ print: printOnce, directory });
    await signIn(office, 'lubian');
    await publicationOf(office);
    office.close();
    const { register, close } = await openBases(directory, 'lubian');
    register.transaction(() =>
      withoutTriggers(register, () =>
        register.exec("UPDATE publications SET settings = json_set(settings, '$.markingRule', 'all')"),
      ),
    )();
    close();
    const { page, pageErrors } = await openProgram(directory);
    await signInAs(page, 'baomi', passwordOf('baomi'));
    await page.getByText('刊物《澜溪信息》的标识登记与陆编').first().waitFor();
    await page.getByRole('option', { name: '刊物' }).click();
    const fault = page.getByRole('region', { name: '规则要核对' });
    await fault.getByText('标识登记：确认过的是“只登记密级”，现在是“各种标识都登记”').waitFor();
    await picture(page, 'rules-fault');
    expect(await violations(page)).toEqual([]);
    await fault.getByRole('button', { name: '恢复确认过的' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: '恢复确认过的' }).click();
    await page.getByText('《澜溪信息》的规则已核对确认。').waitFor();
    await fault.waitFor({ state: 'detached' });
    expect(pageErrors).toEqual([]);
  },
);
