// The whole program in a window with an article of its own open, made to be killed in the middle of the work: a marker is
// typed, saved, searched for and printed, and the last letters of it are being typed. Arguments: data directory, sign-in
// name, title of the article, marker; the password comes on standard input.
import { text } from 'node:stream/consumers';
import { createChromiumHost } from '#hosts/chromium/chromiumHost.ts';
import { runProgram } from '#hosts/runProgram.ts';
import { clickBehind } from './wholeJob/clickBehind.ts';

const [directory = '', personId = '', title = '', marker = ''] = process.argv.slice(2);
const password = await text(process.stdin);
const host = await createChromiumHost({
  onPage: async (page) => {
    page.setDefaultTimeout(300_000);
    await page.waitForSelector('main');
    await page.getByLabel('登录名', { exact: true }).selectOption(personId);
    await page.getByLabel('口令', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    const place = (name: RegExp) => page.getByRole('navigation', { name: '去处' }).getByRole('button', { name });
    await place(/档案/).click();
    await page.getByLabel('查找档案').first().fill(marker);
    await place(/稿件/).click();
    await page.getByRole('option', { name: new RegExp(title) }).click();
    await page.getByRole('textbox', { name: '稿件正文' }).waitFor();
    await clickBehind(page, '灯亮了。');
    await page.keyboard.insertText(marker);
    await page.getByRole('status').filter({ hasText: '已保存' }).waitFor();
    await host.print(`<!doctype html><title>${marker}</title><p>${marker}</p>`);
    // Long enough for the browser to write what it keeps of a session.
    await page.waitForTimeout(5000);
    process.stdout.write('ready\n');
    await page.keyboard.insertText(marker);
  },
});
await runProgram(host, directory);
