import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createOffice } from '#office/office.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import {
  finalArticle,
  foundedDirectory,
  issueOf,
  passwordOf,
  printOnce,
  signIn,
  strictStaff,
  value,
} from '../office/office/foundedOffice.ts';
import { openBases } from '../office/office/openBases.ts';
import { whyNoDisplay } from './display.ts';
import { openProgram, signInAs } from './openProgram.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

/** Every action of the system's screens that belongs to somebody, and to whom. */
const actions: readonly (readonly [section: string, button: string, roles: readonly Role[]])[] = [
  ['人员和岗位', '增加人员', ['systemAdministrator']],
  ['人员和岗位', '办理离任', ['systemAdministrator']],
  ['人员和岗位', '重发恢复码…', ['systemAdministrator', 'securityAdministrator']],
  ['人员和岗位', '调整岗位', ['securityAdministrator']],
  ['刊物', '保存刊物', ['editor']],
  ['报送单位', '增加单位', ['editor']],
  ['用语', '增加用语', ['editor', 'reviewer']],
  ['安全设置', '保存设置', ['securityAdministrator']],
  ['机器', '做名片…', ['editor', 'reviewer', 'signer', 'archivist']],
  ['机器', '收下名片…', ['securityAdministrator']],
  ['审计', '封存…', ['auditor']],
  ['审计', '用封存文件核对…', ['auditor']],
  ['审计', '校验审计', ['auditor']],
  ['备份', '现在备份…', ['systemAdministrator']],
  ['未联网', '', []],
  ['外观和习惯', '', []],
  ['关于', '', []],
];
const sections = [...new Set(actions.map(([section]) => section))];

/** The places of the rail; who does not read manuscripts is led to the last of them only. */
const places = 6;
const editorial: readonly Role[] = ['editor', 'reviewer', 'signer', 'archivist'];

async function settled(page: Page): Promise<void> {
  await page.locator('.shell-loading').waitFor({ state: 'hidden' });
  await page.waitForLoadState();
}

/** Which of the actions stand on the screens of the system for whoever is signed in. */
async function offeredIn(page: Page): Promise<readonly string[]> {
  const offered: string[] = [];
  for (const section of sections) {
    await page.locator('.list [role=option]').getByText(section, { exact: true }).click();
    await page.getByRole('heading', { name: section, exact: true }).waitFor();
    await page.waitForTimeout(400);
    for (const [where, button] of actions) {
      if (where !== section || button === '') continue;
      if ((await page.getByRole('button', { name: button, exact: true }).count()) > 0)
        offered.push(`${section} ${button}`);
    }
  }
  return offered;
}

test.skipIf(whyNot)(
  titled('each role is offered its own actions and no others, and no screen it opens asks for what it may not have'),
  { timeout: 600_000 },
  async () => {
    const { directory } = await foundedDirectory('strict');
    const office = createOffice({ print: printOnce, directory });
    await signIn(office, 'lubian');
    const { id } = await finalArticle(office);
    const issue = await issueOf(office, [id]);
    value(await office.client.submitIssue({ id: issue.summary.id, contentHash: issue.contentHash }));
    office.close();
    const { page, pageErrors } = await openProgram(directory);
    const { register } = await openBases(directory, 'lubian');
    for (const person of strictStaff) {
      const [role] = person.roles;
      if (!role) throw new Error('everybody has a role');
      await signInAs(page, person.id, passwordOf(person.id));
      const isEditorial = editorial.includes(role);
      expect(await page.locator('.rail-place').count(), role).toBe(isEditorial ? places : 1);
      for (let place = 1; place <= places; place += 1) {
        await page.keyboard.press(`Alt+${place}`);
        await settled(page);
        // What is in a list is opened, as one who looks round would.
        const first = page.locator('.list [role=option]').first();
        if (place < places && (await first.count()) > 0) await first.click();
        await page.waitForTimeout(400);
      }
      const expected = actions.flatMap(([section, button, roles]) =>
        roles.includes(role) ? [`${section} ${button}`] : [],
      );
      expect(await offeredIn(page), role).toEqual(expected);
      await page.getByRole('button', { name: '切换用户' }).click();
      await page.getByLabel('口令', { exact: true }).waitFor();
    }
    const refused = register
      .prepare("SELECT person, subject, details FROM audit WHERE action = 'refusedByRole' ORDER BY sequence")
      .all();
    expect(refused).toEqual([]);
    expect(pageErrors).toEqual([]);
  },
);
