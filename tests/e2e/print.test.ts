import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createOffice } from '#office/office.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { passwordOf, printOnce, signIn, value } from '../office/office/foundedOffice.ts';
import { readPdf } from '../office/printing/readPdf.ts';
import { focusIsOn } from './byKeys.ts';
import { whyNoDisplay } from './display.ts';
import { openProgram, signInAs } from './openProgram.ts';
import { directoryWithPassedIssue, directoryWithSubmittedIssue } from './reviewedIssue.ts';
import { standInPrinters } from './standInPrinters.ts';
import { picture } from './wholeJob/window.ts';

const whyNot = whyNoDisplay() ?? (process.platform === 'win32' ? 'the stand-ins are shell scripts' : undefined);
if (whyNot) console.log(`printing by the dialog skipped: ${whyNot}`);

/** What only the office can tell, asked while no program has the directory open. */
async function askOffice<Value>(
  directory: string,
  personId: string,
  ask: (client: ReturnType<typeof createOffice>['client']) => Promise<Value>,
): Promise<Value> {
  const office = createOffice({ print: printOnce, directory });
  try {
    await signIn(office, personId);
    return await ask(office.client);
  } finally {
    office.close();
  }
}

async function openIssue(directory: string, personId: string) {
  const program = await openProgram(directory);
  await signInAs(program.page, personId, passwordOf(personId));
  await program.page.keyboard.press('Alt+3');
  await program.page.getByRole('option').first().click();
  await program.page.getByRole('list', { name: '流程' }).waitFor();
  return program;
}

test.skipIf(whyNot)(
  'a signed issue goes to the printer as its frozen bytes, by keys alone, and is registered',
  async () => {
    const printers = standInPrinters();
    const { directory, issueId: id } = await directoryWithPassedIssue('released');
    const frozen = await askOffice(directory, 'wenhe', async (client) =>
      value(await client.readFrozenFile({ id, name: 'issue.pdf' })),
    );
    const { page, host, ended, pageErrors } = await openIssue(directory, 'wenhe');
    await page.keyboard.press('Control+p');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('印的就是签发时冻结的页面').waitFor();
    const printer = dialog.getByLabel('打印机', { exact: true });
    expect(await printer.locator('option').allInnerTexts()).toEqual(['Far（不能用）', 'Laser（默认）']);
    expect(await printer.inputValue()).toBe('Laser');
    expect(await printer.locator('option', { hasText: 'Far' }).isDisabled()).toBe(true);

    const copies = dialog.getByLabel('份数', { exact: true });
    await copies.fill('很多');
    await dialog.getByText('填1到9999之间的整数').waitFor();
    expect(await dialog.getByRole('button', { name: '打印', exact: true }).isDisabled()).toBe(true);
    await page.keyboard.press('Enter');
    expect(printers.hasPrinted()).toBe(false);
    await copies.fill('120');
    await dialog.getByLabel('纸盒').selectOption({ label: '纸盒2' });
    await picture(page, 'print');
    await copies.focus();
    await page.keyboard.press('Enter');
    await dialog.getByText('正在排队').waitFor();
    await picture(page, 'print-waiting');

    const printed = printers.printed();
    expect(printed.pdf.equals(frozen.bytes)).toBe(true);
    expect(printed.arguments).toEqual(
      expect.arrayContaining(['-n', '120', 'sides=two-sided-long-edge', 'InputSlot=Tray2']),
    );
    const title = printed.arguments[printed.arguments.indexOf('-t') + 1];
    expect(title).toMatch(/^澜溪信息\d{4}年第5期（总第128期）$/);

    printers.finish();
    await dialog.getByText('打印机已经印完').waitFor();
    await picture(page, 'print-done');
    // The next thing to do has the focus.
    await focusIsOn(page, '登记印发');
    await page.keyboard.press('Enter');
    await dialog.getByLabel('实印份数').fill('120');
    await page.keyboard.press('Enter');
    await page.getByText('已登记印发。').waitFor();
    expect(pageErrors).toEqual([]);
    await host.close();
    await ended;
    expect(JSON.parse(readFileSync(join(directory, 'preferences.json'), 'utf8'))).toMatchObject({ printer: 'Laser' });
    const rows = await askOffice(directory, 'shenjun', async (client) =>
      value(await client.listAudit({ chain: 'content', limit: 20 })),
    );
    expect(rows.find(({ action }) => action === 'sendToPrinter')).toMatchObject({
      person: 'wenhe',
      subject: id,
      details: { printer: 'Laser', copies: 120, state: 'released' },
    });
  },
);

test.skipIf(whyNot)(
  'a booklet is printed from the archive; a refusal and a cancelled job are said and on record',
  async () => {
    const printers = standInPrinters();
    const { directory, issueId: id } = await directoryWithPassedIssue('released');
    const { page, host, ended, pageErrors } = await openProgram(directory);
    await signInAs(page, 'shenjun', passwordOf('shenjun'));
    await page.keyboard.press('Alt+5');
    await page.getByRole('option', { name: /第5期/ }).click();
    await page.getByRole('button', { name: '打印', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('骑马订小册子（A3）').check();
    // It is printed whole and on both sides: neither is asked for any more.
    expect(await dialog.getByLabel('页', { exact: true }).count()).toBe(0);
    expect(await dialog.getByLabel('单双面').count()).toBe(0);
    await picture(page, 'print-booklet');

    printers.refuse('lp: Error - The printer is not accepting jobs.\n');
    await dialog.getByRole('button', { name: '打印', exact: true }).click();
    await dialog.getByText('“Laser”没有接收，没有打印。打印服务的答复：The printer is not accepting jobs.').waitFor();
    expect(printers.hasPrinted()).toBe(false);

    printers.refuse('');
    await dialog.getByRole('button', { name: '打印', exact: true }).click();
    await dialog.getByText('正在排队').waitFor();
    const printed = printers.printed();
    expect(printed.arguments).toEqual(expect.arrayContaining(['sides=two-sided-short-edge', 'PageSize=A3']));
    const [side] = await readPdf(new Uint8Array(printed.pdf));
    expect([side?.width_mm, side?.height_mm].map((size) => Math.round(size ?? 0))).toEqual([420, 297]);

    await dialog.getByRole('button', { name: '取消打印' }).click();
    await dialog.getByText('已取消打印').waitFor();
    // The signer registers nothing.
    expect(await dialog.getByRole('button', { name: '登记印发' }).count()).toBe(0);
    await dialog.getByRole('button', { name: '再打印' }).click();
    await dialog.getByLabel('份数', { exact: true }).waitFor();

    const folder = mkdtempSync(join(tmpdir(), 'neikan-booklet-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const save = page.getByRole('dialog', { name: '导出小册子' });
    // A file that is not saved after all is no export.
    await dialog.getByRole('button', { name: '导出小册子' }).click();
    await save.getByRole('button', { name: '不做' }).click();
    await dialog.getByRole('button', { name: '导出小册子' }).click();
    await save.getByLabel('保存到的文件夹').fill(folder);
    await page.keyboard.press('Enter');
    await save.getByText('这个文件夹是空的').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(`已保存到“${folder}`).waitFor();
    const [file = '', ...more] = readdirSync(folder);
    expect(file).toMatch(/^澜溪信息\d{4}年第5期（总第128期）小册子\.pdf$/);
    expect(more).toEqual([]);
    expect(readFileSync(join(folder, file)).equals(printed.pdf)).toBe(true);

    expect(pageErrors).toEqual([]);
    await host.close();
    await ended;
    const rows = await askOffice(directory, 'shenjun', async (client) =>
      value(await client.listAudit({ chain: 'content', limit: 20 })),
    );
    const about = rows.filter(({ subject }) => subject === id).map(({ action }) => action);
    expect(about.filter((action) => /print/i.test(action)).reverse()).toEqual([
      'sendToPrinter',
      'printNotDone',
      'sendToPrinter',
      'printNotDone',
    ]);
    expect(about.filter((action) => action === 'exportBooklet')).toHaveLength(1);
  },
);

test.skipIf(whyNot)('a draft is printed with its mark; without a printer the dialog leads to the export', async () => {
  const printers = standInPrinters();
  const { directory } = await directoryWithSubmittedIssue();
  const { page, pageErrors } = await openIssue(directory, 'wenhe');
  const dialog = page.getByRole('dialog');
  // By the palette, where it stands by its name.
  await page.keyboard.press('Control+k');
  await dialog.getByRole('combobox').fill('打印');
  await dialog.getByRole('option', { name: '打印 Ctrl+P' }).waitFor();
  await page.keyboard.press('Enter');
  await dialog.getByText('每一页都带“草稿”标记').waitFor();
  await dialog.getByRole('button', { name: '打印', exact: true }).click();
  await dialog.getByText('正在排队').waitFor();
  const printed = printers.printed();
  expect(printed.arguments).toContain('澜溪信息草稿');
  const pages = await readPdf(new Uint8Array(printed.pdf));
  expect(pages.length).toBeGreaterThan(0);
  for (const { shapes } of pages) {
    expect(shapes.map(({ colour }) => colour)).toContain(defaultLayoutParameters.draftColour);
  }
  printers.finish();
  await dialog.getByText('打印机已经印完').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  printers.stop();
  await page.keyboard.press('Control+p');
  await dialog.getByText('打印服务（CUPS）没有运行').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  printers.removeAll();
  await page.keyboard.press('Control+p');
  await dialog.getByText('这台电脑上没有打印机').waitFor();
  await picture(page, 'print-none');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: /^导出/ }).getByLabel('保存到的文件夹').waitFor();
  await page.keyboard.press('Escape');
  expect(pageErrors).toEqual([]);
});
