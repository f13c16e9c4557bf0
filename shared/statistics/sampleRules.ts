import { ownLevel } from './adoptionFacts.ts';
import type { ScoringRules } from './scoringRules.ts';

/** A table to begin with: ten points for whatever is adopted, divided evenly among those who wrote it. */
export const plainRules: ScoringRules = {
  adoptions: [{ id: 'own', name: '本刊采用', where: { levels: [ownLevel] }, points: 10 }],
  sharing: { kind: 'equal' },
  repeats: { kind: 'all' },
  multipliers: [],
  instructions: [],
  instructionsCounted: 'highest',
  requests: { met: 0, late: 0, unmet: 0, zeroAfter: 0 },
  faults: [],
  caps: [],
};

/** 基础分要完成任务: 10 a month where the quota of the group is met; 综合信息 10, 简讯 5 (a railway bureau's 团委). */
const quotaRules: ScoringRules = {
  ...plainRules,
  adoptions: [
    { id: 'brief', name: '简讯', where: { columns: ['简讯'] }, points: 5 },
    { id: 'general', name: '综合信息', where: {}, points: 10 },
  ],
  base: {
    kind: 'quota',
    name: '每月基础分',
    counts: 'received',
    points: 10,
    per: 'month',
    groups: [{ name: '第一组', unitIds: [], quota: 4 }],
    otherQuota: 2,
  },
};

/** 按刊物和层级计分 (常山县 2014): 5, 10, 30 at home, 20, 50, 80 in the city, and up to 10 a month for what was sent. */
const levelRules: ScoringRules = {
  ...plainRules,
  adoptions: [
    { id: 'cityFirst', name: '市级信息（一类）', where: { levels: ['市级'], publications: ['市级专报'] }, points: 80 },
    { id: 'citySecond', name: '市级信息（二类）', where: { levels: ['市级'], publications: ['市级政务'] }, points: 50 },
    { id: 'cityThird', name: '市级信息（三类）', where: { levels: ['市级'] }, points: 20 },
    { id: 'supplement', name: '增刊、政务参阅', where: { levels: [ownLevel], series: 'supplement' }, points: 30 },
    { id: 'reference', name: '政务参阅', where: { publications: ['政务参阅'] }, points: 30 },
    { id: 'affairs', name: '常山政务', where: { publications: ['常山政务'] }, points: 10 },
    { id: 'express', name: '要情快报', where: { publications: ['要情快报'] }, points: 5 },
  ],
  base: { kind: 'each', name: '报送基础分', counts: 'received', points: 1 },
  caps: [{ id: 'baseMonth', name: '基础分每月封顶', of: ['base'], per: 'month', points: 10 }],
};

/** 单条、综合、约稿、简讯分别计分 (a county office): several bulletins add up, 调研 counts twice, 批示 10 to 50. */
const kindRules: ScoringRules = {
  ...plainRules,
  adoptions: [
    { id: 'requested', name: '约稿', where: { isRequested: true }, points: 10 },
    { id: 'compiled', name: '综合采用', where: { unitsAtLeast: 2 }, points: 3, sharing: { kind: 'each' } },
    { id: 'brief', name: '简讯', where: { columns: ['简讯'] }, points: 3 },
    { id: 'single', name: '单条采用', where: {}, points: 5 },
  ],
  multipliers: [{ id: 'research', name: '调研', where: { columns: ['调研'] }, times: 2 }],
  instructions: [
    { id: 'province', name: '省级领导批示', levels: ['省级'], points: 50 },
    { id: 'city', name: '市级领导批示', levels: ['市级'], points: 30 },
    { id: 'county', name: '县级领导批示', levels: ['县级'], points: 10 },
  ],
  instructionsCounted: 'all',
};

/** 有加有减 (钟楼区): 10, 15, 30 by level, 批示 10, 20, 40 more; a low rate, lateness and faults take points away. */
const deductionRules: ScoringRules = {
  ...plainRules,
  adoptions: [
    { id: 'province', name: '省级采用', where: { levels: ['省级'] }, points: 30 },
    { id: 'city', name: '市级采用', where: { levels: ['市级'] }, points: 15 },
    { id: 'district', name: '区级采用', where: { levels: [ownLevel] }, points: 10 },
  ],
  instructions: [
    { id: 'provinceNote', name: '省级批示', levels: ['省级'], points: 40 },
    { id: 'cityNote', name: '市级批示', levels: ['市级'], points: 20 },
    { id: 'districtNote', name: '区级批示', levels: ['区级'], points: 10 },
  ],
  instructionsCounted: 'all',
  requests: { met: 0, late: -1, unmet: 0, zeroAfter: 0 },
  faults: [{ id: 'serious', name: '严重差错', kinds: ['严重差错'], points: -2 }],
  rate: { name: '采用率偏低', below_percent: 30, per: 'year', points: -1 },
};

/** 合写按3∶2，一稿多用取高 (a bureau): the first two units only; of each level the best once, the best two levels add up. */
const coAuthorRules: ScoringRules = {
  ...plainRules,
  adoptions: [
    { id: 'province', name: '省级采用', where: { levels: ['省级'] }, points: 40 },
    { id: 'city', name: '市级采用', where: { levels: ['市级'] }, points: 20 },
    {
      id: 'research',
      name: '本刊调研类（800字以上）',
      where: { levels: [ownLevel], charactersAtLeast: 800 },
      points: 15,
    },
    { id: 'information', name: '本刊信息类', where: { levels: [ownLevel] }, points: 10 },
  ],
  sharing: { kind: 'ratio', ratio: [3, 2] },
  repeats: { kind: 'highest', levels: 2 },
};

/** Tables as real offices have them, to begin one's own with. */
export const sampleRules = {
  plain: { name: '一律计10分', rules: plainRules },
  quota: { name: '完成任务才有基础分', rules: quotaRules },
  level: { name: '按刊物和层级计分', rules: levelRules },
  kind: { name: '单条、综合、约稿、简讯分别计分', rules: kindRules },
  deduction: { name: '有加有减', rules: deductionRules },
  coAuthor: { name: '合写按比例，一稿多用取高', rules: coAuthorRules },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly rules: ScoringRules }>>;
