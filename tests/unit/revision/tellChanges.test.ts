import { expect, test } from 'vitest';
import type { ArticleContent } from '#shared/issue/article.ts';
import { compareArticles } from '#shared/revision/compareArticles.ts';
import { tellChanges, toldComparison } from '#shared/revision/tellChanges.ts';

function article(...lines: readonly string[]): ArticleContent {
  return {
    title: ['云溪整治河道'],
    source: null,
    body: lines.map((text) => ({ role: 'paragraph', inlines: [{ text }] })),
  };
}

const writer = { personId: 'wenhe', at: '2026-05-06T01:00:00.000Z' };
const other = { personId: 'qiushui', at: '2026-05-05T01:00:00.000Z' };
const base = article('全县清淤。', '乡镇排查。');
const saved = { ...other, content: article('全县全面清淤。', '乡镇排查。') };

test('what was saved is told as its own, what was not saved as the writer’s', () => {
  const text = article('全县全面清淤。', '乡镇逐户排查。');
  const told = tellChanges({ base, steps: [saved] }, text, writer);
  expect(told.listed.map(({ authors }) => authors)).toEqual([[other], [writer]]);
});

test('whoever looks at a saved text has written nothing of it', () => {
  expect(tellChanges({ base, steps: [] }, base, writer)).toEqual({ differences: [], listed: [] });
  expect(tellChanges({ base, steps: [saved] }, saved.content, writer).listed).toMatchObject([{ authors: [other] }]);
});

test('a comparison that was told is the comparison again, tables and all', () => {
  const row = (text: string) => [{ inlines: [{ text }] }];
  const table = (text: string): ArticleContent => ({
    ...base,
    body: [...base.body, { role: 'table', headerRows: 0, rows: [row(text)] }],
  });
  const [before, after] = [table('一'), table('二')];
  const told = tellChanges({ base: before, steps: [] }, after, writer);
  expect(told.differences).toHaveLength(1);
  expect(toldComparison(before, after, told)).toEqual(compareArticles(before, after));
});
