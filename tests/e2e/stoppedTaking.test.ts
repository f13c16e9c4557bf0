import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { joinedOffices } from '../office/handover/joinedOffices.ts';
import { largeIssue } from '../office/handover/largeIssue.ts';
import { value } from '../office/office/foundedOffice.ts';
import { openBases } from '../office/office/openBases.ts';
import { signInByKeys, soon, tabTo } from './byKeys.ts';
import { whyNoDisplay } from './display.ts';
import { examine } from './examine.ts';
import { chooseFolder, openRegister } from './handoverSteps.ts';
import { openProgram } from './openProgram.ts';

const reason = whyNoDisplay();
if (reason) console.log(`stopping what is taken skipped: ${reason}`);
/** Every byte is read, proved, opened and kept. */
const taken = { timeout: 120_000 };

test.skipIf(reason)(
  'taking is stopped in the midst of a package: nothing is taken, and both packages can be taken afterwards',
  { timeout: 600_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'neikan-medium-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const [editor, reviewer, ...more] = await joinedOffices(1);
    for (let count = 0; count < 2; count += 1) {
      const issueId = await largeIssue(editor.office, 8_000_000);
      const sending = { issueId, kind: 'submit' as const, machines: [reviewer.own.card], folder, medium: 'U盘07' };
      value(await editor.office.client.writePackage(sending));
    }
    for (const { office } of [editor, reviewer, ...more]) office.close();
    const files = readdirSync(folder);
    expect(files).toHaveLength(2);

    const { page, pageErrors, host, ended } = await openProgram(reviewer.directory);
    await signInByKeys(page, 'qiaoyi');
    await openRegister(page);
    await tabTo(page, '从介质收…');
    await page.keyboard.press('Enter');
    await chooseFolder(page, folder, '看这里有什么');
    const take = page.getByRole('dialog', { name: '从介质收' });
    await take.getByLabel('介质编号').fill('U盘07');
    await page.keyboard.press('Enter');
    await take.getByRole('button', { name: '停止', exact: true }).click();
    await take.getByText('已停止，没有收完的一个不算收下。').waitFor(soon);
    await examine(page, 'stopped-taking');
    expect(await take.getByText(/^已收下/).count()).toBe(0);
    // No receipt was written, and what is on the medium stays.
    expect(readdirSync(folder)).toEqual(files);
    await take.getByRole('button', { name: '关闭' }).last().click();
    await page.getByText('登记簿里还没有交接包').waitFor(soon);

    await tabTo(page, '从介质收…');
    await page.keyboard.press('Enter');
    await chooseFolder(page, folder, '看这里有什么');
    await take.getByLabel('介质编号').fill('U盘07');
    await page.keyboard.press('Enter');
    await expect.poll(() => take.getByText(/^已收下：送审/).count(), taken).toBe(2);
    await expect.poll(() => readdirSync(folder).length, taken).toBe(4);
    expect(pageErrors).toEqual([]);
    await host.close();
    await ended;
    const { content } = await openBases(reviewer.directory, 'qiaoyi');
    const actions = content.prepare(
      "SELECT action, count(*) AS times FROM audit WHERE action LIKE '%akePackage' GROUP BY 1",
    );
    expect(actions.all()).toEqual([{ action: 'takePackage', times: 2 }]);
    content.close();
  },
);
