import { expect, test, vi } from 'vitest';
import { inlineText } from '#shared/issue/inline.ts';
import { compose } from './compose.ts';
import { whyNoDisplay } from './display.ts';
import { caretBehind, openArticle, savedArticle, savedLines } from './editedArticle.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);
const soon = { timeout: 20_000, interval: 100 };
/** As Word puts it on the clipboard. */
const wordHtml = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--[if gte mso 9]><xml>x</xml><![endif]-->
      <p class="MsoNormal"><b><span style="font-size:16pt">一、备灯</span></b><o:p></o:p></p>
      <p class="MsoNormal" style="color:red">村里<b>备足</b>灯头。<img src="file:///C:/a.png"></p>
      <p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">1.</span>查线</p>
      <p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">2.</span>换灯</p>
      <table><tr><td>村</td><td>盏</td></tr><tr><td>上湾</td><td>40</td></tr></table></body></html>`;
const lines = (...paragraphs: readonly string[]) => ({
  title: ['渡口的灯'],
  source: { unit: '柳湾镇委', line: '（柳湾镇委）' },
  body: paragraphs.map((text) => ({ role: 'paragraph' as const, inlines: [{ text }] })),
});

test.skipIf(whyNot)(
  titled('what is typed and composed is on the disk after a pause, and undo takes it back'),
  async () => {
    const { page, id, pageErrors } = await openArticle(lines('灯亮了。'));
    await caretBehind(page, '灯亮了。');
    const word = await compose(page, 'dukou');
    // Letters that stand for a word not chosen yet are no text of the article.
    expect(await savedLines(page, id)).toEqual(['渡口的灯', '灯亮了。']);
    await word.choose('渡口');
    await page.keyboard.type('热闹起来。');
    await vi.waitFor(
      async () => expect(await savedLines(page, id)).toEqual(['渡口的灯', '灯亮了。渡口热闹起来。']),
      soon,
    );
    await page.getByRole('status').filter({ hasText: '已保存' }).waitFor();
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await vi.waitFor(async () => expect((await savedLines(page, id))[1]).not.toContain('热闹'), soon);
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(titled('an open composition is committed before one goes elsewhere'), async () => {
  const { page, id } = await openArticle(lines('灯亮了。'));
  await caretBehind(page, '灯亮了。');
  await compose(page, 'ye');
  await page.getByRole('navigation', { name: '去处' }).getByRole('button', { name: /刊期/ }).click();
  await vi.waitFor(async () => expect(await savedLines(page, id)).toEqual(['渡口的灯', '灯亮了。ye']), soon);
});

test.skipIf(whyNot)(
  titled('keys give roles and marks, run-in headings mark themselves, the outline leads there'),
  async () => {
    const { page, id } = await openArticle(lines('先摸底', '后文。'));
    await caretBehind(page, '先摸底');
    await page.keyboard.press('Control+Alt+1');
    await page.getByRole('list', { name: '大纲' }).getByRole('button', { name: '先摸底' }).click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+b');
    await page.keyboard.type('要紧');
    await page.keyboard.press('Control+b');
    await page.keyboard.type('的事。');
    await page.keyboard.press('Enter');
    await page.keyboard.type('一是走访。走访十二村。');
    await vi.waitFor(async () => {
      const { content } = await savedArticle(page, id);
      expect(content.body).toEqual([
        { role: 'heading1', inlines: [{ text: '先摸底' }] },
        { role: 'paragraph', inlines: [{ text: '要紧', bold: true }, { text: '的事。' }] },
        { role: 'paragraph', inlines: [{ text: '一是走访。', runIn: true }, { text: '走访十二村。' }] },
        { role: 'paragraph', inlines: [{ text: '后文。' }] },
      ]);
    }, soon);
    expect(await page.locator('.article-runIn').innerText()).toBe('一是走访。');
  },
);

test.skipIf(whyNot)(
  titled('pasted Word HTML keeps roles and bold, loses looks, and says which pictures did not come'),
  async () => {
    const { page, id } = await openArticle(lines('前文。'));
    await caretBehind(page, '前文。');
    await page.keyboard.press('Enter');
    await page.evaluate((html) => {
      const copy = (event: ClipboardEvent) => {
        event.preventDefault();
        event.stopImmediatePropagation();
        event.clipboardData?.setData('text/plain', '一、备灯');
        event.clipboardData?.setData('text/html', html);
      };
      addEventListener('copy', copy, { capture: true, once: true });
    }, wordHtml);
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Control+v');
    await page.getByText('有1幅图片没有随文字带来').waitFor();
    await vi.waitFor(async () => {
      const { content } = await savedArticle(page, id);
      expect(content.body.slice(1)).toEqual([
        { role: 'heading1', inlines: [{ text: '一、备灯' }] },
        { role: 'paragraph', inlines: [{ text: '村里' }, { text: '备足', bold: true }, { text: '灯头。' }] },
        { role: 'list', ordered: true, items: [[{ text: '查线' }], [{ text: '换灯' }]] },
        expect.objectContaining({ role: 'table', headerRows: 1 }),
      ]);
    }, soon);
  },
);

test.skipIf(whyNot)(titled('a table grows by its buttons and a picture comes in by its bytes'), async () => {
  const { page, id } = await openArticle(lines('前文。'));
  await caretBehind(page, '前文。');
  await page.getByRole('button', { name: '插入表格' }).click();
  await page.keyboard.type('村');
  await page.keyboard.press('Tab');
  await page.keyboard.type('盏');
  await page.getByRole('button', { name: '右侧加列' }).click();
  await vi.waitFor(async () => {
    const table = (await savedArticle(page, id)).content.body.find((block) => block.role === 'table');
    expect(table?.rows.map((row) => row.length)).toEqual([4, 4, 4]);
    expect(table?.rows[0]?.slice(0, 2).map((cell) => inlineText(cell.inlines))).toEqual(['村', '盏']);
  }, soon);
  await caretBehind(page, '前文。');
  const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const files = page.locator('input[type=file][aria-label="插入图片"]');
  await files.setInputFiles({ name: '夜景.png', mimeType: 'image/png', buffer: Buffer.from(png, 'base64') });
  await page.getByAltText('图片').waitFor();
  await page.keyboard.type('渡口夜景');
  await vi.waitFor(async () => {
    const figure = (await savedArticle(page, id)).content.body.find((block) => block.role === 'figure');
    expect(figure?.caption).toEqual([{ text: '渡口夜景' }]);
  }, soon);
  await files.setInputFiles({ name: '假.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await page.getByText('只能插入PNG和JPEG图片').waitFor();
});

test.skipIf(whyNot)(
  titled('定稿 closes the text and says why, 取消定稿 opens it again, an earlier version comes back'),
  async () => {
    const { page, id } = await openArticle(lines('灯亮了。'));
    await caretBehind(page, '灯亮了。');
    await page.keyboard.type('改坏了。');
    await page.getByRole('button', { name: '定稿' }).click();
    await page.getByText('这篇稿件已定稿，只能看').waitFor();
    expect(await savedLines(page, id)).toEqual(['渡口的灯', '灯亮了。改坏了。']);
    const text = page.getByRole('textbox', { name: '稿件正文' });
    expect(await text.getAttribute('contenteditable')).not.toBe('true');
    await page.getByRole('button', { name: '取消定稿' }).click();
    await page.getByRole('toolbar', { name: '格式' }).waitFor();

    await page.getByRole('tab', { name: '版本' }).click();
    await page.getByRole('list', { name: '版本' }).getByRole('button', { name: /第1版/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('灯亮了。').waitFor();
    await dialog.getByRole('button', { name: '恢复这一版' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '恢复这一版' }).click();
    await page.getByText('已恢复第1版。').waitFor();
    await vi.waitFor(async () => expect(await savedLines(page, id)).toEqual(['渡口的灯', '灯亮了。']), soon);
    expect(await text.innerText()).not.toContain('改坏了');
  },
);

test.skipIf(whyNot)(titled('a new article begins in its title'), async () => {
  const { page } = await openArticle(lines('灯亮了。'));
  await page.getByRole('button', { name: '新建稿件' }).click();
  await page.getByRole('option', { name: /无标题/ }).waitFor();
  await vi.waitFor(async () => {
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('稿件正文');
  }, soon);
  await page.keyboard.type('夜班记');
  await page.getByRole('option', { name: /夜班记/ }).waitFor();
});

test.skipIf(whyNot)(
  titled('what is written right behind keys of movement stands where the caret stands, however busy the window is'),
  async () => {
    const { page, id, pageErrors } = await openArticle({ ...lines('灯亮了。', '河静了。'), source: null });
    await caretBehind(page, '灯亮了。');
    // Timers that come late: what the editor does right behind a drawing it does behind the next keys.
    await page.evaluate(() => {
      const timer = window.setTimeout.bind(window);
      const late = (work: TimerHandler, delay = 0, ...rest: unknown[]) => timer(work, Math.max(delay, 400), ...rest);
      Object.assign(window, { setTimeout: late });
    });
    const move = async () => {
      await page.keyboard.press('Control+End');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('End');
    };
    await move();
    for (const sign of '船到了。') await page.keyboard.insertText(sign);
    await expect.poll(() => savedLines(page, id), soon).toEqual(['渡口的灯', '灯亮了。', '河静了。船到了。']);
    await move();
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('ok');
    await expect.poll(() => savedLines(page, id), soon).toEqual(['渡口的灯', '灯亮了。', '河静了。船到ok']);
    await move();
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('天');
    await page.keyboard.insertText('亮');
    await expect.poll(() => savedLines(page, id), soon).toEqual(['渡口的灯', '灯亮了。', '河静了。船到ok', '天亮']);
    await move();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.insertText('已');
    await expect.poll(async () => (await savedLines(page, id)).at(-1), soon).toBe('天已亮');
    expect((await savedArticle(page, id)).content.source).toBeNull();
    expect(pageErrors).toEqual([]);
  },
);
