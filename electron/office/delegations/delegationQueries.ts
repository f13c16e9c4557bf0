import type { DelegationEntry } from '#shared/contract/delegationCommands.ts';
import { SignedDelegation } from '#shared/issue/delegationStatement.ts';
import { type Delegation, mayBeDelegate } from '#shared/workflow/delegation.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { selectPerson } from '../accounts/peopleQueries.ts';
import { staffingOf } from '../accounts/staffingOf.ts';
import { instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';

export interface DelegationRow {
  readonly id: string;
  readonly principal: string;
  readonly delegate: string;
  readonly publications: readonly string[];
  readonly beginsAt: string;
  readonly endsAt: string;
  readonly fromDay: string;
  readonly untilDay: string;
  readonly includesRelease: boolean;
  readonly statement: SignedDelegation;
  readonly givenAt: string;
  /** The latest moment the office has recorded anything at while it was open; no clock goes back behind it. */
  readonly seenAt: string;
  readonly endedAt: string | null;
  readonly steps: number;
}

interface StoredDelegation extends Omit<DelegationRow, 'publications' | 'includesRelease' | 'statement'> {
  readonly publications: string;
  readonly includesRelease: 0 | 1;
  readonly statement: string;
}

const rows = `
  SELECT id, principal, delegate, publications, begins_at AS beginsAt, ends_at AS endsAt, from_day AS fromDay,
    until_day AS untilDay, includes_release AS includesRelease, statement, given_at AS givenAt, seen_at AS seenAt,
    ended_at AS endedAt, (SELECT count(*) FROM issue_steps WHERE delegation_id = delegations.id) AS steps
  FROM delegations`;

export function selectDelegation(content: ReadableDatabase, id: string): DelegationRow | undefined {
  const row = content.prepare(`${rows} WHERE id = ?`).get(id) as StoredDelegation | undefined;
  return row && rowOf(row);
}

/** What a person gave and was given, the newest first. */
export function selectDelegationsOf(content: ReadableDatabase, personId: string): readonly DelegationRow[] {
  const found = content
    .prepare(`${rows} WHERE principal = @personId OR delegate = @personId ORDER BY given_at DESC, rowid DESC`)
    .all({ personId }) as readonly StoredDelegation[];
  return found.map(rowOf);
}

function rowOf(row: StoredDelegation): DelegationRow {
  return {
    ...row,
    publications: JSON.parse(row.publications) as string[],
    includesRelease: row.includesRelease === 1,
    statement: SignedDelegation.parse(JSON.parse(row.statement)),
  };
}

/**
 * What `seenAt` is of a delegation that came from another machine: as over as it will ever be, for the base too, so that nobody
 * acts by it here.
 */
export function seenElsewhere({ endsAt }: Pick<DelegationRow, 'endsAt'>): string {
  return endsAt;
}

/** Where a delegation stands: the later of the clock and what was seen decides, so that a clock set back prolongs nothing. */
export function delegationState(
  { beginsAt, endsAt, seenAt, endedAt }: Pick<DelegationRow, 'beginsAt' | 'endsAt' | 'seenAt' | 'endedAt'>,
  now: string,
): DelegationEntry['state'] {
  if (endedAt !== null) return 'ended';
  if (seenAt === seenElsewhere({ endsAt }) && now < endsAt) return 'elsewhere';
  if ((now > seenAt ? now : seenAt) >= endsAt) return 'over';
  return now >= beginsAt ? 'holds' : 'coming';
}

/** The delegations by which whoever is signed in may act now; those for one publication where it is named. */
export function delegationsFor(context: OfficeContext, publicationId?: string): readonly Delegation[] {
  const { content, personId, roles, register } = sessionOf(context);
  if (!content) return [];
  const now = instantOf(context);
  const found = content
    .prepare(`${rows} WHERE delegate = ? AND ended_at IS NULL AND ends_at > ? ORDER BY rowid`)
    .all(personId, now) as readonly StoredDelegation[];
  if (found.length === 0) return [];
  const staffing = staffingOf(register);
  return found.map(rowOf).flatMap((row) => {
    if (delegationState(row, now) !== 'holds') return [];
    if (publicationId !== undefined && !row.publications.includes(publicationId)) return [];
    const principal = selectPerson(register, row.principal);
    if (!principal || principal.leftAt !== undefined) return [];
    if (!mayBeDelegate({ id: personId, roles }, principal, staffing)) return [];
    return [{ id: row.id, principal, includesRelease: row.includesRelease }];
  });
}
