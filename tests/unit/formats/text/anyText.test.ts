import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseBulletin } from '#formats/text/parseBulletin.ts';
import { parseManuscript } from '#formats/text/parseManuscript.ts';
import { textLines } from '#formats/text/textLine.ts';
import { blockParagraphs } from '#shared/issue/block.ts';
import { IssueDocument } from '#shared/issue/issueDocument.ts';

/** Pieces that mean something to the reader, in any order and number. */
const piece = fc.constantFrom(
  ...[
    '内部刊物',
    '机密★',
    '第',
    '期',
    '总第',
    '增刊',
    '年',
    '月',
    '日',
    '0',
    '9999999',
    '二〇',
    '十',
    '目录',
    '- ',
    '• ',
    '①',
    '一、',
  ],
  ...[
    '（一）',
    '1.',
    '（1）',
    '一是',
    '二要',
    '第一，',
    '首先，',
    '编者按：',
    '——',
    '作者',
    '本刊',
    '文/',
    '（',
    '）',
    '【',
    '】',
    '(',
    ')',
  ],
  ...[
    '报：',
    '送：',
    '发：',
    '主送：',
    '责任编辑：',
    '审核 ',
    '签发',
    '共印',
    '份',
    '联系人',
    '供稿：',
    '|',
    '│',
    '─',
    '---',
    '\t',
    '　',
    ' ',
  ],
  ...[
    '\n',
    '\n',
    '\n',
    '\r\n',
    '\u00a0',
    '\f',
    '。',
    '，',
    '；',
    '：',
    '、',
    '“',
    '”',
    '…',
    '镇',
    '白石',
    '修桥铺路便民',
    'GDP',
    '3.5',
    '2024-6-18',
  ],
);
const text = fc.array(piece, { maxLength: 120, size: 'max' }).map((pieces) => pieces.join(''));

test('any text gives a valid document, and the report names lines that are there', () => {
  fc.assert(
    fc.property(text, (input) => {
      const lines = input.split(/\r\n|[\n\r\v\f\u2028\u2029]/).length;
      const { document, report } = parseBulletin(input);
      expect(IssueDocument.safeParse(document).success).toBe(true);
      for (const { line } of report) expect(line).toBeGreaterThanOrEqual(0);
      for (const { line } of report) expect(line).toBeLessThanOrEqual(lines);
      parseManuscript(input);
    }),
    { numRuns: 3000 },
  );
});

const signs = /[\s\u00a0|│─\-—:：,，;；.。…·•●◆■▪◇①-⑳（()）【】〔〕]/g;

test('no line of a manuscript is lost: it is in the article or named in the report', () => {
  fc.assert(
    fc.property(text, (input) => {
      const { article, report } = parseManuscript(input);
      const kept = [
        ...article.title,
        article.subtitle,
        article.byline,
        article.source?.line,
        ...article.body.flatMap(blockParagraphs),
      ]
        .join('')
        .replace(signs, '');
      const named = new Set(report.map(({ line }) => line));
      for (const { line, text: written } of textLines(input, [])) {
        if (!named.has(line)) expect(kept).toContain(written.replace(signs, ''));
      }
    }),
    { numRuns: 3000 },
  );
});

/** Written otherwise in the document (number, date, labels) or derived (目录): only their absence of loss is not told by text. */
const converted = /[期年刊]|目录|2024|共印|份|责任编辑|审核|签发|报：|送：|发：|编者按/;

test('no line of a bulletin is lost: it is in the document or named in the report', () => {
  fc.assert(
    fc.property(text, (input) => {
      const { document, report } = parseBulletin(input);
      const strings: string[] = [];
      JSON.stringify(document, (_, value) => (typeof value === 'string' ? strings.push(value) && value : value));
      const kept = document.articles
        .map(({ title, body }) => title.join('') + body.flatMap(blockParagraphs).join(''))
        .concat(
          strings,
          report.map(({ message }) => message),
        )
        .join('\n')
        .replace(signs, '');
      const named = new Set(report.map(({ line }) => line));
      for (const { line, text: written } of textLines(input, [])) {
        const item = written.replace(/^[（(]?(?:\d{1,2}|一)[）).．、]\s*|[…\s（(-]+[\d.]+[）)]?$/g, '');
        if (!named.has(line) && !converted.test(written)) expect(kept).toContain(item.replace(signs, ''));
      }
    }),
    { numRuns: 3000 },
  );
});
