import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { samplePasswords } from '#cli/demo/sampleOffice.ts';
import { demoCommand } from '#cli/demoCommand.ts';
import { createOffice } from '#office/office.ts';
import { damageTable } from '../office/backup/damageTable.ts';
import { foundedDirectory, passwordOf, printOnce, temporaryDirectory, value } from '../office/office/foundedOffice.ts';
import { whyNoDisplay } from './display.ts';
import { dress } from './dress.ts';
import { dataDirectory, openProgram, signInAs } from './openProgram.ts';
import { violations } from './violations.ts';

const reason = whyNoDisplay();
if (reason) console.log(`backup skipped: ${reason}`);

const pictures = process.env.NEIKAN_PICTURES;
let folder: string;
let data: string;
let made: string;
beforeAll(async () => {
  if (reason) return;
  folder = mkdtempSync(join(tmpdir(), 'neikan-backup-'));
  data = join(folder, 'data');
  const medium = join(folder, 'medium');
  mkdirSync(medium);
  await demoCommand(['--out', join(folder, 'out'), '--data', data], () => {});
  cpSync(data, join(folder, 'before'), { recursive: true });
  const office = createOffice({ print: printOnce, directory: data });
  value(await office.client.signIn({ personId: 'suhe', password: samplePasswords.suhe ?? '' }));
  value(await office.client.makeBackup({ folder: medium }));
  office.close();
  made = join(medium, readdirSync(medium)[0] ?? '');
});
afterAll(() => {
  if (folder) rmSync(folder, { recursive: true, force: true });
});

async function picture(page: Page, name: string): Promise<void> {
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`) });
}

/** The dialog as it stands on a small screen, enlarged and dark, and whether axe finds anything amiss there. */
async function examine(page: Page, name: string): Promise<void> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 1366, height: 768 });
  for (const look of [
    { theme: 'dark', zoom: 1.5 },
    { theme: 'light', zoom: 1 },
  ] as const) {
    await dress(page, look);
    await picture(page, `${name}-${look.theme}`);
    expect(await violations(page), `${name} ${look.theme}`).toEqual([]);
  }
  if (size) await page.setViewportSize(size);
}

async function chooseFolder(page: Page, path: string, verb: string): Promise<void> {
  await page.getByLabel('文件夹', { exact: true }).fill(path);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByLabel('文件夹', { exact: true }).inputValue()).toBe(path);
  await picture(page, `folder-${verb}`);
  await page.getByRole('button', { name: verb }).click();
}

test.skipIf(reason)('the system administrator makes a backup, tries it out, and sets how many are kept', async () => {
  const directory = dataDirectory(data);
  const { page, pageErrors } = await openProgram(directory);
  await signInAs(page, 'suhe', samplePasswords.suhe ?? '');
  await page.keyboard.press('Alt+6');
  await page.getByRole('option', { name: '备份' }).click();
  await page.getByRole('button', { name: '现在备份…' }).click();
  const medium = join(directory, '..', 'medium');
  mkdirSync(medium);
  await chooseFolder(page, medium, '备份到这里');
  await page.getByText('读回核对无误').waitFor();
  expect(readdirSync(medium)).toHaveLength(1);
  await picture(page, 'backup-section');

  await page.getByRole('button', { name: '试恢复', exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('口令', { exact: true }).waitFor();
  await dialog.getByLabel('登录名').selectOption('suhe');
  await dialog.getByLabel('口令', { exact: true }).fill(samplePasswords.suhe ?? '');
  await dialog.getByLabel('用什么打开备份').selectOption('恢复码');
  await dialog.getByLabel('恢复码', { exact: true }).waitFor();
  await examine(page, 'drill-dialog');
  await dialog.getByLabel('用什么打开备份').selectOption('人员的口令');
  await dialog.getByLabel('登录名').selectOption('suhe');
  await dialog.getByLabel('口令', { exact: true }).fill(samplePasswords.suhe ?? '');
  await page.keyboard.press('Enter');
  await dialog.getByText('试恢复通过，这份备份可以用。').waitFor();
  await dialog.getByText('3个签名相符').waitFor();
  await picture(page, 'drill-report');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });

  await page.getByLabel('在同一个位置保留几份').fill('0');
  await page.getByText('请填1到100之间的整数。').waitFor();
  await page.getByLabel('在同一个位置保留几份').fill('3');
  await page.getByRole('button', { name: '保存设置' }).click();
  await page.getByText('设置已保存。').waitFor();
  expect(pageErrors).toEqual([]);
});

test.skipIf(reason)('a machine without an office is set up from a backup, and one signs in as before', async () => {
  const { page, pageErrors } = await openProgram(dataDirectory());
  await page.getByRole('button', { name: '从备份恢复' }).waitFor();
  await picture(page, 'first-run');
  await page.getByRole('button', { name: '从备份恢复' }).click();
  const dialog = page.getByRole('dialog', { name: '从备份恢复' });
  await dialog.getByRole('button', { name: '选文件夹…' }).click();
  await chooseFolder(page, join(made, '..'), '在这里找');
  await dialog.getByText('备份完好').waitFor();
  await dialog.getByText('云岭省总工会办公室').waitFor();
  await dialog.getByLabel('口令', { exact: true }).fill('这不是口令');
  await page.keyboard.press('Enter');
  await dialog.getByText('登录名或口令不对').waitFor();
  await picture(page, 'restore-dialog');
  await dialog.getByLabel('登录名').selectOption('luzhixing');
  await dialog.getByLabel('口令', { exact: true }).fill(samplePasswords.luzhixing ?? '');
  await page.keyboard.press('Enter');
  await page.getByText('已恢复“云岭省总工会办公室”').waitFor();
  await signInAs(page, 'luzhixing', samplePasswords.luzhixing ?? '');
  await page.getByText('云岭省总工会办公室').first().waitFor();
  expect(pageErrors).toEqual([]);
});

test.skipIf(reason)(
  'data that are broken are put aside by the person’s own word, and the backup takes their place',
  async () => {
    const directory = dataDirectory(data);
    writeFileSync(join(directory, 'keyring.json'), '{ broken');
    const { page } = await openProgram(directory);
    await page.getByText('数据打不开').waitFor();
    await picture(page, 'not-opened');
    await page.getByRole('button', { name: '从备份恢复' }).click();
    const dialog = page.getByRole('dialog', { name: '从备份恢复' });
    await dialog.getByRole('button', { name: '选文件夹…' }).click();
    await chooseFolder(page, made, '在这里找');
    await dialog.getByLabel('登录名').selectOption('suhe');
    await dialog.getByLabel('口令', { exact: true }).fill(samplePasswords.suhe ?? '');
    await expect(dialog.getByRole('button', { name: '恢复', exact: true }).isDisabled()).resolves.toBe(true);
    await dialog.getByLabel('把现有的数据移到一边').check();
    await dialog.getByRole('button', { name: '恢复', exact: true }).click();
    await page.getByText('原有数据在数据目录中的“恢复前的数据-').waitFor();
    await signInAs(page, 'suhe', samplePasswords.suhe ?? '');
    expect(readdirSync(directory).filter((name) => name.startsWith('恢复前的数据-'))).toHaveLength(1);
  },
);

test.skipIf(reason)(
  'a backup that is due is offered at sign-in to the system administrator, who may put it off',
  async () => {
    const directory = dataDirectory(join(folder, 'before'));
    const office = createOffice({ print: printOnce, directory, now: () => new Date(Date.now() - 40 * 86_400_000) });
    value(await office.client.signIn({ personId: 'suhe', password: samplePasswords.suhe ?? '' }));
    value(await office.client.makeBackup({ folder: join(folder) }));
    office.close();
    const { page, pageErrors } = await openProgram(directory);
    await signInAs(page, 'luzhixing', samplePasswords.luzhixing ?? '');
    expect(await page.getByRole('region', { name: '备份提醒' }).count()).toBe(0);
    await page.getByRole('button', { name: '切换用户' }).click();
    await signInAs(page, 'suhe', samplePasswords.suhe ?? '');
    const notice = page.getByRole('region', { name: '备份提醒' });
    await notice.waitFor();
    await picture(page, 'backup-due');
    await notice.getByRole('button', { name: '去备份' }).click();
    await page.getByRole('button', { name: '现在备份…' }).waitFor();
    await notice.waitFor({ state: 'hidden' });
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(reason)(
  'a sign-in that damage refuses leads to the backup and to a salvage, after which one signs in and is told what is lost',
  async () => {
    const directory = dataDirectory(data);
    await damageTable(directory, 'audit', 'luzhixing', samplePasswords.luzhixing ?? '', true);
    const { page, pageErrors } = await openProgram(directory);
    await page.getByLabel('登录名', { exact: true }).selectOption('luzhixing');
    await page.getByLabel('口令', { exact: true }).fill(samplePasswords.luzhixing ?? '');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '从备份恢复' }).waitFor();
    await examine(page, 'sign-in-damaged');
    await page.getByRole('button', { name: '抢救数据' }).click();
    const dialog = page.getByRole('dialog', { name: '抢救数据' });
    await dialog.getByLabel('口令', { exact: true }).fill(samplePasswords.luzhixing ?? '');
    await examine(page, 'salvage-dialog');
    await dialog.getByRole('button', { name: '抢救', exact: true }).click();
    await dialog.getByText('已换上新的库').waitFor();
    await dialog.getByRole('cell', { name: '审计记录', exact: true }).waitFor();
    await examine(page, 'salvage-report');
    await dialog.getByRole('button', { name: '重新登录' }).click();
    await signInAs(page, 'luzhixing', samplePasswords.luzhixing ?? '');
    expect(readdirSync(directory).filter((name) => name.startsWith('恢复前的数据-'))).toHaveLength(1);
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(reason)(
  'a living office is put aside for a backup only with the password of its system administrator, asked for in the dialog',
  async () => {
    const directory = dataDirectory(data);
    await damageTable(directory, 'article_versions', 'luzhixing', samplePasswords.luzhixing ?? '');
    const { page, pageErrors } = await openProgram(directory);
    await signInAs(page, 'luzhixing', samplePasswords.luzhixing ?? '');
    await page.keyboard.press('Alt+6');
    await page.getByRole('option', { name: '数据检查' }).click();
    await page.getByRole('button', { name: '完整检查' }).click();
    await page.getByRole('button', { name: '抢救数据…' }).waitFor();
    await page.getByText('上次完整检查：').waitFor();
    await examine(page, 'bases-section');
    await page.getByRole('button', { name: '从备份恢复…' }).click();
    const dialog = page.getByRole('dialog', { name: '从备份恢复' });
    await dialog.getByRole('button', { name: '选文件夹…' }).click();
    await chooseFolder(page, made, '在这里找');
    const key = dialog.getByRole('region', { name: '打开备份' });
    await key.getByLabel('登录名').selectOption('luzhixing');
    await key.getByLabel('口令', { exact: true }).fill(samplePasswords.luzhixing ?? '');
    await dialog.getByLabel('把现有的数据移到一边').check();
    await expect(dialog.getByRole('button', { name: '恢复', exact: true }).isDisabled()).resolves.toBe(true);
    const consent = dialog.getByRole('region', { name: '现在的编辑部同意' });
    await consent.getByLabel('登录名').selectOption('luzhixing');
    await consent.getByLabel('口令', { exact: true }).fill(samplePasswords.luzhixing ?? '');
    await examine(page, 'restore-consent');
    await dialog.getByRole('button', { name: '恢复', exact: true }).click();
    await dialog.getByText('要由现在的系统管理员同意').waitFor();
    await consent.getByLabel('登录名').selectOption('suhe');
    await consent.getByLabel('口令', { exact: true }).fill(samplePasswords.suhe ?? '');
    await dialog.getByRole('button', { name: '恢复', exact: true }).click();
    await page.getByText('原有数据在数据目录中的“恢复前的数据-').waitFor();
    await signInAs(page, 'suhe', samplePasswords.suhe ?? '');
    expect(pageErrors).toEqual([]);
  },
);

/** An office whose last backup was made forty days ago. */
async function overdueOffice(): Promise<string> {
  const directory = dataDirectory(join(folder, 'before'));
  const office = createOffice({ print: printOnce, directory, now: () => new Date(Date.now() - 40 * 86_400_000) });
  value(await office.client.signIn({ personId: 'suhe', password: samplePasswords.suhe ?? '' }));
  value(await office.client.makeBackup({ folder }));
  office.close();
  return directory;
}

test.skipIf(reason)('at exit a backup that is due is offered once: made there, the program ends with it', async () => {
  const directory = await overdueOffice();
  const { page, ended, pageErrors } = await openProgram(directory);
  await signInAs(page, 'suhe', samplePasswords.suhe ?? '');
  await page.getByRole('region', { name: '备份提醒' }).waitFor();
  await page.close({ runBeforeUnload: true });
  const dialog = page.getByRole('dialog', { name: '退出前' });
  await dialog.getByText('已经到期').waitFor();
  await examine(page, 'exit-dialog');
  await dialog.getByRole('button', { name: '不退出' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.close({ runBeforeUnload: true });
  await dialog.getByRole('button', { name: '现在备份…' }).click();
  const medium = join(directory, '..', 'medium');
  mkdirSync(medium);
  await chooseFolder(page, medium, '备份到这里');
  expect(await ended).toEqual({ ok: true, value: 'quit' });
  const [name = ''] = readdirSync(medium);
  expect(existsSync(join(medium, name, 'backup.json'))).toBe(true);
  expect(pageErrors).toEqual([]);
});

test.skipIf(reason)(
  'whoever would rather go is not held: by the button, by closing once more, and not asked where nothing is due',
  async () => {
    for (const leave of ['button', 'close'] as const) {
      const { page, ended } = await openProgram(await overdueOffice());
      await signInAs(page, 'suhe', samplePasswords.suhe ?? '');
      await page.getByRole('region', { name: '备份提醒' }).waitFor();
      await page.close({ runBeforeUnload: true });
      const dialog = page.getByRole('dialog', { name: '退出前' });
      await dialog.waitFor();
      if (leave === 'button') await dialog.getByRole('button', { name: '直接退出' }).click();
      else await page.close({ runBeforeUnload: true });
      expect(await ended).toEqual({ ok: true, value: 'quit' });
    }
    const { page, ended } = await openProgram(await overdueOffice());
    await signInAs(page, 'luzhixing', samplePasswords.luzhixing ?? '');
    await page.close({ runBeforeUnload: true });
    expect(await ended).toEqual({ ok: true, value: 'quit' });
  },
);

test.skipIf(reason)(
  'two of three shares restore, each in a field of its own with its number, and a slip says which of them it is in',
  async () => {
    const { directory } = await foundedDirectory();
    const office = createOffice({ print: printOnce, directory });
    value(await office.client.signIn({ personId: 'wenhe', password: passwordOf('wenhe') }));
    const present = ['wenhe', 'qiaoyi'].map((personId) => ({ personId, password: passwordOf(personId) }));
    const { shares } = value(await office.client.reissueRecovery({ kind: 'shares', present }));
    value(await office.client.confirmRecovery({}));
    const medium = temporaryDirectory();
    value(await office.client.makeBackup({ folder: medium }));
    office.close();

    const { page, pageErrors } = await openProgram(dataDirectory());
    await page.getByRole('button', { name: '从备份恢复' }).click();
    const dialog = page.getByRole('dialog', { name: '从备份恢复' });
    await dialog.getByRole('button', { name: '选文件夹…' }).click();
    await chooseFolder(page, medium, '在这里找');
    await dialog.getByLabel('用什么打开备份').selectOption('恢复份额（三份中的两份）');
    const part = (name: string) => dialog.getByRole('group', { name });
    const [first, second] = [part('恢复份额的一份'), part('恢复份额的另一份')];
    await first.getByRole('combobox').selectOption('第2份');
    await first.getByRole('textbox').fill(shares[1] ?? '');
    await second.getByRole('combobox').selectOption('第1份');
    await second.getByRole('textbox').fill(shares[2] ?? '');
    await examine(page, 'restore-shares');
    await page.keyboard.press('Enter');
    await dialog.getByText('填作第1份的，实际上是第3份').waitFor();
    await second.getByRole('combobox').selectOption('第3份');
    await second.getByRole('textbox').press('Enter');
    await page.getByText('已恢复“澜溪县办公室”').waitFor();
    expect(pageErrors).toEqual([]);
  },
);
