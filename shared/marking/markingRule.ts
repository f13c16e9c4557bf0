import { z } from 'zod';
import { isClassified, markRank } from './markRank.ts';

/** Which printed marks need a record: the three 密级 always do, 内部资料 and the like where a publication says so. */
export const markingRules = ['classified', 'all'] as const;
export const MarkingRule = z.enum(markingRules);
export type MarkingRule = z.infer<typeof MarkingRule>;

/** The printed lines that need a record. */
export function linesWithRecord(lines: readonly string[], rule: MarkingRule): readonly string[] {
  return lines.filter((line) => isClassified(line) || (rule === 'all' && markRank(line) !== 'none'));
}
