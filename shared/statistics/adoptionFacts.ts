import { z } from 'zod';
import { Period } from './period.ts';

const id = z.string().min(1).max(200);
const day = z.iso.date();

/** Where an article of the office's own issues is said to be adopted. */
export const ownLevel = '本刊';

/** A unit as it was called when the facts were drawn; one that is in no register is named by what was printed. */
export const CountedUnit = z.strictObject({ id, name: z.string(), isRegistered: z.boolean() });
export type CountedUnit = z.infer<typeof CountedUnit>;

/** 采用: an article in an issued bulletin of the office, or in one of a higher office as somebody recorded it. */
export const Adoption = z.strictObject({
  id,
  kind: z.enum(['own', 'outside']),
  /** What counts as one work where it is adopted several times. */
  workId: id,
  articleId: id.optional(),
  issueId: id.optional(),
  manuscriptId: id.optional(),
  title: z.string(),
  day,
  /** In the order of the source line: the first is the one that leads. */
  unitIds: z.array(id),
  level: z.string(),
  publication: z.string(),
  series: z.enum(['regular', 'supplement']),
  numberText: z.string(),
  column: z.string(),
  /** In its issue, from 1; 0 where that is not known. */
  place: z.int().min(0),
  marking: z.array(z.string()),
  characters: z.int().min(0),
  /** The 约稿 that it answers. */
  requestId: id.optional(),
});
export type Adoption = z.infer<typeof Adoption>;

/** 报送: a manuscript as it came in. */
export const Submission = z.strictObject({
  id,
  number: z.string(),
  title: z.string(),
  day,
  unitId: id.optional(),
  state: z.enum(['received', 'selected', 'rejected', 'reserved']),
});
export type Submission = z.infer<typeof Submission>;

/** 批示 on an article: its level and day count; what it says stands in the record alone. */
export const CountedInstruction = z.strictObject({
  id,
  workId: id,
  articleId: id.optional(),
  title: z.string(),
  unitIds: z.array(id),
  level: z.string(),
  day,
  /** It may be told outside the office, as in 采用情况通报. */
  isTold: z.boolean(),
});
export type CountedInstruction = z.infer<typeof CountedInstruction>;

/** 约稿, of the period its due day lies in. */
export const CountedRequest = z.strictObject({
  id,
  unitId: id,
  topic: z.string(),
  dueOn: day,
  /** When the manuscript that met it arrived. */
  metOn: day.optional(),
  manuscriptId: id.optional(),
});
export type CountedRequest = z.infer<typeof CountedRequest>;

/** 差错, as somebody recorded it against a unit. */
export const CountedFault = z.strictObject({ id, unitId: id, faultKind: z.string(), title: z.string(), day });
export type CountedFault = z.infer<typeof CountedFault>;

/** All that figures of a period are made from, and nothing else. */
export const AdoptionFacts = z.strictObject({
  period: Period,
  /** The last day that is counted; a period that is not over is counted up to it. */
  until: day,
  /** The last day of the period is over: what was asked for by then and is not there will not come in time. */
  isOver: z.boolean(),
  units: z.array(CountedUnit),
  submissions: z.array(Submission),
  adoptions: z.array(Adoption),
  instructions: z.array(CountedInstruction),
  requests: z.array(CountedRequest),
  faults: z.array(CountedFault),
});
export type AdoptionFacts = z.infer<typeof AdoptionFacts>;

/** Whether a 约稿 was met, and in time; open where its day is not over yet. */
export function requestState(
  { dueOn, metOn }: Pick<CountedRequest, 'dueOn' | 'metOn'>,
  { until, isOver }: Pick<AdoptionFacts, 'until' | 'isOver'>,
): 'met' | 'late' | 'unmet' | 'open' {
  if (metOn !== undefined) return metOn > dueOn ? 'late' : 'met';
  return isOver || dueOn < until ? 'unmet' : 'open';
}
