import { expect, test } from 'vitest';
import { isClassified, markRank, rankNumber, usualMarks } from '#shared/marking/markRank.ts';
import { endOfMark, exceedsLaw, liftDay, readTerm } from '#shared/marking/markTerm.ts';
import { isLowerThan, type Mark, proposeMarking } from '#shared/marking/proposeMarking.ts';

const wholeDay = '2026-03-02';
const terms = [undefined, '6个月', '5年', '10年', '20年', '30年', '2040年6月3日', '长期', '至规划公布时'] as const;
const days = ['2024-06-03', wholeDay] as const;
const marks: readonly Mark[] = usualMarks.flatMap((kind) =>
  terms.flatMap((term) => days.map((decidedOn) => ({ kind, decidedOn, ...(term === undefined ? {} : { term }) }))),
);

test('the proposal of every pair of marks is not lower than either, and no higher than it has to be', () => {
  let pairs = 0;
  for (const left of marks) {
    for (const right of marks) {
      const proposed = proposeMarking([left, right], wholeDay);
      if (!proposed) throw new Error('two marks make one');
      const whole = { ...proposed, decidedOn: wholeDay };
      expect(isLowerThan(whole, [left, right]), JSON.stringify([left, right, proposed])).toBe(false);
      const ranks = [left, right].map(({ kind }) => rankNumber(markRank(kind)));
      expect(rankNumber(markRank(proposed.kind))).toBe(Math.max(...ranks));
      const [latest = ''] = [left, right].map(endOfMark).sort().reverse();
      // What stands without a term holds as long as the law says, which may be longer than both.
      if (latest === '') expect(endOfMark(whole) >= latest).toBe(true);
      else expect(endOfMark(whole), JSON.stringify([left, right, proposed])).toBe(latest);
      // Without a day of its own the whole is marked in the words of its parts.
      const today = { ...proposeMarking([left, right]), kind: proposed.kind, decidedOn: wholeDay };
      expect(isLowerThan(today, [left, right]), JSON.stringify([left, right, today])).toBe(false);
      pairs += 1;
    }
  }
  expect(pairs).toBe(marks.length ** 2);
});

test('a mark is lower than a part exactly where its kind or its term is', () => {
  for (const whole of marks) {
    for (const part of marks) {
      const isLower =
        rankNumber(markRank(part.kind)) > rankNumber(markRank(whole.kind)) || endOfMark(part) > endOfMark(whole);
      expect(isLowerThan(whole, [part]), JSON.stringify([whole, part])).toBe(isLower);
    }
  }
  expect(isLowerThan({ kind: '内部资料' }, [])).toBe(false);
  expect(proposeMarking([])).toBeUndefined();
});

test('terms are compared by the day they end, whenever they began', () => {
  const byDay = { kind: '秘密', term: '2030年5月1日', decidedOn: '2025-01-10' };
  const proposed = proposeMarking([byDay], wholeDay);
  expect(proposed).toEqual({ kind: '秘密', term: '2030年5月1日' });
  expect(isLowerThan({ kind: '秘密', term: '2030年5月1日', decidedOn: wholeDay }, [byDay])).toBe(false);
  const part = { kind: '秘密', term: '10年', decidedOn: '2024-06-03' };
  expect(isLowerThan({ ...part, decidedOn: '2020-06-03' }, [part])).toBe(true);
  expect(isLowerThan({ ...part, decidedOn: '2024-06-03' }, [part])).toBe(false);
  expect(isLowerThan({ ...part, term: '8年', decidedOn: wholeDay }, [part])).toBe(true);
  expect(isLowerThan({ ...part, term: '9年', decidedOn: wholeDay }, [part])).toBe(false);
  expect(proposeMarking([part], wholeDay)).toEqual({ kind: '秘密', term: '2034年6月3日' });
});

test('the highest kind and the longest term may come from different articles', () => {
  const parts = [
    { kind: '机密', term: '5年', decidedOn: '2024-06-03' },
    { kind: '秘密', term: '10年', decidedOn: '2024-06-03' },
    { kind: '内部资料', decidedOn: '2024-06-03' },
  ];
  expect(proposeMarking(parts)).toEqual({ kind: '机密', term: '10年' });
  expect(proposeMarking([{ kind: '机密' }, { kind: '绝密', term: '5年' }])).toEqual({ kind: '绝密', term: '20年' });
  expect(proposeMarking([{ kind: '机密' }, { kind: '秘密' }])).toEqual({ kind: '机密' });
  expect(proposeMarking([{ kind: '机密' }, { kind: '秘密', term: '25年' }])).toEqual({ kind: '机密', term: '25年' });
});

test.each([
  ['内部资料', 'internal'],
  ['内部刊物', 'internal'],
  ['注意保管', 'internal'],
  ['工作秘密', 'internal'],
  ['秘密★10年', 'secret'],
  ['机密★', 'confidential'],
  ['绝密★30年', 'topSecret'],
  ['第3期', 'none'],
  ['秘 密', 'secret'],
  ['机　密★10年', 'confidential'],
  ['绝\u200b密', 'topSecret'],
  ['㊙密', 'secret'],
  ['工 作 秘 密', 'internal'],
] as const)('%s is %s', (mark, rank) => {
  expect(markRank(mark)).toBe(rank);
  expect(isClassified(mark)).toBe(!['internal', 'none'].includes(rank));
});

test.each([
  ['10年', { kind: 'months', months: 120 }],
  ['6个月', { kind: 'months', months: 6 }],
  ['１ 年', { kind: 'months', months: 12 }],
  ['长期', { kind: 'unlimited' }],
  ['2030年5月1日', { kind: 'day', day: '2030-05-01' }],
  ['2030年2月30日', { kind: 'condition' }],
  ['至规划公布时', { kind: 'condition' }],
  ['十年', { kind: 'months', months: 120 }],
  ['二十五 年', { kind: 'months', months: 300 }],
  ['六个月', { kind: 'months', months: 6 }],
  ['两年', { kind: 'months', months: 24 }],
  ['二〇三〇年五月一日', { kind: 'day', day: '2030-05-01' }],
  ['至二〇三〇年十二月三十一日', { kind: 'day', day: '2030-12-31' }],
  ['少年', { kind: 'condition' }],
  ['', undefined],
] as const)('the term “%s” is read', (words, term) => {
  expect(readTerm(words)).toEqual(term);
});

test('the day a mark ends follows its term, and the law where none is written', () => {
  const decidedOn = '2024-02-29';
  expect(liftDay({ kind: '秘密', term: '10年', decidedOn })).toBe('2034-02-28');
  expect(liftDay({ kind: '秘密', term: '6个月', decidedOn: '2024-08-31' })).toBe('2025-02-28');
  expect(liftDay({ kind: '机密', decidedOn })).toBe('2044-02-29');
  expect(liftDay({ kind: '绝密', term: '2030年5月1日', decidedOn })).toBe('2030-05-01');
  expect(liftDay({ kind: '绝密', term: '长期', decidedOn })).toBeUndefined();
  expect(liftDay({ kind: '内部资料', decidedOn })).toBeUndefined();
});

test('the law is exceeded by spans, days and 长期; of a condition nobody can tell', () => {
  const decidedOn = '2024-06-03';
  const of = (term: string) => exceedsLaw({ kind: '秘密', term, decidedOn });
  expect(['11年', '二十年', '2034年6月4日', '长期'].map(of)).toEqual([true, true, true, true]);
  expect(['10年', '十年', '2034年6月3日', '至规划公布时'].map(of)).toEqual([false, false, false, false]);
  expect(exceedsLaw({ kind: '内部资料', term: '长期', decidedOn })).toBe(false);
});
