import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { samplePasswords } from '#cli/demo/sampleOffice.ts';
import { readOfd } from '#formats/ofd/readOfd.ts';
import { readPdfTexts } from '#formats/pdf/readPdfTexts.ts';
import { focusIsOn, soon, tabTo } from './byKeys.ts';
import { whyNoDisplay } from './display.ts';
import { dress } from './dress.ts';
import { furnishedDirectory, furnishedPeople } from './furnishedOffice.ts';
import { openProgram, signInAs } from './openProgram.ts';
import { violations } from './violations.ts';
import { picture } from './wholeJob/window.ts';

const whyNot = whyNoDisplay();

test.skipIf(whyNot)(
  whyNot
    ? `a yearly volume by keys (skipped: ${whyNot})`
    : 'a yearly volume by keys: what comes in is named, its pages are looked at, and its files are saved',
  { timeout: 600_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'neikan-volume-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const { page, pageErrors } = await openProgram(await furnishedDirectory());
    await signInAs(page, furnishedPeople.editor, samplePasswords[furnishedPeople.editor] ?? '');
    await page.keyboard.press('Alt+5');
    await page.locator('.list').getByRole('option').first().waitFor(soon);
    await tabTo(page, '合订本…');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: '装订合订本' });
    await dialog.getByText(/《.+\d{4}年合订本》收入\d+期/).waitFor(soon);
    const name = /《(.+合订本)》/.exec(await dialog.innerText())?.[1] ?? '';
    await focusIsOn(page, /^云岭工会工作信息/);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'volume-plan');

    // Numbers that go backwards, and a span without an issue, make nothing.
    await tabTo(page, /^全年/);
    await page.keyboard.press('End');
    await dialog.getByLabel('从第几期').waitFor();
    await tabTo(page, '从第几期');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('90');
    await dialog.getByText('止期不能小于起期').waitFor();
    expect(await dialog.getByRole('button', { name: '导出' }).isDisabled()).toBe(true);
    await tabTo(page, '到第几期');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('92');
    await dialog.getByText('这个范围还没有归档的刊期').waitFor(soon);
    await dialog.getByText('第90—92期（档案中没有）').waitFor();
    expect(await dialog.getByRole('button', { name: '翻看' }).isDisabled()).toBe(true);
    for (const look of [
      { theme: 'dark', zoom: 1.5 },
      { theme: 'light', zoom: 1 },
    ] as const) {
      await dress(page, look);
      expect(await violations(page)).toEqual([]);
      await picture(page, `volume-none-${look.theme}`);
    }
    await tabTo(page, /^全年/, 'Shift+Tab');
    await page.keyboard.press('Home');
    await dialog.getByText(/收入\d+期/).waitFor(soon);

    // Enter looks at the pages; Esc closes them and nothing else.
    await page.keyboard.press('Enter');
    const pages = page.getByRole('dialog', { name: new RegExp(`^${name}（\\d+页）$`) });
    await pages.waitFor(soon);
    await pages.getByRole('img', { name: '第1页' }).locator('canvas').first().waitFor(soon);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'volume-pages');
    await dress(page, { theme: 'dark', zoom: 1.5 });
    expect(await violations(page)).toEqual([]);
    await picture(page, 'volume-pages-dark');
    await dress(page, { theme: 'light', zoom: 1 });
    await page.keyboard.press('Escape');
    await pages.waitFor({ state: 'detached' });
    expect(await dialog.isVisible()).toBe(true);

    await tabTo(page, '导出');
    await page.keyboard.press('Enter');
    const path = page.getByLabel('保存到的文件夹');
    await path.waitFor(soon);
    await path.fill(folder);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '保存到这里' }).click();
    await page.getByText(`已保存到“${folder}`).waitFor(soon);
    expect(readdirSync(folder)).toEqual([name]);
    const texts = await readPdfTexts(readFileSync(join(folder, name, 'volume.pdf')));
    expect(texts[0]?.replaceAll(/\s/g, '')).toContain(name.replace(/\d{4}年合订本$/, '合订本'));
    expect(readOfd(readFileSync(join(folder, name, 'volume.ofd'))).pages).toHaveLength(texts.length);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await focusIsOn(page, '合订本…');
    expect(pageErrors).toEqual([]);
  },
);
