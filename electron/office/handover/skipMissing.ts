import type { WritableDatabase } from '#store/database.ts';
import { type Chain, lastOfChain } from './packageQueries.ts';

/** Puts on record which packages before this one are given up, and tells their numbers. */
export function skipMissing(
  database: WritableDatabase,
  chain: Chain,
  sequence: number,
  given: { readonly reason: string; readonly at: string; readonly person: string },
): number[] {
  const last = lastOfChain(database, chain)?.sequence ?? 0;
  if (sequence <= last + 1) return [];
  database
    .prepare(
      `INSERT INTO skipped_packages (own, machine, issue_id, sequence, reason, person, at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(chain.own, chain.machine, chain.issueId ?? '', sequence - 1, given.reason, given.person, given.at);
  return Array.from({ length: Math.min(sequence - last - 1, 100) }, (_, index) => last + 1 + index);
}
