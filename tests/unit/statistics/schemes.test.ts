import { expect, test } from 'vitest';
import type { AdoptionFacts } from '#shared/statistics/adoptionFacts.ts';
import { sampleRules } from '#shared/statistics/sampleRules.ts';
import { scorePeriod } from '#shared/statistics/scorePeriod.ts';
import { ScoringRules } from '#shared/statistics/scoringRules.ts';
import { adopted, adoptedAbove, factsOf, sent, since2024 } from './factsOf.ts';

/** What each unit gets, in points. */
function pointsBy(facts: AdoptionFacts, rules: ScoringRules): Readonly<Record<string, number>> {
  const scores = scorePeriod(facts, [since2024(ScoringRules.parse(JSON.parse(JSON.stringify(rules))))]);
  return Object.fromEntries(scores.map(({ unitId, points_hundredths }) => [unitId, points_hundredths / 100]));
}

test('a railway bureau: the base of a month only where the quota of one’s group is met, 综合信息 10, 简讯 5', () => {
  const { rules } = sampleRules.quota;
  const grouped: ScoringRules = {
    ...rules,
    base: {
      kind: 'quota',
      name: '每月基础分',
      counts: 'received',
      points: 10,
      per: 'month',
      groups: [
        { name: '第一组', unitIds: ['甲'], quota: 4 },
        { name: '第二组', unitIds: ['乙'], quota: 1 },
      ],
      otherQuota: 2,
    },
  };
  const facts = factsOf({
    period: { kind: 'quarter', year: 2024, quarter: 1 },
    until: '2024-03-31',
    submissions: [
      ...sent('甲', '2024-01', 4),
      ...sent('甲', '2024-02', 3),
      ...sent('甲', '2024-03', 5),
      ...sent('乙', '2024-01', 1),
      ...sent('丙', '2024-03', 1),
    ],
    adoptions: [
      adopted('a', '2024-01-20', ['甲']),
      adopted('b', '2024-02-20', ['甲'], { column: '简讯' }),
      adopted('c', '2024-03-20', ['乙'], { column: '简讯' }),
    ],
  });
  // 甲: quota 4. January 4 → 10, February 3 → 0, March 5 → 10; 综合信息 10, 简讯 5: 10 + 0 + 10 + 10 + 5 = 35.
  // 乙: quota 1. January 1 → 10, February and March 0 → 0; 简讯 5: 15.
  // 丙: in no group, quota 2. March 1 → 0: 0.
  expect(pointsBy(facts, grouped)).toEqual({ 甲: 35, 乙: 15, 丙: 0 });
});

test('常山县: 5, 10, 30 by bulletin, 20, 50, 80 in the city, at most 10 a month for what was sent', () => {
  const facts = factsOf({
    submissions: [...sent('甲', '2024-03', 13), ...sent('甲', '2024-04', 2), ...sent('乙', '2024-04', 3)],
    adoptions: [
      adopted('a', '2024-03-05', ['甲'], { publication: '要情快报' }),
      adopted('b', '2024-03-06', ['甲'], { publication: '常山政务' }),
      adopted('c', '2024-03-07', ['甲'], { publication: '常山政务', series: 'supplement' }),
      adopted('d', '2024-03-08', ['乙'], { publication: '政务参阅' }),
      adoptedAbove('e', '市级', ['乙'], { publication: '市级专报' }),
      adoptedAbove('f', '市级', ['乙'], { publication: '市级政务' }),
      adoptedAbove('g', '市级', ['乙'], { publication: '每日要情' }),
    ],
  });
  // 甲: sent 13 in March, 13 points, at most 10; 2 in April, 2; 要情快报 5, 常山政务 10, 增刊 30: 10 + 2 + 45 = 57.
  // 乙: sent 3; 政务参阅 30; the city 80 + 50 + 20: 3 + 30 + 150 = 183.
  expect(pointsBy(facts, sampleRules.level.rules)).toEqual({ 乙: 183, 甲: 57, 丙: 0 });
});

test('a county office: 单条 5, 综合 3 a unit, 约稿 10, 简讯 3, bulletins add up, 调研 twice, 批示 10 to 50', () => {
  const facts = factsOf({
    adoptions: [
      adopted('a', '2024-03-05', ['甲']),
      adopted('b', '2024-03-06', ['甲', '乙', '丙']),
      adopted('c', '2024-03-07', ['乙'], { requestId: '约1' }),
      adopted('d', '2024-03-08', ['丙'], { column: '简讯' }),
      adopted('e', '2024-03-09', ['甲'], { column: '调研' }),
      // The same article in a second bulletin: both count.
      adopted('a2', '2024-04-05', ['甲'], { workId: 'a', publication: '澜溪专报' }),
    ],
    instructions: [
      { id: 'i1', workId: 'e', title: 'e稿', unitIds: ['甲'], level: '县级', day: '2024-03-20', isTold: true },
      { id: 'i2', workId: 'e', title: 'e稿', unitIds: ['甲'], level: '省级', day: '2024-04-20', isTold: true },
    ],
  });
  // 甲: 5 + 综合 3 + 调研 5 × 2 = 10 + the second bulletin 5 + 批示 10 + 50: 83.
  // 乙: 综合 3 + 约稿 10 = 13. 丙: 综合 3 + 简讯 3 = 6.
  expect(pointsBy(facts, sampleRules.kind.rules)).toEqual({ 甲: 83, 乙: 13, 丙: 6 });
});

test('钟楼区: 10, 15, 30 by level, 批示 10, 20, 40 more, a low rate −1, late −1, a serious error −2', () => {
  const facts = factsOf({
    submissions: [...sent('甲', '2024-03', 10), ...sent('乙', '2024-03', 7), ...sent('丙', '2024-03', 1)],
    adoptions: [
      adopted('a', '2024-03-05', ['甲']),
      adoptedAbove('a3', '省级', ['甲'], { workId: 'a' }),
      adopted('b', '2024-03-06', ['乙']),
      adoptedAbove('c', '市级', ['乙']),
    ],
    instructions: [
      { id: 'i1', workId: 'b', title: 'b稿', unitIds: ['乙'], level: '市级', day: '2024-04-01', isTold: true },
    ],
    requests: [
      { id: 'r1', unitId: '甲', topic: '春耕', dueOn: '2024-03-01', metOn: '2024-03-04', manuscriptId: 'm1' },
      { id: 'r2', unitId: '乙', topic: '春耕', dueOn: '2024-03-01', metOn: '2024-03-01', manuscriptId: 'm2' },
    ],
    faults: [{ id: 'f1', unitId: '乙', faultKind: '严重差错', title: 'b稿', day: '2024-03-06' }],
  });
  // 甲: 10 + 30; 2 of 10 adopted is 20 %: −1; late −1: 38.
  // 乙: 10 + 15 + 批示 20; 2 of 7 is 28.6 %: −1; a serious error −2: 42.
  // 丙: 0 of 1: −1.
  expect(pointsBy(facts, sampleRules.deduction.rules)).toEqual({ 乙: 42, 甲: 38, 丙: -1 });
});

test('a bureau: the first two of co-authors 3:2, one level counts once, the two highest levels add up, 800 characters are 调研', () => {
  const facts = factsOf({
    adoptions: [
      adopted('a', '2024-03-05', ['甲', '乙', '丙'], { characters: 1200 }),
      // The same article: at home once more as a short piece, twice in the city, once in the province.
      adopted('a2', '2024-04-05', ['甲', '乙', '丙'], { workId: 'a', characters: 300 }),
      adoptedAbove('a3', '市级', ['甲', '乙', '丙'], { workId: 'a' }),
      adoptedAbove('a4', '市级', ['甲', '乙', '丙'], { workId: 'a' }),
      adoptedAbove('a5', '省级', ['甲', '乙', '丙'], { workId: 'a' }),
      adopted('b', '2024-03-06', ['丙'], { characters: 799 }),
      adopted('c', '2024-03-07', ['丙'], { characters: 800 }),
    ],
  });
  // a: the best of each level is 本刊 15, 市级 20 (once), 省级 40; the two highest 40 + 20 = 60.
  // 甲 has 3/5: 24 + 12 = 36; 乙 2/5: 16 + 8 = 24; 丙 is third: nothing.
  // 丙: 799 characters 10, 800 characters 15: 25.
  expect(pointsBy(facts, sampleRules.coAuthor.rules)).toEqual({ 甲: 36, 丙: 25, 乙: 24 });
});
