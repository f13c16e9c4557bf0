import fc from 'fast-check';
import { expect, test } from 'vitest';
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
const passage = fc.string({ unit: character, minLength: 1, maxLength: 80 });
const cut = fc.record({ passage: fc.nat(), from: fc.nat(), length: fc.integer({ min: 1, max: 8 }) });
const cuts = fc.array(cut, { minLength: 60, maxLength: 60 });
const inventions = fc.array(fc.string({ unit: character, minLength: 1, maxLength: 4 }), {
  minLength: 20,
  maxLength: 20,
});

/** A base of one issue with these passages, and LIKE over the same rows for a folded term. */
const baseWithOracle = (texts: readonly string[]) => {
  const database = newBase();
  const unit = (index: number) => (index % 2 ? '禾川县总工会' : '');
  addIssue(
    database,
    6,
    texts.map((text, index) => ({ title: texts[index - 1] ?? '首篇', text, unit: unit(index) })),
  );
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
};
const termsOf = (words: readonly string[]) => words.map((word) => foldedAtOnce(word).trim()).filter((term) => term);

test('pieces of 1 to 8 characters find the articles that LIKE finds, and no other', () => {
  const foundByLength = new Map<number, number>();
  fc.assert(
    fc.property(fc.array(passage, { minLength: 12, maxLength: 20 }), cuts, inventions, (texts, pieces, invented) => {
      const { likeAll, searchAll } = baseWithOracle(texts);
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
    { numRuns: 12, endOnFailure: true },
  );
  // The comparison is worth something only where LIKE found articles at every length.
  for (let length = 1; length <= 8; length += 1) expect(foundByLength.get(length) ?? 0).toBeGreaterThan(10);
});
