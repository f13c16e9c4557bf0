import { expect, test } from 'vitest';
import { passwordOf } from '../office/office/foundedOffice.ts';
import { whyNoDisplay } from './display.ts';
import { dress } from './dress.ts';
import { openProgram, signInAs } from './openProgram.ts';
import { directoryWithPassedIssue } from './reviewedIssue.ts';
import { violations } from './violations.ts';
import { picture } from './wholeJob/window.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

test.skipIf(whyNot)(titled('the words that a signer reads before signing are those the archive shows'), async () => {
  const { directory } = await directoryWithPassedIssue();
  const { page, pageErrors } = await openProgram(directory);
  await signInAs(page, 'shenjun', passwordOf('shenjun'));
  await page.keyboard.press('Alt+4');
  await page
    .getByRole('option', { name: /澜溪信息/ })
    .first()
    .click();
  await page.getByRole('button', { name: '看付印样' }).click();
  const digest = page.getByRole('region', { name: /^签发摘要/ });
  await digest.scrollIntoViewIfNeeded();
  const words = await digest.locator('.digest-words').innerText();
  expect(words.trim().split(/\s+/)).toHaveLength(8);
  for (const word of words.trim().split(/\s+/)) expect(word).toMatch(/^\p{Script=Han}{2}$/u);
  await picture(page, 'digest-signing');
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 1366, height: 768 });
  await dress(page, { theme: 'dark', zoom: 1.5 });
  await digest.scrollIntoViewIfNeeded();
  await picture(page, 'digest-signing-dark-150');
  expect(await violations(page)).toEqual([]);
  await dress(page, { theme: 'light', zoom: 1 });
  await page.getByLabel('您的口令').fill(passwordOf('shenjun'));
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: '办理' }).getByRole('button', { name: '去档案' }).click();
  await page.getByRole('tab', { name: '文件' }).click();
  const archived = page.getByRole('region', { name: /^签发摘要/ });
  expect((await archived.locator('.digest-words').innerText()).trim()).toBe(words.trim());
  await page.getByRole('region', { name: /^内容摘要/ }).waitFor();
  await picture(page, 'digest-archive');
  expect(await violations(page)).toEqual([]);
  expect(pageErrors).toEqual([]);
});
