import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Host } from '#hosts/host.ts';
import { createOffice } from '#office/office.ts';
import { fileDirectory, passwordOf, printOnce, staff, value } from '../office/office/foundedOffice.ts';
import { whyNoDisplay } from './display.ts';
import { openNoted, savedNotation } from './editorArticle.ts';
import { type HostPage, openHostPage } from './hostPage.ts';
import { signInAs } from './openProgram.ts';

const whyNot = whyNoDisplay();
if (whyNot) console.log(`hostileDocument skipped: ${whyNot}`);
const soon = { timeout: 60_000 };
const away = 'https://collect.example.invalid';

/** Everything by which a page or a Word file fetches something: each with an address of its own. */
const hostileHtml = `<html xmlns:v="urn:schemas-microsoft-com:vml"><head>
<base href="${away}/base/"><meta http-equiv="refresh" content="0;url=${away}/refresh">
<link rel="preconnect" href="${away}"><link rel="dns-prefetch" href="${away}"><link rel="prefetch" href="${away}/prefetch">
<link rel="preload" as="image" href="${away}/preload.png"><link rel="stylesheet" href="${away}/style.css">
<link rel="manifest" href="${away}/manifest.json"><link rel="icon" href="${away}/icon.png">
<style>@import url("${away}/import.css"); @font-face { font-family: x; src: url("${away}/font.woff2"); }
p { background: url("${away}/background.png"); font-family: x; cursor: url("${away}/cursor.cur"), auto; }
p::before { content: url("${away}/content.png"); }</style></head>
<body background="${away}/body.png"><p style="list-style-image:url(${away}/list.png);background:url('${away}/inline.png')">渡口有灯。</p>
<img src="${away}/pixel.png?who=1" srcset="${away}/large.png 2x" onerror="new Image().src='${away}/onerror.png'">
<img src="file:///etc/hostname"><img src="//collect.example.invalid/short.png"><picture><source srcset="${away}/source.webp"><img></picture>
<svg><use href="${away}/sprite.svg#a"/><image href="${away}/svg.png"/><script href="${away}/svg.js"/><style>@import "${away}/svg.css";</style></svg>
<iframe src="${away}/frame.html" srcdoc="<img src='${away}/srcdoc.png'>"></iframe><object data="${away}/object.swf"></object><embed src="${away}/embed.pdf">
<video src="${away}/video.mp4" poster="${away}/poster.png" autoplay></video><audio src="${away}/audio.mp3" autoplay></audio><track src="${away}/track.vtt">
<form action="${away}/form"><input type="image" src="${away}/input.png"></form><a href="${away}/link" ping="${away}/ping">链接的文字</a>
<v:imagedata src="file:///C:/Users/x/image001.png" o:href="${away}/vml.png"></v:imagedata>
<table background="${away}/table.png"><tr><td background="${away}/cell.png">表中的字</td></tr></table>
<script>fetch('${away}/fetch'); navigator.sendBeacon('${away}/beacon'); new WebSocket('wss://collect.example.invalid/socket')</script>
</body></html>`;

/** A Word file that points outside by every kind of relation it knows. */
function hostileDocx(): Uint8Array {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}" TargetMode="External"/>`;
  const relations = (inner: string) =>
    `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
  const paragraph = (inner: string) => `<w:p>${inner}</w:p>`;
  const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
  const picture = `<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:link="rId1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
  const field = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDEPICTURE "${away}/field.png" \\d</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
  const document = `<?xml version="1.0" encoding="UTF-8"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>
${paragraph(run('柳湾镇给渡口装灯'))}${paragraph(run('柳湾镇把灯装在渡口，夜里靠岸的人看得见路。'))}
${paragraph(picture)}${paragraph(field)}${paragraph(`<w:hyperlink r:id="rId2">${run('看照片')}</w:hyperlink>`)}
<w:altChunk r:id="rId3"/>${paragraph(run('（柳湾镇委）'))}</w:body></w:document>`;
  return zipSync({
    '[Content_Types].xml': strToU8(
      `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      relations(
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>',
      ),
    ),
    'word/document.xml': strToU8(document),
    'word/_rels/document.xml.rels': strToU8(
      relations(
        relation('rId1', 'image', `${away}/linked.png`) +
          relation('rId2', 'hyperlink', `${away}/hyperlink`) +
          relation('rId3', 'aFChunk', `${away}/chunk.html`) +
          relation('rId4', 'attachedTemplate', `${away}/template.dotm`) +
          relation('rId5', 'subDocument', 'file:///etc/passwd'),
      ),
    ),
    'word/settings.xml': strToU8(
      `<?xml version="1.0"?><w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:attachedTemplate r:id="rId4"/></w:settings>`,
    ),
  });
}

describe.skipIf(whyNot)('a hostile document', () => {
  let program: HostPage & { readonly host: Host };
  const foreign: string[] = [];
  beforeAll(async () => {
    const directory = join(fileDirectory(), 'data');
    const office = createOffice({ print: printOnce, directory });
    value(await office.client.foundOffice({ name: '澜溪县办公室', staffing: 'standard', people: [...staff] }));
    office.close();
    program = await openHostPage(directory);
    program.context.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(`${program.origin}/`) && !/^(data|blob):/.test(url)) foreign.push(url);
    });
    await signInAs(program.page, 'wenhe', passwordOf('wenhe'));
  });
  afterAll(() => program?.end());

  /** Requests that anything of the program has tried, in the window or the printer, beside its own files. */
  const requests = () => [...foreign, ...program.host.refused().last];

  test('taken in from Word it makes no request, and its words are there', async () => {
    const { page } = program;
    await drop(page, '渡口的灯（柳湾镇委）.docx', hostileDocx());
    await page.getByText(/收下.*《柳湾镇给渡口装灯》/).waitFor();
    await page.getByRole('option', { name: /柳湾镇给渡口装灯/ }).click();
    await page.getByRole('article').getByText('夜里靠岸的人看得见路').waitFor();
    // What it pointed to is told, as words.
    await page.getByText(/去掉链接.*hyperlink/).waitFor();
    await page.waitForTimeout(500);
    expect(requests()).toEqual([]);
  });

  test('pasted from a web page and shown on its pages it makes no request, and no address of it is kept', async () => {
    const { page } = program;
    await page.getByRole('navigation', { name: '去处' }).getByRole('button', { name: /稿件/ }).click();
    const id = await openNoted(page, 'title 渡口的灯\nparagraph |\nsource （柳湾镇委）');
    await page.evaluate((html) => {
      const give = (event: ClipboardEvent) => {
        event.preventDefault();
        event.stopImmediatePropagation();
        event.clipboardData?.setData('text/html', html);
        event.clipboardData?.setData('text/plain', '渡口有灯。');
      };
      addEventListener('copy', give, { capture: true, once: true });
    }, hostileHtml);
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Control+v');
    await expect.poll(() => savedNotation(page, id), soon).toContain('渡口有灯。');
    expect(await savedNotation(page, id)).not.toContain('collect.example');
    await page.getByRole('tab', { name: '页面' }).click();
    const pages = page.getByRole('region', { name: '页面', exact: true });
    await pages.getByRole('img', { name: '第1页' }).locator('canvas').waitFor(soon);
    await page.waitForTimeout(500);
    expect(requests()).toEqual([]);
  });

  test('printed as it is, it is refused in the printer, counted, and told in the proof without what follows the question mark', async () => {
    const { page, host } = program;
    // Nothing of ours prints such a page: this is the layer below, which must hold by itself.
    // A page that goes elsewhere by itself may not come to paper at all; what it tried is refused all the same.
    await host.print(`<!doctype html>${hostileHtml}`).catch(() => {});
    const { count, last } = host.refused();
    expect(count).toBeGreaterThan(0);
    expect(last.join()).not.toContain('who=1');
    await page.getByRole('contentinfo').getByRole('button', { name: '未联网' }).click();
    await page.getByText(`拒绝了页面发出的${count}次对外请求`).waitFor();
    await page.getByText('https://collect.example.invalid/').first().waitFor();
  });
});

/** Drops a file on the window as a file manager does. */
async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([given, base64]) => {
      const made = new DataTransfer();
      made.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], given));
      return made;
    },
    [name, Buffer.from(bytes).toString('base64')] as const,
  );
  const target = page.locator('main');
  await expect
    .poll(async () => {
      await target.dispatchEvent('dragover', { dataTransfer: transfer });
      return page.getByText('放开鼠标，收下这些文件').isVisible();
    }, soon)
    .toBe(true);
  await target.dispatchEvent('drop', { dataTransfer: transfer });
}
