import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysOf } from '#shared/statistics/period.ts';
import { plainRules, sampleRules } from '#shared/statistics/sampleRules.ts';
import { pointsText } from '#shared/statistics/score.ts';
import { scorePeriod } from '#shared/statistics/scorePeriod.ts';
import { ScoringRules } from '#shared/statistics/scoringRules.ts';
import { sharePoints } from '#shared/statistics/sharePoints.ts';
import { adopted, adoptedAbove, factsOf, sent, since2024 } from './factsOf.ts';

test('every table to begin with is lawful', () => {
  for (const { name, rules } of Object.values(sampleRules))
    expect(ScoringRules.safeParse(rules).success, name).toBe(true);
});

test('every point leads to its article and its rule, and says the sum in words', () => {
  const rules: ScoringRules = { ...plainRules, sharing: { kind: 'ratio', ratio: [3, 2] } };
  const [first, second] = scorePeriod(factsOf({ adoptions: [adopted('a', '2024-03-05', ['甲', '乙'])] }), [
    since2024(rules),
  ]);
  expect(first?.lines).toEqual([
    {
      unitId: '甲',
      kind: 'adoption',
      month: '2024-03',
      points_hundredths: 600,
      version: 1,
      ruleId: 'own',
      ruleName: '本刊采用',
      title: 'a稿',
      factId: 'a',
      articleId: 'a',
      issueId: '2024-03-05期',
      says: '《a稿》由澜溪信息2024年第1期采用，按“本刊采用”计10分；2家合写按3∶2分，第1家得6分。',
    },
  ]);
  expect(second?.lines[0]?.says).toMatch(/第2家得4分。$/);
});

test('an adoption that no rule fits, and one that a higher one has taken the place of, say why they count nothing', () => {
  const facts = factsOf({
    adoptions: [adopted('a', '2024-03-05', ['甲']), adoptedAbove('b', '国家级', ['甲'], { workId: 'a' })],
  });
  const [score] = scorePeriod(facts, [since2024(plainRules)]);
  expect(score?.lines.map(({ says }) => says)).toEqual([
    '《a稿》由澜溪信息2024年第1期采用，按“本刊采用”计10分。',
    '《b稿》由国家级“国家级专报”采用，没有适用的规则，不计分。',
  ]);
  const best: ScoringRules = { ...sampleRules.coAuthor.rules, repeats: { kind: 'highest', levels: 1 } };
  const above = factsOf({
    adoptions: [adopted('a', '2024-03-05', ['甲']), adoptedAbove('b', '省级', ['甲'], { workId: 'a' })],
  });
  expect(scorePeriod(above, [since2024(best)])[0]?.lines[0]).toMatchObject({
    points_hundredths: 0,
    says: expect.stringMatching(/同一稿件已按更高的一次计分，这一次不再计。$/),
  });
});

test('each adoption counts by the table in force on its day, and a month’s base by that of the month', () => {
  const later: ScoringRules = {
    ...plainRules,
    adoptions: [{ id: 'own', name: '本刊采用', where: {}, points: 7 }],
    base: { kind: 'each', name: '基础分', counts: 'received', points: 1 },
  };
  const facts = factsOf({
    submissions: [...sent('甲', '2024-06', 2), ...sent('甲', '2024-07', 3)],
    adoptions: [adopted('a', '2024-06-30', ['甲']), adopted('b', '2024-07-01', ['甲'])],
  });
  const [score] = scorePeriod(facts, [since2024(plainRules), since2024(later, 2, '2024-07-01')]);
  expect(score?.points_hundredths).toBe(1000 + 700 + 300);
  expect(score?.lines.map(({ version }) => version)).toEqual([1, 2, 2]);
});

test('before any table is in force there are counts and no points', () => {
  const [score] = scorePeriod(factsOf({ adoptions: [adopted('a', '2024-06-30', ['甲'])] }), []);
  expect(score).toMatchObject({ unitId: '甲', adopted: 1, points_hundredths: 0, lines: [] });
});

describe('bounds', () => {
  const capped: ScoringRules = {
    ...plainRules,
    caps: [
      { id: 'month', name: '每月封顶', of: ['adoption'], per: 'month', points: 15 },
      { id: 'year', name: '全年封顶', of: ['adoption', 'instruction'], per: 'year', points: 25 },
    ],
  };

  test('what a month has lost is not lost once more in the year', () => {
    const adoptions = ['2024-01-05', '2024-01-06', '2024-02-05', '2024-02-06'].map((day) => adopted(day, day, ['甲']));
    const [score] = scorePeriod(factsOf({ adoptions }), [since2024(capped)]);
    // 20 and 20 are cut to 15 each; 30 in the year are cut to 25.
    expect(score?.lines.filter(({ kind }) => kind === 'cap').map((line) => line.points_hundredths)).toEqual([
      -500, -500, -500,
    ]);
    expect(score?.points_hundredths).toBe(2500);
  });

  test('so many 约稿 not met make the whole nothing; one whose day has not come does not count', () => {
    const rules: ScoringRules = { ...plainRules, requests: { met: 0, late: -1, unmet: -2, zeroAfter: 2 } };
    const asked = (id: string, dueOn: string) => ({ id, unitId: '甲', topic: '春耕', dueOn });
    const adoptions = [adopted('a', '2024-01-05', ['甲'])];
    const open = factsOf({
      until: '2024-06-01',
      isOver: false,
      adoptions,
      requests: [asked('1', '2024-03-01'), asked('2', '2024-08-01')],
    });
    expect(scorePeriod(open, [since2024(rules)])[0]).toMatchObject({ points_hundredths: 800, unmetRequests: 1 });
    const late = { ...open, until: '2024-12-31', isOver: true };
    const score = scorePeriod(late, [since2024(rules)]).find(({ unitId }) => unitId === '甲');
    expect(score?.points_hundredths).toBe(0);
    expect(score?.lines.at(-1)?.says).toBe('有2次约稿没有完成，满2次不再计分，减去6分。');
  });
});

test('equal points have one rank', () => {
  const adoptions = [adopted('a', '2024-01-05', ['甲']), adopted('b', '2024-01-06', ['乙'])];
  expect(scorePeriod(factsOf({ adoptions }), [since2024(plainRules)]).map(({ rank }) => rank)).toEqual([1, 1, 3]);
});

test('divided points add up to the whole', () => {
  const sharing = fc.oneof(
    fc.constant({ kind: 'equal' } as const),
    fc.constant({ kind: 'first' } as const),
    fc
      .array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 4 })
      .map((ratio) => ({ kind: 'ratio', ratio }) as const),
  );
  fc.assert(
    fc.property(
      fc.integer({ min: -100_000, max: 100_000 }),
      fc.integer({ min: 1, max: 9 }),
      sharing,
      (whole, units, by) => {
        const parts = sharePoints(whole, units, by);
        expect(parts).toHaveLength(units);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(whole);
      },
    ),
  );
});

test('a unit’s points are the sum of its lines, whatever the table', () => {
  const tables = Object.values(sampleRules).map(({ rules }) => rules);
  const day = fc.integer({ min: 1, max: 12 }).map((month) => `2024-${String(month).padStart(2, '0')}-15`);
  const adoption = fc
    .tuple(
      fc.integer({ min: 0, max: 20 }),
      day,
      fc.subarray(['甲', '乙', '丙'], { minLength: 1 }),
      fc.constantFrom('本刊', '市级', '省级'),
    )
    .map(([work, on, units, level]) => adopted(`${work}-${on}-${level}`, on, units, { workId: String(work), level }));
  fc.assert(
    fc.property(fc.array(adoption, { maxLength: 30 }), fc.constantFrom(...tables), (adoptions, rules) => {
      const scores = scorePeriod(factsOf({ adoptions }), [since2024(rules)]);
      for (const { points_hundredths, lines } of scores) {
        expect(points_hundredths).toBe(lines.reduce((sum, line) => sum + line.points_hundredths, 0));
      }
      expect(scorePeriod(factsOf({ adoptions }), [since2024(rules)])).toEqual(scores);
    }),
  );
});

test('points and periods read as an office writes them', () => {
  expect([0, 1000, 1250, 333, -100, 5].map(pointsText)).toEqual(['0', '10', '12.5', '3.33', '−1', '0.05']);
  expect(daysOf({ kind: 'month', year: 2024, month: 2 })).toEqual({ from: '2024-02-01', to: '2024-02-29' });
  expect(daysOf({ kind: 'quarter', year: 2023, quarter: 4 })).toEqual({ from: '2023-10-01', to: '2023-12-31' });
});
