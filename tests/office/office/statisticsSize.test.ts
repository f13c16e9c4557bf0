import { expect, test } from 'vitest';
import type { Period } from '#shared/statistics/period.ts';
import { sampleRules } from '#shared/statistics/sampleRules.ts';
import { addReleasedIssue } from '../store/content/releasedIssue.ts';
import { articleContent, foundedDirectory, openOffice, signIn, value } from './foundedOffice.ts';
import { openBases } from './openBases.ts';
import { unitNamed } from './releasedArticles.ts';

const years = Array.from({ length: 20 }, (_, index) => 2004 + index);
const issuesAYear = 18;
const articlesAnIssue = 14;
const text = '今年以来，澜溪县把便民服务做到村口，开设服务点四十二处，每周一、三、五上午办公。'.repeat(25);

test('twenty years of 360 issues with 5,040 articles are counted for every month, quarter and year', async () => {
  const { directory } = await foundedDirectory();
  const names = Array.from({ length: 30 }, (_, index) => `第${index + 1}乡`);
  const first = openOffice(directory);
  await signIn(first, 'wenhe');
  for (const name of names) await unitNamed(first, name);
  const rules = sampleRules.coAuthor.rules;
  value(await first.client.saveScoringRules({ name: '计分办法', effectiveFrom: '2000-01-01', rules }));
  first.close();

  const { content, close } = await openBases(directory, 'wenhe');
  // Signing 360 issues would take an hour: they are put behind the back of the office as they would stand there.
  content.exec('DROP TRIGGER issues_content');
  const setDocument = content.prepare('UPDATE issues SET document = ? WHERE id = ?');
  const addPassage = content.prepare(
    `INSERT INTO search_passages (id, issue_id, place, title, unit, column_name, number_text, issued_on, text)
     VALUES (?, ?, 0, '', '', '', '', ?, '')`,
  );
  content.transaction(() => {
    for (const [yearIndex, year] of years.entries()) {
      for (let index = 0; index < issuesAYear; index += 1) {
        const serial = yearIndex * issuesAYear + index + 1;
        const id = `issue-${serial}`;
        addReleasedIssue(content, id, serial);
        const articles = Array.from({ length: articlesAnIssue }, (_, place) => {
          const unit = names[(serial * 7 + place) % names.length] ?? '';
          return {
            id: `${id}-${place}`,
            ...articleContent(`第${serial}期第${place + 1}篇`, text),
            source: { unit, line: `（${unit}）` },
          };
        });
        setDocument.run(JSON.stringify({ publication: { name: '澜溪信息', organ: '' }, marking: [], articles }), id);
        const day = `${year}-${String((index % 12) + 1).padStart(2, '0')}-${index < 12 ? '06' : '21'}`;
        addPassage.run(serial, id, day);
      }
    }
  })();
  close();

  const office = openOffice(directory);
  await signIn(office, 'wenhe');
  const periods = years.flatMap((year): Period[] => [
    { kind: 'year', year },
    ...[1, 2, 3, 4].map((quarter): Period => ({ kind: 'quarter', year, quarter })),
    ...Array.from({ length: 12 }, (_, index): Period => ({ kind: 'month', year, month: index + 1 })),
  ]);
  const counted = { year: 0, quarter: 0, month: 0 };
  let longest = 0;
  const begun = performance.now();
  for (const period of periods) {
    const start = performance.now();
    const { facts, scores } = value(await office.client.readStatistics({ period }));
    longest = Math.max(longest, performance.now() - start);
    counted[period.kind] += facts.adoptions.length;
    const sum = scores.reduce((total, { points_hundredths }) => total + points_hundredths, 0);
    expect(sum).toBe(facts.adoptions.length * 1500);
  }
  const all = years.length * issuesAYear * articlesAnIssue;
  expect(counted).toEqual({ year: all, quarter: all, month: all });
  console.info(
    `statistics of ${all} articles: ${periods.length} periods in ${Math.round(performance.now() - begun)} ms, the longest ${Math.round(longest)} ms`,
  );
});
