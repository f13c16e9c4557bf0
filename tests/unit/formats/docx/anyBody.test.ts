import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDocx } from '#formats/docx/readDocx.ts';
import { parseManuscriptLines } from '#formats/text/parseManuscript.ts';
import { blockParagraphs } from '#shared/issue/block.ts';
import { docxFile } from './docxFile.ts';

let count = 0;
/** A text that occurs once: 甲1甲, 甲2甲 … */
const text = fc.constant(0).map(() => {
  count += 1;
  return `<w:t>甲${count}甲</w:t>`;
});
const shut = [
  '<w:tab/>',
  '<w:br/>',
  '<w:br w:type="page"/>',
  '<w:noBreakHyphen/>',
  '<w:drawing/>',
  '<w:pict/>',
  '<w:object/>',
];
const fields = ['begin', 'separate', 'end'].map((type) => `<w:fldChar w:fldCharType="${type}"/>`);
const wrappers = [
  ...[
    'w:p',
    'w:r',
    'w:tbl',
    'w:tr',
    'w:tc',
    'w:ins',
    'w:del',
    'w:moveTo',
    'w:moveFrom',
    'w:hyperlink',
    'w:smartTag',
    'w:sdt',
  ],
  ...['w:fldSimple', 'm:oMath', 'w:customXml', 'w:txbxContent', 'w:unheardOf'],
];
const { node } = fc.letrec<{ node: string; nodes: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(text, fc.constantFrom(...shut, ...fields)),
    fc.tuple(fc.constantFrom(...wrappers), tie('nodes')).map(([name, inner]) => `<${name} w:id="1">${inner}</${name}>`),
    fc.tuple(fc.constantFrom('w:p', 'w:tbl'), tie('nodes')).map(([name, inner]) => {
      const run = `<w:r>${inner}</w:r>`;
      return name === 'w:p' ? `<w:p>${run}</w:p>` : `<w:tbl><w:tr><w:tc><w:p>${run}</w:p></w:tc></w:tr></w:tbl>`;
    }),
  ),
  nodes: fc.array(tie('node'), { maxLength: 5 }).map((all) => all.join('')),
}));

test('a body of any make is read, and each of its words is in the article, in the report or deleted', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(node, { minLength: 1, maxLength: 6 }), async (nodes) => {
      const body = nodes.join('');
      const { lines, report } = await readDocx(docxFile({ body }));
      const { article } = parseManuscriptLines(lines, report);
      const said = report.map(({ message }) => message).join('\n');
      const kept = [
        ...article.title,
        article.subtitle,
        article.byline,
        article.source?.line,
        ...article.body.flatMap(blockParagraphs),
      ];
      const found = `${kept.join('')}${said}`.replace(/\s/g, '');
      if (!said.includes('…')) for (const [word] of body.matchAll(/甲\d+甲/g)) expect(found).toContain(word);
    }),
    { numRuns: 500 },
  );
});
