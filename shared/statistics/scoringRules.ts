import { z } from 'zod';
import { spans } from './period.ts';

const ruleId = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/);
const name = z.string().trim().min(1).max(40);
const names = z.array(name).max(30);
/** Points have two decimals at the most, so that sums are exact. */
const points = z
  .number()
  .min(-1000)
  .max(1000)
  .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6);
const count = z.int().min(0).max(1_000_000);

/** Which adoptions a rule is for; a member that is left out asks for nothing. */
export const AdoptionCondition = z.strictObject({
  /** 本刊, or the level that was recorded: 市级, 省级. */
  levels: names.optional(),
  publications: names.optional(),
  columns: names.optional(),
  series: z.enum(['regular', 'supplement']).optional(),
  markings: names.optional(),
  charactersAtLeast: count.optional(),
  charactersAtMost: count.optional(),
  unitsAtLeast: z.int().min(1).max(50).optional(),
  /** Answers a 约稿. */
  isRequested: z.boolean().optional(),
  /** Among the first articles of its issue. */
  placeAtMost: z.int().min(1).max(100).optional(),
});
export type AdoptionCondition = z.infer<typeof AdoptionCondition>;

/** How the points of what several units wrote together are divided. */
export const Sharing = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('each') }),
  z.strictObject({ kind: z.literal('equal') }),
  z.strictObject({ kind: z.literal('first') }),
  /** Units beyond the ratio get nothing. */
  z.strictObject({ kind: z.literal('ratio'), ratio: z.array(z.int().min(1).max(100)).min(2).max(10) }),
]);
export type Sharing = z.infer<typeof Sharing>;

export const AdoptionRule = z.strictObject({
  id: ruleId,
  name,
  where: AdoptionCondition,
  points,
  /** Where it is not divided as the others are. */
  sharing: Sharing.optional(),
});
export type AdoptionRule = z.infer<typeof AdoptionRule>;

const Multiplier = z.strictObject({ id: ruleId, name, where: AdoptionCondition, times: z.number().min(0).max(10) });

/** What is counted of an article that was adopted more than once. */
export const Repeats = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  /** The best of each level, and of these the best `levels`. */
  z.strictObject({ kind: z.literal('highest'), levels: z.int().min(1).max(10) }),
]);

export const countedKinds = ['received', 'adopted'] as const;

/** 基础分. */
export const BaseRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('each'), name, counts: z.enum(countedKinds), points }),
  /** The whole of it where the quota is met, else nothing; units in no group have the quota of the others. */
  z.strictObject({
    kind: z.literal('quota'),
    name,
    counts: z.enum(countedKinds),
    points,
    per: z.enum(spans),
    groups: z
      .array(z.strictObject({ name, unitIds: z.array(z.string().min(1).max(200)).max(500), quota: count }))
      .max(20),
    otherQuota: count,
  }),
]);

export const lineKinds = ['adoption', 'instruction', 'request', 'fault', 'rate', 'base', 'cap', 'zero'] as const;
export type LineKind = (typeof lineKinds)[number];

/** 计分办法: a whole table of rules, as data. Rules of a list are tried in their order and the first that fits counts. */
export const ScoringRules = z
  .strictObject({
    adoptions: z.array(AdoptionRule).max(60),
    sharing: Sharing,
    repeats: Repeats,
    multipliers: z.array(Multiplier).max(20),
    instructions: z.array(z.strictObject({ id: ruleId, name, levels: names.min(1), points })).max(20),
    /** Of several 批示 on one article. */
    instructionsCounted: z.enum(['all', 'highest']),
    requests: z.strictObject({
      met: points,
      late: points,
      unmet: points,
      /** So many that are not met make the whole nothing; 0 for never. */
      zeroAfter: z.int().min(0).max(100),
    }),
    faults: z.array(z.strictObject({ id: ruleId, name, kinds: names.min(1), points })).max(20),
    /** 采用率: points where less than so many percent of what a unit sent was adopted. */
    rate: z.strictObject({ name, below_percent: z.int().min(1).max(100), per: z.enum(spans), points }).optional(),
    base: BaseRule.optional(),
    caps: z
      .array(
        z.strictObject({
          id: ruleId,
          name,
          of: z
            .array(z.enum(['base', 'adoption', 'instruction', 'request']))
            .min(1)
            .max(4),
          per: z.enum(spans),
          points: points.min(0),
        }),
      )
      .max(20),
  })
  .superRefine((rules, context) => {
    const ids = [...rules.adoptions, ...rules.multipliers, ...rules.instructions, ...rules.faults, ...rules.caps].map(
      (rule) => rule.id,
    );
    if (new Set(ids).size !== ids.length) context.addIssue({ code: 'custom', message: '规则编号重复' });
  });
export type ScoringRules = z.infer<typeof ScoringRules>;

/** A table from the first day of a month on, until a later one. */
export const ScoringVersion = z.strictObject({
  number: z.int().min(1),
  name: z.string().trim().min(1).max(100),
  effectiveFrom: z.iso.date().refine((day) => day.endsWith('-01')),
  rules: ScoringRules,
});
export type ScoringVersion = z.infer<typeof ScoringVersion>;

/** The version in force on a day: of those that had begun the last to be made. */
export function versionOn(versions: readonly ScoringVersion[], day: string): ScoringVersion | undefined {
  return versions
    .filter(({ effectiveFrom }) => effectiveFrom <= day)
    .toSorted((left, right) => left.effectiveFrom.localeCompare(right.effectiveFrom) || left.number - right.number)
    .at(-1);
}
