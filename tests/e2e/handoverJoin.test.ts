import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createOffice } from '#office/office.ts';
import {
  foundedDirectory,
  passwordOf,
  printOnce,
  publicationOf,
  signIn,
  value,
} from '../office/office/foundedOffice.ts';
import { signInByKeys, soon } from './byKeys.ts';
import { whyNoDisplay } from './display.ts';
import { examine } from './examine.ts';
import { dataDirectory, openProgram, signInAs } from './openProgram.ts';

const reason = whyNoDisplay();
if (reason) console.log(`joining skipped: ${reason}`);

const requestPassword = '先到的机器在等我';

test.skipIf(reason)(
  'an empty machine joins an office from the first window, and each machine then shows what it does',
  { timeout: 600_000 },
  async () => {
    const medium = mkdtempSync(join(tmpdir(), 'neikan-medium-'));
    onTestFinished(() => rmSync(medium, { recursive: true, force: true }));
    const { directory } = await foundedDirectory();
    const office = createOffice({ print: printOnce, directory });
    await signIn(office, 'wenhe');
    await publicationOf(office);
    const own = value(await office.client.makeMachineCard({ name: '编辑机' })).machine;
    office.close();

    const { page: fresh, pageErrors } = await openProgram(dataDirectory());
    await fresh.getByRole('button', { name: '加入已有的编辑部' }).focus();
    await examine(fresh, 'join-first');
    await fresh.keyboard.press('Enter');
    const join1 = fresh.getByRole('dialog', { name: '加入已有的编辑部' });
    await join1.getByLabel('这台机器的名称').fill('审核机');
    await join1.getByLabel('编辑部的名称').fill('澜溪县办公室');
    await join1.getByLabel('申请的口令').fill(requestPassword);
    await join1.getByLabel('再输一遍').fill(`${requestPassword}了`);
    await join1.getByText('两遍不一样。').waitFor(soon);
    expect(await join1.getByRole('button', { name: '做申请' }).isDisabled()).toBe(true);
    await join1.getByLabel('再输一遍').fill(requestPassword);
    await examine(fresh, 'join-request');
    await fresh.keyboard.press('Enter');
    const save = fresh.getByRole('dialog').last();
    await save.getByLabel('保存到的文件夹').fill(medium);
    await fresh.keyboard.press('Enter');
    await save.getByText('这个文件夹是空的').waitFor(soon);
    await fresh.keyboard.press('Enter');
    await fresh.getByText(`已保存到“${medium}`).waitFor(soon);
    const words = join1.getByRole('list', { name: '念给已有机器的安全保密管理员听的八个词' }).getByRole('listitem');
    await expect.poll(() => words.count(), soon).toBe(8);
    await examine(fresh, 'join-words');
    const heard = (await words.allInnerTexts()).map((word) => word.replace(/[\d\s]/g, ''));
    const [cardFile = ''] = readdirSync(medium);

    const { page: old, pageErrors: errorsThere } = await openProgram(directory);
    await signInByKeys(old, 'qiaoyi');
    await old.keyboard.press('Alt+6');
    await old.getByRole('option', { name: '机器', exact: true }).click();
    const choosing = old.waitForEvent('filechooser', { timeout: 0 });
    await old.getByRole('button', { name: '收下名片…' }).click();
    await (await choosing).setFiles(join(medium, cardFile));
    for (const [index, word] of heard.entries()) await old.getByLabel(`第${index + 1}个词`).fill(word);
    await old.keyboard.press('Enter');
    await old.getByText('“审核机”已核对，可以与它交接。').waitFor(soon);
    await old.getByRole('button', { name: '同意入网：“审核机”' }).click();
    await examine(old, 'join-approve');
    await old.getByRole('dialog').getByRole('button', { name: '同意入网' }).click();
    await old.getByRole('button', { name: '给“审核机”写入网包' }).click();
    await old.getByLabel('介质编号').fill('入网盘01');
    await old.getByRole('button', { name: '选文件夹…' }).click();
    await old.getByLabel('文件夹', { exact: true }).fill(medium);
    await old.keyboard.press('Enter');
    await expect.poll(() => old.getByLabel('文件夹', { exact: true }).inputValue(), soon).toBe(medium);
    await old.getByRole('dialog').last().getByRole('button', { name: '写到这里' }).click();
    await old.getByText(medium).waitFor(soon);
    await examine(old, 'join-write');
    await old.getByRole('button', { name: '写入网包', exact: true }).click();
    await old.getByText('入网包已写给“审核机”').waitFor(soon);
    await old.getByRole('region', { name: '各台机器办哪几道' }).getByText('签发和编期号在本机。').waitFor(soon);
    await examine(old, 'join-duties');
    const senderCard = readdirSync(medium).find((name) => name.endsWith('.nkcard') && name !== cardFile) ?? '';

    await join1.getByRole('tab', { name: '收入网包' }).click();
    await join1.getByRole('button', { name: '选文件夹…' }).click();
    // Where it was saved last stands there already.
    const where = fresh.getByLabel('文件夹', { exact: true });
    await expect.poll(() => where.inputValue(), soon).toBe(medium);
    await fresh.getByRole('dialog').last().getByRole('button', { name: '用这个文件夹' }).click();
    await join1.getByText(medium, { exact: true }).waitFor(soon);
    const choosingCard = fresh.waitForEvent('filechooser', { timeout: 0 });
    await join1.getByRole('button', { name: '选名片文件…' }).click();
    await (await choosingCard).setFiles(join(medium, senderCard));
    for (const [index, word] of own.words.entries()) await join1.getByLabel(`第${index + 1}个词`).fill(word);
    await join1.getByLabel('介质编号').fill('入网盘01');
    await join1.getByLabel('申请的口令').fill('不是这一句口令');
    await join1.getByLabel('安全保密管理员的登录名').fill('qiaoyi');
    await join1.getByLabel('他的口令').fill(passwordOf('qiaoyi'));
    await examine(fresh, 'join-take');
    await join1.getByRole('button', { name: '加入', exact: true }).click();
    // Told beside the field it is about, and the wait before the next try on the button.
    await join1.getByText(/^打开入网申请时：/).waitFor(soon);
    await examine(fresh, 'join-wrongPassword');
    await join1.getByLabel('申请的口令').fill(requestPassword);
    await join1.getByRole('button', { name: '加入', exact: true }).click();
    await fresh.getByText('本机“审核机”已加入“澜溪县办公室”').waitFor(soon);
    await signInAs(fresh, 'wenhe', passwordOf('wenhe'));
    await fresh.keyboard.press('Alt+6');
    await fresh.getByRole('option', { name: '机器', exact: true }).click();
    await fresh.getByText('签发和编期号在“编辑机”。').waitFor(soon);
    await examine(fresh, 'join-joined');
    // What this machine does is decided where one may: the system administrator takes the review from the other.
    await fresh.getByLabel('“编辑机”办审核').click();
    await expect.poll(() => fresh.getByLabel('“编辑机”办审核').isChecked(), soon).toBe(false);
    expect([...pageErrors, ...errorsThere]).toEqual([]);
  },
);
