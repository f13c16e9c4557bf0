import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTermForms, mergeTerms } from '#shared/proofreading/mergeTerms.ts';
import { mostTerms, type Term, TermEntry } from '#shared/proofreading/term.ts';
import { readTermTable, writeTermTable } from '#shared/proofreading/termTable.ts';

const publications = [
  { id: 'p1', name: '澜溪信息' },
  { id: 'p2', name: '澜溪,工作"简报"' },
];
const word = fc
  .string({ unit: fc.constantFrom('澜', '溪', '县', 'A', '"', ',', ' ', '、', '1', '（'), minLength: 2, maxLength: 8 })
  .map((text) => text.trim())
  .filter((text) => text.length >= 2);
const note = fc.option(word, { nil: undefined }).map((text) => (text === undefined ? {} : { note: text }));
const entry = fc
  .oneof(
    fc
      .tuple(word, fc.array(word, { minLength: 1, maxLength: 3 }), note)
      .map(([right, wrong, more]) => ({ kind: 'form' as const, right, wrong, ...more })),
    fc.tuple(word, word, fc.option(word, { nil: undefined })).map(([words, reason, suggestion]) => ({
      kind: 'avoid' as const,
      words,
      reason,
      ...(suggestion === undefined ? {} : { suggestion }),
    })),
    fc
      .tuple(word, fc.boolean(), fc.boolean(), fc.array(word, { maxLength: 2 }), note)
      .map(([right, sounds, oneCharacter, wrong, more]) => ({
        kind: 'name' as const,
        right,
        sounds,
        oneCharacter,
        wrong,
        ...more,
      })),
  )
  .filter((one) => TermEntry.safeParse(one).success);
const terms = fc
  .array(fc.record({ entry, publicationId: fc.constantFrom('p1', 'p2') }, { requiredKeys: ['entry'] }), {
    maxLength: 8,
  })
  .map((some) => some.map((one, index): Term => ({ id: String(index), ...one })));

test('a table that is written is read as it was, with commas and, by way of a spreadsheet, with tabs', () => {
  fc.assert(
    fc.property(terms, (lexicon) => {
      const table = writeTermTable(lexicon, publications);
      expect(table.startsWith('\ufeff类别,')).toBe(true);
      const { terms: read, faults } = readTermTable(table, publications);
      expect(faults).toEqual([]);
      expect(read.map(({ line: _line, ...one }) => one)).toEqual(lexicon.map(({ id: _id, ...one }) => one));
      expect(read.map(({ line }) => line)).toEqual(lexicon.map((_, index) => index + 2));
    }),
    { numRuns: 500 },
  );
  const tabs =
    '类别\t规范写法\t不用的写法\t说明\n写法\t账目\t帐目；帐,目\t\n\n慎用\t\t抓手\t套话\n名称\t王晓明\t\t\t同音\t《澜溪信息》';
  expect(readTermTable(tabs, publications)).toEqual({
    faults: [],
    terms: [
      { line: 2, entry: { kind: 'form', right: '账目', wrong: ['帐目', '帐,目'] } },
      { line: 4, entry: { kind: 'avoid', words: '抓手', reason: '套话' } },
      {
        line: 5,
        publicationId: 'p1',
        entry: { kind: 'name', right: '王晓明', wrong: [], sounds: true, oneCharacter: false },
      },
    ],
  });
});

test.each([
  ['别的,账目,帐目', '类别“别的”不是写法、慎用、名称。'],
  ['写法,,帐目', '没有写规范写法。'],
  ['写法,账目,帐目；帐目', '误写中有重复的。'],
  ['写法,账目,账目', '误写中有规范写法本身。'],
  ['写法,账目,帐目,,同音', '“近似”只用于名称，填同音、一字之差。'],
  ['写法,账目,帐目,,,没有的刊', '没有刊物“没有的刊”。'],
  ['写法,账目,帐目,,,,多的', '多于6栏。'],
  ['写法,=1+1,帐目', '词语要在50个字以内，说明在200个字以内，误写不超过20个，都不以=、+、-、@开头。'],
  ['慎用,,抓手', '没有写明理由（“说明”一栏）。'],
  ['慎用,,,套话', '没有写不用的写法。'],
  ['慎用,抓手,抓手,套话', '建议的写法与不用的词相同。'],
  ['名称,王晓明', '没有写明要查哪些误写。'],
  ['名称,王晓明,,,一字之差', '名称不足4个字时，差一个字就是另一个名称，不能查“一字之差”。'],
  ['写法,"账目,帐目', '引号没有配对。'],
])('%s: %s', (row, message) => {
  const { terms: read, faults } = readTermTable(`写法,印发,下发\n${row}`, publications);
  expect(faults).toEqual([{ line: 2, message }]);
  expect(read).toHaveLength(1);
});

test('a table changes what it names, adds the rest and takes nothing away; what contradicts is told by its line', () => {
  const before: Term[] = [
    { id: 'a', entry: { kind: 'form', right: '印发', wrong: ['下发'] } },
    { id: 'b', entry: { kind: 'form', right: '账目', wrong: ['帐目'] } },
    { id: 'c', entry: { kind: 'avoid', words: '抓手', reason: '套话' } },
  ];
  const merge = (text: string) => mergeTerms(before, readTermTable(text, publications).terms);
  const good = merge('写法,印发,下发\n写法,账目,帐目；帐本\n慎用,,抓手,套话,,澜溪信息\n写法,团县委,团委\n');
  expect(good.faults).toEqual([]);
  expect(good.same).toBe(1);
  expect(good.changed.map(({ term }) => term.id)).toEqual(['b']);
  expect(good.added.map(({ entry }) => entry.kind)).toEqual(['avoid', 'form']);
  expect(merge('写法,下发,发下\n写法,团县委,帐目\n写法,团县委,团委\n').faults).toEqual([
    { line: 1, message: '“下发”在“印发”一条中是不用的写法。' },
    { line: 2, message: '“帐目”在“账目”一条中是不用的写法。' },
    { line: 3, message: '与第2行的“团县委”重复。' },
  ]);
  // A form may go from one entry to another in one table.
  expect(merge('写法,印发,发出\n写法,送达,下发\n').faults).toEqual([]);
  const many = Array.from({ length: mostTerms }, (_, at) => `写法,规范${at},误写${at}`).join('\n');
  expect(merge(many).faults).toEqual([{ line: 4998, message: '用语最多5000条，从这一行起放不下了。' }]);
});

test('a form belongs to one entry of a set', () => {
  const forms = createTermForms();
  expect(forms.add(undefined, { kind: 'form', right: '印发', wrong: ['下发'] })).toBeUndefined();
  expect(forms.add(undefined, { kind: 'avoid', words: '印发', reason: '套话' })).toBe('“印发”已经有一条。');
  expect(forms.add(undefined, { kind: 'avoid', words: '下发', reason: '套话' })).toBe(
    '“下发”在“印发”一条中是不用的写法。',
  );
  expect(forms.add(undefined, { kind: 'form', right: '送达', wrong: ['印发'] })).toBe(
    '“印发”在“印发”一条中是规范写法。',
  );
  expect(forms.add('p1', { kind: 'form', right: '下发', wrong: ['印发'] })).toBeUndefined();
});
