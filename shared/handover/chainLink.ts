import { z } from 'zod';
import type { Json } from '#shared/issue/canonicalJson.ts';
import { hash } from '#shared/issue/hash.ts';
import { inOrder } from '#shared/issue/statementOrder.ts';

/** What binds a decision about machines to the one before it. */
export const chainLink = {
  publication: z.string().min(1).max(64),
  /** Counts the decisions about the same in the whole office. */
  turn: z.int().min(1).max(100_000),
  /** SM3 of the statement before about the same; '' for the first. */
  previous: z.union([hash, z.literal('')]),
  /** Where two machines have gone on from the same decision each in its way: SM3 of the last statement of the other way. */
  settles: hash.optional(),
  /** With it: SM3 of every other statement of both ways, so that it follows for whoever stopped at any of them. */
  passes: z.array(hash).min(1).max(20_000).optional(),
  inOrder,
};

export type ChainLink = {
  readonly turn: number;
  readonly previous: string;
  readonly settles?: string | undefined;
  readonly passes?: readonly string[] | undefined;
} & {
  /** Whatever else is signed with it. */
  readonly [member: string]: Json | undefined;
};
