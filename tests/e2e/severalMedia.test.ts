import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { drive } from '../office/handover/drive.ts';
import { joinedOffices } from '../office/handover/joinedOffices.ts';
import { largeIssue } from '../office/handover/largeIssue.ts';
import { focusIsOn, signInByKeys, soon, tabTo } from './byKeys.ts';
import { whyNoDisplay } from './display.ts';
import { examine } from './examine.ts';
import { chooseFolder, openFirstIssue, openRegister } from './handoverSteps.ts';
import { openProgram } from './openProgram.ts';

const reason = whyNoDisplay();
if (reason) console.log(`several media skipped: ${reason}`);
/** A volume is written, synced and read back. */
const written = { timeout: 60_000 };

test.skipIf(reason)(
  'a large package is written over three media, stopped once and written anew, and taken in from one drive',
  { timeout: 600_000 },
  async () => {
    const medium = drive();
    const [editor, reviewer, ...more] = await joinedOffices(1);
    await largeIssue(editor.office, 1_000_000);
    for (const { office } of [editor, reviewer, ...more]) office.close();

    const { page: here, pageErrors } = await openProgram(editor.directory);
    await signInByKeys(here, 'wenhe');
    const send = await beginWriting(here, medium.path, 'several-media-send');

    await send.getByText('第1卷（共3卷）已写好，读回核对无误。').waitFor(written);
    await examine(here, 'several-media-next');
    // Thought better of it: the first volume is taken back too, and it is said.
    await send.getByRole('button', { name: '停止', exact: true }).click();
    await send.getByText('已停止。取出的介质上已经写好的卷不成一包，收不进去，可以删掉。').waitFor(soon);
    expect(medium.files()).toEqual([]);
    await examine(here, 'several-media-stopped');

    await tabTo(here, '写出');
    await here.keyboard.press('Enter');
    await send.getByText('第1卷（共3卷）已写好，读回核对无误。').waitFor(written);
    const next = send.getByRole('region', { name: '换介质' });
    for (const volume of [2, 3]) {
      // The same medium once more is known.
      if (volume === 2) {
        await focusIsOn(here, '选文件夹…');
        await here.keyboard.press('Enter');
        await chooseFolder(here, medium.path, '写到这里');
        await next.getByLabel('介质编号').fill('光盘02');
        await here.keyboard.press('Enter');
        await next.getByText(/里是第1卷，介质还没有换/).waitFor(soon);
      } else {
        await next.getByText('第2卷（共3卷）已写好，读回核对无误。').waitFor(written);
        await focusIsOn(here, '选文件夹…');
        await here.keyboard.press('Enter');
        await chooseFolder(here, medium.path, '写到这里');
      }
      medium.change(`光盘0${volume - 1}`, `光盘0${volume}`);
      await next.getByLabel('介质编号').fill(`光盘0${volume}`);
      await here.keyboard.press('Enter');
    }
    await here.getByText(/^已写给“审核机”，共3卷、.*，读回核对无误。$/).waitFor(written);
    await openRegister(here);
    await here.getByText(/介质光盘01、光盘02、光盘03/).waitFor(soon);
    await examine(here, 'several-media-register');

    const { page: there, pageErrors: errorsThere } = await openProgram(reviewer.directory);
    await signInByKeys(there, 'qiaoyi');
    await openRegister(there);
    await tabTo(there, '从介质收…');
    await there.keyboard.press('Enter');
    await chooseFolder(there, medium.path, '看这里有什么');
    const take = there.getByRole('dialog', { name: '从介质收' });
    await take.getByText('还缺第1、2卷').waitFor(soon);
    const gather = async (volume: number) => {
      await take.getByLabel('介质编号').fill(`光盘0${volume}`);
      await take.getByRole('button', { name: `先收下第${volume}卷`, exact: true }).click();
    };
    const change = async (from: number, to: number) => {
      medium.change(`光盘0${from}`, `光盘0${to}`);
      await take.getByRole('button', { name: '换一个文件夹…' }).click();
      await chooseFolder(there, medium.path, '看这里有什么');
    };
    await take.getByLabel('介质编号').fill('光盘03');
    await examine(there, 'several-media-found');
    await gather(3);
    await take.getByText('已先收下第3卷；还缺第1、2卷；换上有其余各卷的介质，再换一个文件夹。').waitFor(written);
    await examine(there, 'several-media-gathered');
    await change(3, 1);
    await take.getByText('已先收下第3卷；还缺第2卷').waitFor(soon);
    await gather(1);
    await take.getByText(/^已先收下第1、3卷；还缺第2卷/).waitFor(written);
    await change(1, 2);
    await take.getByText(/送审/).waitFor(soon);
    await take.getByLabel('介质编号').fill('光盘02');
    await examine(there, 'several-media-whole');
    await there.keyboard.press('Enter');
    await take.getByText(/^已收下：送审/).waitFor(written);
    await take.getByText('回执已写到同一个文件夹，请带回去。').waitFor(soon);
    expect(medium.files()).toHaveLength(2);
    await there.keyboard.press('Escape');
    await there.getByText(/介质光盘03、光盘01、光盘02/).waitFor(soon);
    expect([...pageErrors, ...errorsThere]).toEqual([]);
  },
);

test.skipIf(reason)(
  'a lock while the next medium is waited for ends the writing, and the next sign-in says which issue stays and what is of no use',
  { timeout: 600_000 },
  async () => {
    const medium = drive();
    const [editor, ...more] = await joinedOffices(1);
    await largeIssue(editor.office, 1_000_000);
    for (const { office } of [editor, ...more]) office.close();

    const { page, pageErrors, ended } = await openProgram(editor.directory);
    await signInByKeys(page, 'wenhe');
    const send = await beginWriting(page, medium.path, 'several-media-begun');
    await send.getByText('第1卷（共3卷）已写好，读回核对无误。').waitFor(written);
    medium.change('光盘01', '光盘02');
    await page.keyboard.press('Control+l');
    // Every process ends with it, the office's too.
    await ended;
    expect(pageErrors).toEqual([]);

    const next = await openProgram(editor.directory);
    await signInByKeys(next.page, 'wenhe');
    await next.page
      .getByText(/锁定、退出或者断了电，没有写完：这一期没有交出，仍在本机办理。介质（光盘01）上已经写好的卷收不进去/)
      .waitFor(soon);
    await examine(next.page, 'several-media-cut-off');
    await openFirstIssue(next.page);
    await next.page.getByRole('button', { name: '交到另一台机器…' }).waitFor(soon);
    expect(next.pageErrors).toEqual([]);
  },
);

/** Opens the first issue and has it written onto media of one MB each, up to the press of Enter. */
async function beginWriting(page: Page, folder: string, picture: string): Promise<Locator> {
  await openFirstIssue(page);
  await page.getByRole('button', { name: '交到另一台机器…' }).click();
  const send = page.getByRole('dialog', { name: '交到另一台机器' });
  await send.waitFor(soon);
  await focusIsOn(page, '介质编号');
  await page.keyboard.insertText('光盘01');
  await tabTo(page, '选文件夹…', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await chooseFolder(page, folder, '写到这里');
  await send.getByText(/^打成交接包约\d[\d.]* MB。$/).waitFor(soon);
  await send.getByLabel('分成几卷写').click();
  await tabTo(page, '每卷不超过多少MB');
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('1');
  expect(await send.getByLabel('写完一卷换一个介质').isChecked()).toBe(true);
  await send.getByText(/^打成交接包约\d[\d.]* MB，要分成3卷。$/).waitFor(soon);
  await examine(page, picture);
  await page.keyboard.press('Enter');
  return send;
}
