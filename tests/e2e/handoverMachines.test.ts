import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { foundedDirectory } from '../office/office/foundedOffice.ts';
import { focusIsOn, signInByKeys, soon, tabTo } from './byKeys.ts';
import { whyNoDisplay } from './display.ts';
import { examine } from './examine.ts';
import { openProgram } from './openProgram.ts';

const reason = whyNoDisplay();
if (reason) console.log(`machines skipped: ${reason}`);

/** Chooses a section of the system by the arrows. */
async function openSection(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Alt+6');
  await focusIsOn(page, '系统的各项');
  await page.keyboard.press('Home');
  const chosen = page.getByRole('option', { name, exact: true, selected: true });
  for (let count = 0; count < 20 && (await chosen.count()) === 0; count += 1) await page.keyboard.press('ArrowDown');
  await chosen.waitFor(soon);
}

/** Answers the dialog for a place with a folder; where it was saved last stands there already. */
async function saveInto(page: Page, folder: string): Promise<void> {
  await focusIsOn(page, '保存到的文件夹');
  const path = page.getByRole('dialog').getByLabel('保存到的文件夹');
  const button = page.getByRole('dialog').getByRole('button', { name: '保存到这里' });
  if ((await path.inputValue()) !== folder) {
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(folder);
    await page.keyboard.press('Enter');
  }
  await expect.poll(() => button.isEnabled(), soon).toBe(true);
  await page.keyboard.press('Enter');
  await page.getByText(`已保存到“${folder}`).last().waitFor(soon);
}

test.skipIf(reason)(
  'a card is made on one machine, taken and confirmed by its words on the other, and revoked by the statement it brings',
  { timeout: 600_000 },
  async () => {
    const medium = mkdtempSync(join(tmpdir(), 'neikan-medium-'));
    onTestFinished(() => rmSync(medium, { recursive: true, force: true }));
    mkdirSync(join(medium, '名片'));
    const cards = join(medium, '名片');

    const { page: here, pageErrors } = await openProgram((await foundedDirectory()).directory);
    await signInByKeys(here, 'wenhe');
    await openSection(here, '机器');
    await here.getByText('本机还没有名片').waitFor(soon);
    await examine(here, 'machines-empty');
    await tabTo(here, '做名片…');
    await here.keyboard.press('Enter');
    await focusIsOn(here, '机器的名称');
    await here.keyboard.insertText('编辑机');
    await examine(here, 'machines-make');
    await here.keyboard.press('Enter');
    await saveInto(here, cards);
    const words = await here.getByRole('list', { name: '念给对方听的八个词' }).getByRole('listitem').allInnerTexts();
    const heard = words.map((word) => word.replace(/[\d\s]/g, ''));
    expect(heard).toHaveLength(8);
    await examine(here, 'machines-own');
    const [file = ''] = readdirSync(cards);
    expect(file).toMatch(/\.nkcard$/);

    const { page: there, pageErrors: errorsThere } = await openProgram((await foundedDirectory()).directory);
    const choosing = there.waitForEvent('filechooser', { timeout: 0 });
    await signInByKeys(there, 'qiaoyi');
    await openSection(there, '机器');
    await tabTo(there, '收下名片…');
    await there.keyboard.press('Enter');
    await (await choosing).setFiles(join(cards, file));
    await there.getByRole('dialog', { name: '核对“编辑机”的名片' }).waitFor(soon);
    await focusIsOn(there, '第1个词');
    // A space goes on to the next word; the third was misheard.
    for (const [index, word] of heard.entries()) {
      await there.keyboard.insertText(index === 2 ? '听错' : word);
      if (index < 7) await there.keyboard.press('Space');
    }
    await there.keyboard.press('Enter');
    await there.getByText('与名片不一致').first().waitFor(soon);
    expect(await there.getByText('与名片不一致', { exact: true }).count()).toBe(1);
    expect(await there.getByLabel('第3个词').getAttribute('aria-invalid')).toBe('true');
    await focusIsOn(there, '第3个词');
    await examine(there, 'machines-wrongWord');
    // All of them once more, by pasting what was written down.
    await there.keyboard.press('Shift+Tab');
    await there.keyboard.press('Shift+Tab');
    await focusIsOn(there, '第1个词');
    await there.evaluate((text) => {
      const data = new DataTransfer();
      data.setData('text', text);
      data.setData('text/plain', text);
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
    }, heard.join('　'));
    expect(await there.getByLabel('第3个词').inputValue()).toBe(heard[2]);
    await focusIsOn(there, '第8个词');
    await there.keyboard.press('Enter');
    await there.getByText('“编辑机”已核对，可以与它交接。').waitFor(soon);
    await there.getByText('已核对', { exact: true }).waitFor(soon);
    await examine(there, 'machines-confirmed');

    // The machine gives up its card; the other takes the statement from the medium.
    await tabTo(here, '作废本机名片…');
    await here.keyboard.press('Enter');
    await focusIsOn(here, /^丢失/);
    await here.keyboard.press('ArrowDown');
    await examine(here, 'machines-withdraw');
    await tabTo(here, '作废');
    await here.keyboard.press('Enter');
    await saveInto(here, cards);
    await here.getByText('本机还没有名片').waitFor(soon);
    // What was saved first may still be told while the second is written.
    const statementOf = () => readdirSync(cards).find((name) => name.endsWith('.nkvoid')) ?? '';
    await expect.poll(statementOf, soon).not.toBe('');
    const statement = statementOf();
    const choosingAgain = there.waitForEvent('filechooser', { timeout: 0 });
    await tabTo(there, '收下名片…', 'Shift+Tab');
    await there.keyboard.press('Enter');
    await (await choosingAgain).setFiles(join(cards, statement));
    await there.getByText('已收下声明，“编辑机”的名片作废。').waitFor(soon);
    await tabTo(there, '已作废的名片（1）');
    await there.keyboard.press('Enter');
    await there.getByText(/原因：更换/).waitFor(soon);
    await examine(there, 'machines-revoked');
    // What is not a card is refused in words, and nothing is taken.
    const choosingOther = there.waitForEvent('filechooser', { timeout: 0 });
    await tabTo(there, '收下名片…', 'Shift+Tab');
    await there.keyboard.press('Enter');
    await (await choosingOther).setFiles({ name: '别的.nkcard', mimeType: '', buffer: Buffer.from('别的') });
    await there.getByText(/不是机器名片/).waitFor(soon);
    expect([...pageErrors, ...errorsThere]).toEqual([]);
  },
);
