import { z } from 'zod';
import { lineKinds } from './scoringRules.ts';

const id = z.string().min(1).max(200);

/** Why a unit has these points: the thing they are for, the rule and its version, and the sum in words. */
export const PointLine = z.strictObject({
  unitId: id,
  kind: z.enum(lineKinds),
  /** YYYY-MM. */
  month: z.string(),
  /** Hundredths of a point. */
  points_hundredths: z.int(),
  version: z.int().min(1),
  ruleId: z.string(),
  ruleName: z.string(),
  title: z.string(),
  /** The record or the adoption it is for; absent where it is for a whole stretch. */
  factId: id.optional(),
  articleId: id.optional(),
  issueId: id.optional(),
  says: z.string(),
});
export type PointLine = z.infer<typeof PointLine>;

export const UnitScore = z.strictObject({
  unitId: id,
  name: z.string(),
  rank: z.int().min(1),
  points_hundredths: z.int(),
  received: z.int().min(0),
  adopted: z.int().min(0),
  instructions: z.int().min(0),
  unmetRequests: z.int().min(0),
  lateRequests: z.int().min(0),
  lines: z.array(PointLine),
});
export type UnitScore = z.infer<typeof UnitScore>;

/** 12.5, −3: hundredths of a point as they are said. */
export function pointsText(points_hundredths: number): string {
  const text = (Math.abs(points_hundredths) / 100).toFixed(2).replace(/\.?0+$/, '');
  return points_hundredths < 0 ? `−${text}` : text;
}
