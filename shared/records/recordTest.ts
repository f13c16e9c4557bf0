import { z } from 'zod';

/** 真实, 完整, 可用, 安全 (DA/T 70-2018). */
export const recordProperties = ['authenticity', 'integrity', 'usability', 'safety'] as const;
export type RecordProperty = (typeof recordProperties)[number];

export const recordPropertyNames = {
  authenticity: '真实性',
  integrity: '完整性',
  usability: '可用性',
  safety: '安全性',
} as const satisfies Record<RecordProperty, string>;

export const testOccasions = ['archiving', 'demand', 'due'] as const;
export type TestOccasion = (typeof testOccasions)[number];

export const testOccasionNames = { archiving: '归档时', demand: '随时', due: '到期' } as const satisfies Record<
  TestOccasion,
  string
>;

/** What one rule found of one item: evidence that it holds, or what is wrong and what to do. */
export const RuleResult = z.strictObject({
  property: z.enum(recordProperties),
  name: z.string(),
  isPassed: z.boolean(),
  evidence: z.string(),
  remedy: z.string().optional(),
});
export type RuleResult = z.infer<typeof RuleResult>;

export const TestedItem = z.strictObject({ recordNumber: z.string(), title: z.string(), rules: z.array(RuleResult) });
export type TestedItem = z.infer<typeof TestedItem>;

/** What no program can answer for; it stands on every report, to be ticked by hand. */
export const checksByHand = [
  '病毒：用本单位的杀毒软件检查数据目录和载体',
  '载体外观：无划痕、变形、霉变，标签与内容相符',
  '光盘：按DA/T 38检测，或移动硬盘读出一遍没有错误',
] as const;
