import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText } from '#formats/text/decodeText.ts';
import { parseBulletin } from '#formats/text/parseBulletin.ts';
import { indexIssue } from '#store/content/searchIndex.ts';
import type { WritableDatabase } from '#store/database.ts';
import { addReleasedIssue } from './releasedIssue.ts';
import { addIssue, articleIds, newBase, search } from './searchBase.ts';

/** The rule of the search said over whole strings, for LIKE to compare. */
const foldedAtOnce = (text: string): string =>
  [...text.normalize('NFKC')]
    .map((character) => character.toLowerCase())
    .join('')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[^\p{L}\p{N}\p{M}\p{Script=Han}]+/gu, ' ');

// Few characters, two of them frequent, so that pieces of one text often stand in another, punctuation between or not.
const others = fc.constantFrom(
  ...'驿站建在路社区，。、：“—（）%_*\n　 12１２Ａaé',
  'e\u0301',
  'ﾊﾞ',
  '𠮷',
  '𪚥',
  '\u200B',
);
const character = fc.oneof({ arbitrary: fc.constantFrom('边', '的'), weight: 3 }, { arbitrary: others, weight: 2 });
const passage = fc.oneof(
  fc.string({ unit: character, minLength: 1, maxLength: 12 }),
  fc.string({ unit: character, minLength: 40, maxLength: 80, size: 'max' }),
);
const cut = fc.record({ passage: fc.nat(), from: fc.nat(), length: fc.integer({ min: 1, max: 12 }) });
const cuts = fc.array(cut, { minLength: 60, maxLength: 60 });
const inventions = fc.array(fc.string({ unit: character, minLength: 1, maxLength: 4 }), {
  minLength: 20,
  maxLength: 20,
});

/** A base of one issue with these passages. */
function baseOf(texts: readonly string[]): WritableDatabase {
  const database = newBase();
  const unit = (index: number) => (index % 2 ? '禾川县总工会' : '');
  const articles = texts.map((text, index) => ({ title: texts[index - 1] ?? '首篇', text, unit: unit(index) }));
  addIssue(database, 6, articles);
  return database;
}

/** LIKE over the folded rows of a base, for folded terms, beside the search of the same base. */
function withOracle(database: WritableDatabase) {
  database.exec('CREATE TEMP TABLE oracle (article_id TEXT, folded TEXT)');
  const rows = database
    .prepare(`SELECT article_id AS id, concat_ws(char(10), title, unit, column_name, number_text, text) AS text
      FROM search_passages`)
    .all() as { id: string; text: string }[];
  for (const { id, text } of rows) {
    database.prepare('INSERT INTO oracle VALUES (?, ?)').run(id, foldedAtOnce(text));
  }
  const like = database.prepare("SELECT article_id FROM oracle WHERE folded LIKE '%' || ? || '%'").pluck();
  const likeAll = (terms: readonly string[]): ReadonlySet<unknown> => {
    const [first = [], ...more] = terms.map((term) => like.all(term));
    return new Set(first.filter((id) => more.every((ids) => ids.includes(id))));
  };
  return { likeAll, searchAll: (query: string) => new Set(articleIds(search(database, query, { limit: 1000 }))) };
}
const termsOf = (words: readonly string[]) => words.map((word) => foldedAtOnce(word).trim()).filter((term) => term);

test('2,000 pieces of 1 to 12 characters find the articles that LIKE finds, and no other', () => {
  const foundByLength = new Map<number, number>();
  fc.assert(
    fc.property(fc.array(passage, { minLength: 12, maxLength: 20 }), cuts, inventions, (texts, pieces, invented) => {
      const { likeAll, searchAll } = withOracle(baseOf(texts));
      const cutOut = pieces.map(({ passage: which, from, length }) => {
        const characters = [...(texts[which % texts.length] ?? '')];
        const start = from % characters.length;
        return characters.slice(start, start + length).join('');
      });
      const phrases = [...cutOut, ...invented].map((piece) => piece.replace(/[“”"]/gu, '。'));
      for (const [index, phrase] of phrases.entries()) {
        const found = likeAll(termsOf([phrase]));
        expect(searchAll(`“${phrase}”`), JSON.stringify(phrase)).toEqual(found);
        const length = [...phrase].length;
        foundByLength.set(length, (foundByLength.get(length) ?? 0) + found.size);
        const words = `${phrase} ${phrases[index + 1] ?? ''}`;
        expect(searchAll(words), JSON.stringify(words)).toEqual(likeAll(termsOf(words.split(/\s/u))));
      }
    }),
    // Each try makes a base, so a failure is reported as it is found rather than made smaller for minutes.
    { numRuns: 25, endOnFailure: true },
  );
  // The comparison is worth something only where LIKE found articles at every length.
  for (let length = 1; length <= 12; length += 1) expect(foundByLength.get(length) ?? 0).toBeGreaterThan(10);
});

const top = resolve(import.meta.dirname, '../../../..');
const bulletins = ['resources/sample/first-issue.txt', '../shared/seed/zhejiang-youth-2019-03.txt'];

describe.each(bulletins.map((bulletin) => [basename(bulletin), resolve(top, bulletin)] as const))(
  '%s',
  (name, file) => {
    const isHere = existsSync(file);
    if (!isHere) console.info(`${name} skipped: not at ${file}`);

    test.skipIf(!isHere)('is found by every seventh piece of 1 to 8 characters, as LIKE finds it', () => {
      const { document } = parseBulletin(decodeText(readFileSync(file)));
      const database = newBase();
      database
        .transaction(() => {
          addReleasedIssue(database, 'issue', 1);
          indexIssue(database, { issueId: 'issue', document });
        })
        .immediate();
      const { likeAll, searchAll } = withOracle(database);
      const texts = database.prepare('SELECT text FROM search_passages ORDER BY place').pluck().all() as string[];
      expect(texts).toHaveLength(4);
      for (const text of texts) {
        const characters = [...text];
        for (let start = 0; start < characters.length; start += 7) {
          const piece = characters
            .slice(start, start + 1 + ((start / 7) % 8))
            .join('')
            .replace(/[“”"]/gu, '，');
          const found = likeAll(termsOf([piece]));
          expect(searchAll(`“${piece}”`), JSON.stringify(piece)).toEqual(found);
          if (termsOf([piece]).length > 0) expect(found.size).toBeGreaterThan(0);
        }
      }
    });
  },
);
