import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SoundsOf } from '#shared/proofreading/soundMisses.ts';
import { syllablesOf } from '#shared/proofreading/syllables.ts';
import { type Term, TermEntry } from '#shared/proofreading/term.ts';
import { createTermMatcher } from '#shared/proofreading/termMatches.ts';
import { naiveTermMatches } from './naiveTermMatches.ts';

const found = (terms: readonly Term[], text: string, soundsOf: SoundsOf = syllablesOf) =>
  createTermMatcher(
    terms,
    soundsOf,
  )(text).matches.map(({ start, end, term, isListed }) => ({
    start,
    end,
    id: term.id,
    isListed,
  }));
const words = (terms: readonly Term[], text: string) =>
  found(terms, text).map(({ start, end, id }) => `${id}:${text.slice(start, end)}`);
const term = (id: string, entry: TermEntry, publicationId?: string): Term => ({
  id,
  entry: TermEntry.parse(entry),
  ...(publicationId === undefined ? {} : { publicationId }),
});

test('a wrong form is told where it stands alone, not where the right form has it within itself', () => {
  const office = term('office', { kind: 'form', right: '人民政府办公室', wrong: ['政府办', '县府办'] });
  expect(words([office], '经县府办和政府办会签，由人民政府办公室印发。')).toEqual(['office:县府办', 'office:政府办']);
  // A wrong form that is longer than the right one holds it and is still wrong.
  const short = term('short', { kind: 'form', right: '团省委', wrong: ['共青团省委', '团省委会'] });
  expect(words([short], '团省委、共青团省委、团省委会')).toEqual(['short:共青团省委', 'short:团省委会']);
});

test('of overlapping forms the longest is told, then the publication’s; and what a publication writes is right in it', () => {
  const house = term('house', { kind: 'avoid', words: '抓手', reason: '套话' });
  const longer = term('longer', { kind: 'avoid', words: '有力抓手', reason: '套话' });
  const own = term('own', { kind: 'avoid', words: '抓手', reason: '本刊不用' }, 'p');
  expect(words([house, longer], '以此为有力抓手，抓手不少')).toEqual(['longer:有力抓手', 'house:抓手']);
  expect(words([house, own], '抓手')).toEqual(['own:抓手']);
  const said = term('said', { kind: 'form', right: '印发', wrong: ['下发'] });
  const other = term('other', { kind: 'form', right: '下发', wrong: ['印发'] }, 'p');
  expect(words([said, other], '印发还是下发')).toEqual(['other:印发']);
});

test('what sounds like a name or has one other character is told, other people and words are not', () => {
  const person = term('person', { kind: 'name', right: '王晓明', sounds: true, oneCharacter: false, wrong: [] });
  const short = term('short', { kind: 'name', right: '李强', sounds: true, oneCharacter: false, wrong: ['李弶'] });
  const unit = term('unit', { kind: 'name', right: '青岚市总工会', sounds: true, oneCharacter: true, wrong: [] });
  const terms = [person, short, unit];
  expect(words(terms, '王小明、王晓鸣、王晓红、王晓明到会，李墙、李强、李弶发言')).toEqual([
    'person:王小明',
    'person:王晓鸣',
    'short:李墙',
    'short:李弶',
  ]);
  expect(words(terms, '能力强、青兰市总工会、青岚市总公会、青岚市总工会、青岚县总工会')).toEqual([
    'unit:青兰市总工会',
    'unit:青岚市总公会',
  ]);
  // Sister units and units of other places have names of their own.
  const names = ['海州市委办公室', '江苏省人民政府', '第一中学校', '李𬱖明公司'].map((right) =>
    term(right, { kind: 'name', right, sounds: false, oneCharacter: true, wrong: [] }),
  );
  expect(
    words(names, '海州县委办公室、海州省委办公室、江西省人民政府、第二中学校、海州市委辨公室、李𬱗明公司、李𬱖朋公司'),
  ).toEqual(['海州市委办公室:海州市委辨公室', '李𬱖明公司:李𬱗明公司', '李𬱖明公司:李𬱖朋公司']);
  // A short name is not heard within other words.
  const people = ['高峰', '李想', '常建'].map((right) =>
    term(right, { kind: 'name', right, sounds: true, oneCharacter: false, wrong: [] }),
  );
  expect(words(people, '存在高风险，理想信念，比较常见，高风同志到会，书记常见。')).toEqual(['高峰:高风', '常建:常见']);
  // The name of another entry is no misspelling of this one.
  const neighbour = term('next', { kind: 'name', right: '青岚县总工会', sounds: false, oneCharacter: true, wrong: [] });
  expect(words([...terms, neighbour], '青岚县总工会')).toEqual([]);
});

test('Latin letters and figures are whole words', () => {
  const latin = term('app', { kind: 'form', right: 'App', wrong: ['APP', 'app'] });
  expect(words([latin], 'APP、手机app端、APPLE、happy、App')).toEqual(['app:APP', 'app:app']);
});

/** Few characters, so that forms overlap, hold each other and sound alike. */
const letters = fc.constantFrom('政', '府', '正', '福', '办', '伴', 'A', '1');
const word = (least: number) => fc.string({ unit: letters, minLength: least, maxLength: 4 });
const sounds: Readonly<Record<string, readonly string[]>> = {
  政: ['zheng4'],
  正: ['zheng4', 'zheng1'],
  府: ['fu3'],
  福: ['fu2', 'fu3'],
  办: ['ban4'],
  伴: ['ban4'],
};
const soundsOf: SoundsOf = (character) => sounds[character] ?? [];
const entry = fc
  .oneof(
    fc.record({
      kind: fc.constant('form' as const),
      right: word(1),
      wrong: fc.array(word(1), { minLength: 1, maxLength: 3 }),
    }),
    fc.record(
      { kind: fc.constant('avoid' as const), words: word(1), reason: fc.constant('理由'), suggestion: word(1) },
      { requiredKeys: ['kind', 'words', 'reason'] },
    ),
    fc.record({
      kind: fc.constant('name' as const),
      right: word(2),
      sounds: fc.boolean(),
      oneCharacter: fc.boolean(),
      wrong: fc.array(word(1), { maxLength: 2 }),
    }),
  )
  .filter((one) => TermEntry.safeParse(one).success);
const lexicon = fc
  .array(fc.record({ entry, publicationId: fc.constant('p') }, { requiredKeys: ['entry'] }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((terms) => terms.map((one, index): Term => ({ id: String(index), ...one })));

test('whatever the lexicon and the text, the automaton tells what the definition tells', () => {
  let told = 0;
  fc.assert(
    fc.property(lexicon, fc.string({ unit: letters, maxLength: 40 }), (terms, text) => {
      const expected = naiveTermMatches(terms, text, soundsOf);
      told += expected.length;
      expect(found(terms, text, soundsOf)).toEqual(expected);
    }),
    { numRuns: 3000 },
  );
  expect(told).toBeGreaterThan(1000);
});
