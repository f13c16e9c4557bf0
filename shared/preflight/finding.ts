import { z } from 'zod';

/** stop: nothing goes out while it stands. ask: somebody has to say that it may. tell: good to know. */
export const findingLevels = ['stop', 'ask', 'tell'] as const;
export type FindingLevel = (typeof findingLevels)[number];

/**
 * Where a finding is put right: in an article, in the order of the issue, its head, its foot, its comments, its look.
 * Blocks count from 0, their number is the source line behind them; without a block it is the title.
 */
export const FindingPlace = z.discriminatedUnion('part', [
  z.strictObject({ part: z.literal('article'), articleId: z.string(), block: z.int().min(0).optional() }),
  z.strictObject({ part: z.enum(['order', 'head', 'foot', 'marking', 'comments', 'publication']) }),
]);
export type FindingPlace = z.infer<typeof FindingPlace>;

/** One line of the check before an issue goes on. */
export const Finding = z.strictObject({
  level: z.enum(findingLevels),
  /** The rule that found it; with the place it names the finding. */
  rule: z.string(),
  /** A whole Chinese sentence for the editor. */
  message: z.string(),
  place: FindingPlace,
  /** It stops nothing once somebody has said why it may stand, on record with the step. */
  isWaivable: z.literal(true).optional(),
});
export type Finding = z.infer<typeof Finding>;
