import { expect, test } from 'vitest';
import { createOffice } from '#office/office.ts';
import { foundedDirectory, passwordOf, printOnce, publicationOf, signIn } from '../office/office/foundedOffice.ts';
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
