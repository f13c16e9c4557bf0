import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UnwritableTextError } from '#formats/export/unwritableTextError.ts';
import { writeHtml } from '#formats/html/writeHtml.ts';
import { parseBulletin } from '#formats/text/parseBulletin.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { fullIssue } from '../../../office/printing/fullIssue.ts';
import { printedText } from '../../../office/printing/printedText.ts';
import { anyIssue } from '../docx/anyIssue.ts';

const seed = resolve(import.meta.dirname, '../../../../../shared/seed/zhejiang-youth-2019-03.txt');
const seedIsHere = existsSync(seed);
if (!seedIsHere) console.info(`the text of the real bulletin in HTML skipped: no text at ${seed}`);

const listSigns = /[①-⑳]/g;
const tag = /<(\/?)([a-z][a-z0-9]*)((?:\s[a-z-]+(?:="[^"<>]*")?)*)>/g;
/** Elements that have no end tag. */
const single = new Set(['meta', 'img', 'col', 'br']);

/** The text of a page's body; throws where its tags do not nest. */
function bodyText(html: string): string {
  const body = html.slice(html.indexOf('<body>'), html.indexOf('</html>'));
  const open: string[] = [];
  for (const [, closing, name = ''] of body.matchAll(tag)) {
    if (single.has(name)) continue;
    if (!closing) open.push(name);
    else if (open.pop() !== name) throw new Error(`</${name}> closes another element`);
  }
  const text = body.replace(tag, '');
  if (/[<>]/.test(text)) throw new Error(`markup in the text: ${/.{0,20}[<>].{0,20}/s.exec(text)?.[0]}`);
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s/g, '');
}

test('a page reads as the document reads, character for character', () => {
  expect(bodyText(writeHtml(fullIssue))).toBe(printedText(fullIssue).replace(listSigns, ''));
});

test.skipIf(!seedIsHere)('the text of the real bulletin is whole in its page', () => {
  const { document } = parseBulletin(readFileSync(seed, 'utf8'));
  expect(bodyText(writeHtml(document))).toBe(printedText(document));
});

test('any issue gives a page whose tags nest and whose text is the document’s', () => {
  fc.assert(
    fc.property(anyIssue, (document) => {
      const html = writeHtml(document);
      expect(bodyText(html).replace(listSigns, '')).toBe(printedText(document).replace(listSigns, ''));
      expect(writeHtml(document)).toBe(html);
    }),
    { numRuns: 200 },
  );
});

test('a page asks for nothing outside itself, runs no script and lets no style in but its own', () => {
  const html = writeHtml(fullIssue, { draft: { name: '苏禾' } });
  expect(html).not.toMatch(/<(?:script|link|iframe|object|embed|base|form)\b/i);
  expect(html).not.toMatch(/\son[a-z]+=|\sstyle=/i);
  const addresses = [...html.matchAll(/\s(?:src|href)="([^"]*)"/g)].map(([, address = '']) => address);
  expect(addresses.length).toBe(3);
  for (const address of addresses) expect(address).toMatch(/^(?:#article-\d|data:image\/png;base64,)/);
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
  expect(style).not.toMatch(/url\(|@import/);
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
  const hash = createHash('sha256').update(style).digest('base64');
  expect(policy).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`,
  );
});

test('headings follow the order of the text, header cells are named as such, the language is said', () => {
  const html = writeHtml(fullIssue);
  expect(html).toContain('<html lang="zh-CN">');
  const levels = [...html.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
  expect(levels).toEqual([1, 2, 2, 3, 4, 5, 6, 2]);
  expect(html.match(/<th scope="col"/g)).toHaveLength(4);
  expect(html.match(/<th scope="colgroup" colspan="2"/g)).toHaveLength(1);
  expect(html).toContain('<time datetime="2026-11-08">2026年11月8日</time>');
  expect(html).toContain('<figcaption>图1　枫塘乡东干渠衬砌后的断面</figcaption>');
  for (const part of ['header', 'nav', 'aside', 'main', 'article', 'footer']) expect(html).toContain(`<${part}`);
  expect(html).toContain('<a href="#article-2">枫塘乡请老放水员当师傅</a>');
  expect(html).toContain('<article id="article-2">');
});

test('a draft says so before anything else; a clean page does not', () => {
  const words = '草稿 · 苏禾 · 2026年3月5日 14:20';
  const html = writeHtml(fullIssue, { draft: { name: '苏禾', at: '2026年3月5日 14:20' } });
  expect(html.slice(html.indexOf('<body>') + 7)).toMatch(new RegExp(`^<p class="draft" role="note">${words}</p>`));
  expect(writeHtml(fullIssue)).not.toContain('草稿');
  expect(writeHtml(fullIssue, { draft: {} })).toContain('<p class="draft" role="note">草稿</p>');
});

test('markup in a text stays text', () => {
  const text = '<img src=x onerror=alert(1)>&amp;"]]><!--';
  const document: IssueDocument = {
    ...fullIssue,
    publication: { name: text, organ: text },
    articles: [
      {
        id: 'a1',
        title: [text],
        subtitle: text,
        byline: text,
        source: { unit: text, line: text },
        body: [
          { role: 'quote', inlines: [{ text, bold: true }] },
          { role: 'table', headerRows: 0, rows: [[{ inlines: [{ text }] }]] },
        ],
      },
    ],
    sendTo: [text],
    images: {},
  };
  const html = writeHtml(document, { draft: { name: text } });
  expect(html).not.toMatch(/<img|<!--/);
  bodyText(html);
});

test.each(['\0', '\u0007', '\ud83d', '\uffff'])('%j is refused with its place', (text) => {
  const document = { ...fullIssue, column: `栏${text}` };
  expect(() => writeHtml(document)).toThrow(UnwritableTextError);
  expect(() => writeHtml(document)).toThrow(/^栏目有不能写入文件的/);
});

test('any text in any place gives a page whose tags nest, or one clear refusal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), (text) => {
      const article = { id: 'a1', title: [text], source: null, body: [{ role: 'lead' as const, inlines: [{ text }] }] };
      const document: IssueDocument = { ...fullIssue, column: text, articles: [article], images: {} };
      try {
        bodyText(writeHtml(document));
      } catch (error) {
        expect(error).toBeInstanceOf(UnwritableTextError);
      }
    }),
    { numRuns: 500 },
  );
});
