import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { manuscripts } from './manuscripts.ts';
import { goTo, picture } from './window.ts';
import { wordFile } from './wordFile.ts';

/** 来稿: three files are dropped at once, one of them broken; the two others are selected. */
export async function takeIn(page: Page): Promise<void> {
  await goTo(page, '来稿');
  await page.getByText('还没有来稿').waitFor();
  const whole = await wordFile(manuscripts.clinic);
  await drop(page, [
    { name: '青石乡来稿.docx', bytes: await wordFile(manuscripts.canal) },
    // The beginning of a Word file, as a medium leaves it that was pulled out too early.
    { name: '介质拔早了.docx', bytes: whole.subarray(0, Math.floor(whole.length / 2)) },
    { name: '云浦镇来稿.docx', bytes: whole },
  ]);
  const dialog = page.getByRole('dialog');
  await dialog.getByText('收下2份，1份没有收下。').waitFor();
  const refused = dialog.getByRole('listitem').filter({ hasText: '介质拔早了.docx' });
  assert.match(await refused.innerText(), /未收/);
  assert.match((await refused.locator('.receiving-why').innerText()).trim(), /^.{8,}$/s);
  await picture(page, 'job-broken');
  await dialog.getByRole('button', { name: '去看来稿' }).click();
  for (const [index, { title }] of Object.values(manuscripts).entries()) {
    await page
      .getByRole('listbox', { name: '来稿登记' })
      .getByRole('option', { name: new RegExp(title) })
      .click();
    await page.getByRole('article').getByText(title).waitFor();
    await page.getByRole('button', { name: '选用', exact: true }).click();
    // Not the notice of it: that is gone after some seconds, and a machine may be slow.
    await page.getByRole('tab', { name: `选用 ${index + 1}` }).waitFor();
  }
  await picture(page, 'job-taken');
}

interface DroppedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Drops files on the window as a file manager does. */
export async function drop(page: Page, files: readonly DroppedFile[]): Promise<void> {
  const given = files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') }));
  const transfer = await page.evaluateHandle((sent) => {
    const made = new DataTransfer();
    for (const { name, base64 } of sent) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      made.items.add(new File([bytes], name));
    }
    return made;
  }, given);
  const target = page.locator('main');
  const words = page.getByText('放开鼠标，收下这些文件');
  // A file manager says it again and again while the files hang over the window.
  do await target.dispatchEvent('dragover', { dataTransfer: transfer });
  while (!(await words.isVisible()));
  await target.dispatchEvent('drop', { dataTransfer: transfer });
}
