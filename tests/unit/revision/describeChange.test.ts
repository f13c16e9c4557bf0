import { expect, test } from 'vitest';
import type { ArticleContent } from '#shared/issue/article.ts';
import type { Block } from '#shared/issue/block.ts';
import { compareArticles } from '#shared/revision/compareArticles.ts';
import { listChanges } from '#shared/revision/listChanges.ts';
import { changeText } from '../../../renderer/strings/revisions.ts';

function article(...body: readonly (string | Block)[]): ArticleContent {
  const blocks = body.map(
    (one): Block => (typeof one === 'string' ? { role: 'paragraph', inlines: [{ text: one }] } : one),
  );
  return { title: ['云溪整治河道'], source: null, body: blocks };
}

/** The changes in words, as a list tells them. */
function told(before: ArticleContent, after: ArticleContent): readonly string[] {
  return listChanges(compareArticles(before, after), before, []).map(changeText);
}

const table: Block = { role: 'table', headerRows: 0, rows: [[{ inlines: [{ text: '一' }] }]] };
const figure: Block = { role: 'figure', image: 'a'.repeat(64), caption: [{ text: '渠口' }] };

test.each([
  ['words put in', ['全县清淤。'], ['全县全面清淤。'], ['增加“全面”']],
  ['words taken out', ['全县全面清淤。'], ['全县清淤。'], ['删去“全面”']],
  ['words exchanged', ['今年清淤。'], ['去年清淤。'], ['“今”改为“去”']],
  ['a blank put in', ['全县清淤。'], ['全县　清淤。'], ['增加空白']],
  ['a blank taken out', ['全县 清淤。'], ['全县清淤。'], ['删去空白']],
  ['another blank', ['全县 清淤。'], ['全县　清淤。'], ['改了空白']],
  ['a line cut in two', ['甲段。乙段。'], ['甲段。', '乙段。'], ['分成两段']],
  ['two lines joined', ['甲段。', '乙段。'], ['甲段。乙段。'], ['两段并成一段']],
  ['a picture put in', ['甲段。'], ['甲段。', figure], ['改动了图片“渠口”']],
  ['a table put in', ['甲段。'], ['甲段。', table], ['改动了表格的行列']],
  ['another role', ['甲段。'], [{ role: 'heading1', inlines: [{ text: '甲段。' }] }], ['正文改为一级标题']],
  [
    'other marks',
    ['甲段。'],
    [{ role: 'paragraph', inlines: [{ text: '甲段', bold: true }, { text: '。' }] }],
    ['“甲段”改了加粗、着重或上标'],
  ],
] satisfies readonly (readonly [string, (string | Block)[], (string | Block)[], string[]])[])(
  '%s',
  (_name, before, after, words) => {
    expect(told(article(...before), article(...after))).toEqual(words);
  },
);
