import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ArticleContent } from '#shared/issue/article.ts';
import { changeAuthors } from '#shared/revision/changeAuthors.ts';
import { compareArticles } from '#shared/revision/compareArticles.ts';
import { describeChange } from '#shared/revision/describeChange.ts';
import { anyArticle, edited } from './anyArticle.ts';

function article(...paragraphs: readonly string[]): ArticleContent {
  const body = paragraphs.map((text) => ({ role: 'paragraph' as const, inlines: [{ text }] }));
  return { title: ['云溪整治河道'], source: null, body };
}

const at = (hour: number) => `2026-03-05T0${hour}:00:00.000Z`;

/** Each change as kind, what went, what came, and who. */
function told(base: ArticleContent, ...steps: readonly (readonly [string, ArticleContent])[]) {
  const trail = steps.map(([personId, content], index) => ({ personId, at: at(index + 1), content }));
  const comparison = compareArticles(base, trail.at(-1)?.content ?? base);
  const authors = changeAuthors(comparison, base, trail);
  return comparison.changes.map((_one, index) => {
    const { kind, removed, added } = describeChange(comparison, index);
    return [kind, removed, added, authors[index]?.map(({ personId }) => personId).join('、')];
  });
}

test('each change has the person in whose version it first stood, however many came after', () => {
  expect(
    told(
      article('全县清淤十二处。', '群众满意。'),
      ['闻禾', article('全县全面清淤十二处。', '群众满意。')],
      ['乔一', article('全县全面清淤十二处。', '群众普遍称赞。')],
      ['闻禾', article('全县全面清淤十二处。', '群众普遍称赞。', '下一步抓管护。')],
    ),
  ).toEqual([
    ['insert', '', '全面', '闻禾'],
    ['replace', '满意', '普遍称赞', '乔一'],
    ['insert', '', '下一步抓管护。 ', '闻禾'],
  ]);
});

test('a passage that two people wrote at names both, and one that was put back is no change', () => {
  expect(
    told(article('全县清淤。'), ['闻禾', article('全县分三批清淤。')], ['乔一', article('全县分三个批次清淤。')]),
  ).toEqual([['insert', '', '分三个批次', '闻禾、乔一']]);
  expect(told(article('全县清淤。'), ['闻禾', article('清淤。')], ['乔一', article('全县清淤。')])).toEqual([]);
});

test('lines that were cut, joined, given another role or other marks are told as that', () => {
  const heading = { ...article(), body: [{ role: 'heading1' as const, inlines: [{ text: '一、摸底' }] }] };
  const bold = {
    ...article(),
    body: [{ role: 'paragraph' as const, inlines: [{ text: '摸底', bold: true as const }] }],
  };
  expect(told(article('甲。乙。'), ['闻禾', article('甲。', '乙。')])).toEqual([['split', '', ' ', '闻禾']]);
  expect(told(article('甲。', '乙。'), ['闻禾', article('甲。乙。')])).toEqual([['join', ' ', '', '闻禾']]);
  expect(told(article('一、摸底'), ['闻禾', heading])[0]?.[0]).toBe('role');
  expect(told(article('摸底'), ['闻禾', bold])[0]?.[0]).toBe('marks');
});

test('cells whose words changed places are the work of who moved them', () => {
  const table = (...cells: readonly string[]): ArticleContent => ({
    ...article(),
    body: [{ role: 'table', headerRows: 0, rows: [cells.map((text) => ({ inlines: text === '' ? [] : [{ text }] }))] }],
  });
  const moved = told(table('12', ''), ['闻禾', table('', '12')], ['乔一', table('', '12')]);
  expect(moved.map((one) => one[3])).toEqual(['闻禾', '闻禾']);
});

test('every change of any trail of versions has somebody', () => {
  fc.assert(
    fc.property(
      anyArticle,
      fc.array(fc.array(fc.nat(9999), { maxLength: 4 }), { minLength: 1, maxLength: 4 }),
      (base, edits) => {
        let content = base;
        // Every other version is of somebody who left the text as it was.
        const steps = edits.flatMap((how, index) => {
          content = edited(content, how);
          const step = { personId: `p${index}`, at: at(index), content };
          return [step, { ...step, personId: 'reader' }];
        });
        const comparison = compareArticles(base, content);
        const authors = changeAuthors(comparison, base, steps);
        const writers = authors.flat().map(({ personId }) => personId);
        expect(authors.every((some) => some.length > 0)).toBe(true);
        expect(writers).not.toContain('reader');
        expect(authors).toHaveLength(comparison.changes.length);
      },
    ),
    { numRuns: 300 },
  );
});
