import { expect, test } from 'vitest';
import { emptyIssueDocument } from '#shared/issue/issueDocument.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { issueDateLine, issueNumberLine } from '#shared/layout/printedLines.ts';
import { renderIssueHtml } from '#shared/layout/renderIssueHtml.ts';

test('markup in a text prints as text', () => {
  const html = renderIssueHtml(emptyIssueDocument({ name: '<b>"甲"&乙', organ: '' }), defaultLayoutParameters, []);
  expect(html).toContain('<h1>&lt;b&gt;&quot;甲&quot;&amp;乙</h1>');
});

test('numbers and dates print in the form of offices', () => {
  expect(issueNumberLine({ series: 'regular', year: 2026, serial: 7, running: 119 })).toBe('第7期（总第119期）');
  expect(issueNumberLine({ series: 'supplement', year: 2026, serial: 2 })).toBe('增刊第2期');
  expect(issueDateLine('2026-03-05')).toBe('2026年3月5日');
});
