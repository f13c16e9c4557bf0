import { z } from 'zod';
import { id, instant } from './values.ts';

/** 取回 once the next person has opened the issue: asked for, and answered by whoever has the turn. */
export const RecallRequest = z.strictObject({
  id,
  personId: id,
  personName: z.string(),
  at: instant,
  reason: z.string(),
  /** `moot`: the issue went on before there was an answer. */
  state: z.enum(['open', 'granted', 'declined', 'withdrawn', 'moot']),
  /** Who granted or declined it, when, and why not. */
  answeredBy: z.string().optional(),
  answeredAt: instant.optional(),
  answer: z.string().optional(),
  /** Whether the caller asked for it. */
  isOwn: z.boolean(),
  /** Whether it waits for the caller. */
  mayAnswer: z.boolean(),
  /** In whose place the caller would answer it; absent in the own right. */
  onBehalfOf: z.string().optional(),
});
export type RecallRequest = z.infer<typeof RecallRequest>;

/** 催办 of where an issue stands now: the last of so many. */
export const Reminder = z.strictObject({ personName: z.string(), at: instant, count: z.int().min(1) });
export type Reminder = z.infer<typeof Reminder>;
