import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { verifyExport } from '#formats/export/verifyExport.ts';
import { createOffice } from '#office/office.ts';
import { passwordOf, printOnce, signIn, value } from '../office/office/foundedOffice.ts';
import { whyNoDisplay } from './display.ts';
import { openProgram, signInAs } from './openProgram.ts';
import { directoryWithPassedIssue } from './reviewedIssue.ts';
import { standInPrinters } from './standInPrinters.ts';
import { violations } from './violations.ts';
import { picture } from './wholeJob/window.ts';

const whyNot = whyNoDisplay() ?? (process.platform === 'win32' ? 'the stand-ins are shell scripts' : undefined);
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

async function switchTo(page: Page, id: string): Promise<void> {
  await page.getByRole('button', { name: '切换用户' }).click();
  await page.getByLabel('登录名', { exact: true }).waitFor();
  await signInAs(page, id, passwordOf(id));
}

/** Signed in: opens the one issue there is where issues are made. */
async function openIssue(page: Page): Promise<void> {
  await page.keyboard.press('Alt+3');
  await page.getByRole('option').first().click();
  await page.getByRole('list', { name: '流程' }).waitFor();
}

test.skipIf(whyNot)(
  titled('a signed issue is applied for, approved by the signer, printed as marked copies, and the ticket is used up'),
  async () => {
    const printers = standInPrinters();
    const { directory } = await directoryWithPassedIssue('released');
    const { page, pageErrors } = await openProgram(directory);
    await signInAs(page, 'wenhe', passwordOf('wenhe'));
    // The publication asks for tickets from now on.
    await page.keyboard.press('Alt+6');
    await page
      .getByRole('tab', { name: '刊物' })
      .or(page.getByRole('option', { name: '刊物' }))
      .first()
      .click();
    await page.getByLabel('打印、导出和刻录要有输出票').check();
    expect(await page.getByLabel('由谁批准').inputValue()).toBe('signer');
    await page.getByLabel('每份的页脚印明姓名、时间、票号和份号').check();
    await picture(page, 'ticket-setting');
    await page.getByRole('button', { name: '保存刊物' }).click();
    await page
      .getByText(/已保存/)
      .first()
      .waitFor();

    await openIssue(page);
    await page.keyboard.press('Control+p');
    const dialog = page.getByRole('dialog').last();
    await dialog.getByText('要有输出票才能打印').waitFor();
    await picture(page, 'ticket-needed');
    await dialog.getByRole('button', { name: '申请输出票' }).click();
    await dialog.getByLabel('用途').fill('送县委办');
    await dialog.getByLabel('份数').fill('2');
    await picture(page, 'ticket-apply');
    await page.keyboard.press('Enter');
    await page.getByText(/正在等待批准/).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+4');
    await page.getByRole('button', { name: '输出审批' }).click();
    await page.getByText('打印2份，用途：送县委办').waitFor();
    // Nobody approves what is one's own.
    expect(await page.getByRole('button', { name: '批准', exact: true }).count()).toBe(0);

    await switchTo(page, 'shenjun');
    await page.keyboard.press('Alt+4');
    await page.getByRole('button', { name: '输出审批（1）' }).click();
    await page.getByText('打印2份，用途：送县委办').waitFor();
    await picture(page, 'ticket-approve');
    await page.getByRole('button', { name: '批准', exact: true }).click();
    await page.getByText(/输出票\d{4}-0001已批准。/).waitFor();

    await switchTo(page, 'wenhe');
    await openIssue(page);
    await page.keyboard.press('Control+p');
    await dialog.getByLabel('输出票').waitFor();
    const copies = dialog.getByLabel('份数', { exact: true });
    await copies.fill('3');
    await dialog.getByText('这张票还剩2份。').waitFor();
    expect(await dialog.getByRole('button', { name: '打印', exact: true }).isDisabled()).toBe(true);
    await copies.fill('2');
    await picture(page, 'ticket-print');
    await page.keyboard.press('Enter');
    await dialog.getByText('正在排队').waitFor();
    const printed = printers.printed();
    // Both copies stand in one file, each with its own mark, which is printed once: the frozen page stands alone.
    expect((await PDFDocument.load(printed.pdf)).getPageCount()).toBe(4);
    const place = printed.arguments.indexOf('-n');
    expect(place < 0 ? '1' : printed.arguments[place + 1]).toBe('1');
    printers.finish();
    await dialog.getByText('打印机已经印完').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+4');
    await page.getByRole('button', { name: '输出审批' }).click();
    await page.getByText(/已用2份，共2份/).waitFor();
    await picture(page, 'tickets-mine');
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled('an export goes out under a ticket, with the marked copy beside the frozen files'),
  async () => {
    const { directory, issueId } = await directoryWithPassedIssue('released');
    const office = createOffice({ print: printOnce, directory });
    const { client } = office;
    await signIn(office, 'wenhe');
    const [publication] = value(await client.listPublications({}));
    if (!publication) throw new Error('the office has a publication');
    const { id, name, settings } = publication;
    value(await client.savePublication({ id, name, settings: { ...settings, outputApproval: { isStamped: true } } }));
    const applied = value(await client.applyForOutput({ issueId, form: 'burn', purpose: '存档', copies: 1 }));
    office.close();

    const home = mkdtempSync(join(tmpdir(), 'neikan-tickets-'));
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    const { disc, hasXorriso } = pictureDrive();
    const { page, pageErrors } = await openProgram(directory);
    await signInAs(page, 'wenhe', passwordOf('wenhe'));
    await page.keyboard.press('Alt+5');
    await page.getByRole('option', { name: /第5期/ }).click();
    await page.getByRole('tab', { name: '文件' }).waitFor();
    await page.keyboard.press('Control+e');
    const dialog = page.getByRole('dialog').last();
    await dialog.getByLabel('输出票').waitFor();
    expect(await dialog.getByLabel('输出票').locator('option').allInnerTexts()).toEqual([
      `${applied.number}，还剩1份，存档`,
    ]);
    await picture(page, 'ticket-export');
    await dialog.getByRole('button', { name: '导出', exact: true }).click();
    await dialog.getByLabel('保存到的文件夹').fill(home);
    await page.keyboard.press('Enter');
    await dialog.getByText('这个文件夹是空的').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(`已保存到“${home}`).waitFor();
    await dialog.getByText('可以把这个文件夹刻到一张空白光盘上').waitFor();
    if (hasXorriso) {
      await dialog.getByLabel('刻录机').waitFor();
      expect(await dialog.getByLabel('刻录机').locator('option').allInnerTexts()).toEqual([
        '模拟 光盘（/dev/neikan0）',
      ]);
      await picture(page, 'burn');
      expect(await violations(page)).toEqual([]);
      await dialog.getByRole('button', { name: '刻录', exact: true }).click();
      await dialog.getByText('已刻录，读回核对无误').waitFor();
      await picture(page, 'burnt');
      const held = spawnSync('xorriso', ['-no_rc', '-indev', disc, '-find', '/', '-type', 'f'], { encoding: 'utf8' });
      expect(held.stdout).toContain('manifest.json');
    } else {
      await dialog.getByText('请用系统自带的刻录程序').waitFor();
      console.info('burning skipped: xorriso is not installed (apt-get install xorriso)');
    }
    await page.keyboard.press('Escape');
    const folder = readdirSync(home, { recursive: true, withFileTypes: true }).find(
      (entry) => entry.name === 'manifest.json',
    )?.parentPath;
    if (!folder) throw new Error('the export was written');
    const files = readdirSync(folder).map((file) => ({
      name: file,
      bytes: new Uint8Array(readFileSync(join(folder, file))),
    }));
    expect(files.map((file) => file.name).filter((file) => file.startsWith('发出件'))).toHaveLength(2);
    expect(verifyExport(files).faults).toEqual([]);
    // It is used up: the next export has to be applied for.
    await page.keyboard.press('Control+e');
    await dialog.getByText('要有输出票才能导出和刻录').waitFor();
    expect(pageErrors).toEqual([]);
  },
);

/** A drive that writes the picture of a disc: the real program behind a name, told to take a file for its drive. */
function pictureDrive(): { readonly disc: string; readonly hasXorriso: boolean } {
  const folder = mkdtempSync(join(tmpdir(), 'neikan-disc-'));
  const disc = join(folder, 'disc.iso');
  const before = process.env.PATH ?? '';
  onTestFinished(() => {
    process.env.PATH = before;
    rmSync(folder, { recursive: true, force: true });
  });
  const real = spawnSync('sh', ['-c', 'command -v xorriso'], { encoding: 'utf8' }).stdout.trim();
  if (real === '') return { disc, hasXorriso: false };
  const script = `#!/bin/bash
case "$*" in *-devices*) echo "0  -dev '/dev/neikan0' rwrw-- :  '模拟' '光盘'"; exit 0;; esac
exec ${real} "\${@//\\/dev\\/neikan0/stdio:${disc}}"
`;
  writeFileSync(join(folder, 'xorriso'), script, { mode: 0o755 });
  process.env.PATH = `${folder}:${before}`;
  return { disc, hasXorriso: true };
}
