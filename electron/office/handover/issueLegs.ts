import type { IssueLeg } from '#shared/handover/issueTravel.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';

/** The way of an issue between machines, from the first leg. */
export function legsOf(content: ReadableDatabase, issueId: string): readonly IssueLeg[] {
  return content
    .prepare(
      `SELECT kind, hash, from_machine AS "from", to_machine AS "to", at FROM issue_legs
       WHERE issue_id = ? ORDER BY number`,
    )
    .all(issueId) as readonly IssueLeg[];
}

export function addLeg(content: WritableDatabase, issueId: string, leg: IssueLeg): void {
  content
    .prepare(
      `INSERT INTO issue_legs (issue_id, number, kind, hash, from_machine, to_machine, at)
       SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ? FROM issue_legs WHERE issue_id = ?`,
    )
    .run(issueId, leg.kind, leg.hash, leg.from, leg.to, leg.at, issueId);
}
