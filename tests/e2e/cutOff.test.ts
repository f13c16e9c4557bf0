import { expect, test } from 'vitest';
import { articleContent, passwordOf } from '../office/office/foundedOffice.ts';
import { whyNoDisplay } from './display.ts';
import { caretBehind, killOffice, openArticle, savedLines } from './editedArticle.ts';
import { openProgram, signInAs } from './openProgram.ts';
import { picture } from './wholeJob/window.ts';

const whyNot = whyNoDisplay();
const soon = { timeout: 60_000, interval: 100 };
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

test.skipIf(whyNot)(
  titled(
    'after an unclean end the next sign-in says what was being written and leads there; after a clean one nothing',
  ),
  async () => {
    const { page, id, host, ended, directory } = await openArticle(articleContent('渡口的灯', '灯亮了。'));
    await caretBehind(page, '灯亮了。');
    await page.keyboard.type('写到一半');
    await expect.poll(() => savedLines(page, id), soon).toContain('灯亮了。写到一半');
    killOffice();
    await page.getByLabel('口令', { exact: true }).waitFor();
    await signInAs(page, 'wenhe', passwordOf('wenhe'));
    const told = page.getByRole('region', { name: '上次没有正常退出' });
    await told.getByText(/文字保存到\d+月\d+日 \d\d:\d\d:\d\d/).waitFor();
    await picture(page, 'cut-off');
    await told.getByRole('button', { name: /打开“渡口的灯”/ }).click();
    await page.getByText('灯亮了。写到一半').waitFor();
    await told.getByRole('button', { name: '知道了' }).click();
    await told.waitFor({ state: 'detached' });

    // Written on and closed as one closes a window: nothing to tell.
    await caretBehind(page, '写到一半');
    await page.keyboard.type('，写完了。');
    await expect.poll(() => savedLines(page, id), soon).toContain('灯亮了。写到一半，写完了。');
    await page.close({ runBeforeUnload: true });
    expect(await ended).toEqual({ ok: true, value: 'quit' });
    await host.close();
    const { page: next } = await openProgram(directory);
    await signInAs(next, 'wenhe', passwordOf('wenhe'));
    await next.keyboard.press('Alt+2');
    await next.getByRole('option', { name: /渡口的灯/ }).click();
    await next.getByText('写完了。').waitFor();
    expect(await next.getByRole('region', { name: '上次没有正常退出' }).count()).toBe(0);
  },
);
