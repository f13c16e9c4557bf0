// The whole program with an article of its own open, made to be locked in the middle of the work: a marker is typed and
// saved, then the lock is pressed and the next life takes this process's place, as after `npm start`. Arguments: data
// directory, sign-in name, title of the article. Marker and password come on standard input, a line each; a line more asks
// for the lock.
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createChromiumHost } from '#hosts/chromium/chromiumHost.ts';
import { runProgram } from '#hosts/runProgram.ts';
import { clickBehind } from './wholeJob/clickBehind.ts';

const [directory = '', personId = '', title = ''] = process.argv.slice(2);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const nextLine = async (): Promise<string> => String((await lines.next()).value);
const marker = await nextLine();
const password = await nextLine();
const host = await createChromiumHost({
  onPage: async (page) => {
    page.setDefaultTimeout(300_000);
    await page.waitForSelector('main');
    await page.getByLabel('登录名', { exact: true }).selectOption(personId);
    await page.getByLabel('口令', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    const place = (name: RegExp) => page.getByRole('navigation', { name: '去处' }).getByRole('button', { name });
    await place(/稿件/).click();
    await page.getByRole('option', { name: new RegExp(title) }).click();
    await page.getByRole('textbox', { name: '稿件正文' }).waitFor();
    await clickBehind(page, '灯亮了。');
    await page.keyboard.insertText(marker);
    await page.getByRole('status').filter({ hasText: '已保存' }).waitFor();
    await host.print(`<!doctype html><title>${marker}</title><p>${marker}</p>`);
    process.stdout.write('ready\n');
    // Looked at while it is open, until another line asks for the lock; the page goes while the key is still down.
    await nextLine();
    await page.keyboard.press('Control+l').catch(() => {});
  },
});
const ended = await runProgram(host, directory);
if (!ended.ok || ended.value !== 'lock') throw new Error(`the program was not locked: ${JSON.stringify(ended)}`);
const start = fileURLToPath(new URL('../../electron/start.ts', import.meta.url));
process.execve?.(
  process.execPath,
  [process.execPath, start, '--host=chromium', '--data', directory],
  process.env as NodeJS.ProcessEnv,
);
