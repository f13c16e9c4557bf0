import { type IssueLeg, legOf, SignedLeg, signLeg } from '#shared/handover/issueLeg.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { contentOf, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { keyOfOwnCard, requireOwnKeys } from './machineKeys.ts';
import { machineNameOf, selectMachines } from './machineQueries.ts';

interface StoredLeg extends Omit<IssueLeg, 'signed'> {
  readonly statement: string | null;
}

/** The way of an issue between machines, from the first leg. */
export function legsOf(content: ReadableDatabase, issueId: string): readonly IssueLeg[] {
  const rows = content
    .prepare(
      `SELECT kind, hash, from_machine AS "from", to_machine AS "to", at, statement FROM issue_legs
       WHERE issue_id = ? ORDER BY number`,
    )
    .all(issueId) as readonly StoredLeg[];
  return rows.map(({ statement, ...leg }) =>
    statement === null ? { ...leg, signed: undefined } : legOf(SignedLeg.parse(JSON.parse(statement))),
  );
}

/** How a leg is called in a sentence about it. */
export function legName(register: ReadableDatabase, { from, to }: Pick<IssueLeg, 'from' | 'to'>): string {
  return `“${machineNameOf(register, from)}”到“${machineNameOf(register, to)}”的交接`;
}

/** `broughtBy` is the package that it went out with or came with; null for what a person has taken back as lost. */
export function addLeg(
  content: WritableDatabase,
  issueId: string,
  { kind, hash, from, to, at, signed }: IssueLeg,
  broughtBy: string | null,
): void {
  content
    .prepare(
      `INSERT INTO issue_legs (issue_id, number, kind, hash, from_machine, to_machine, at, statement, package)
       SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ?, ? FROM issue_legs WHERE issue_id = ?`,
    )
    .run(issueId, kind, hash, from, to, at, signed ? canonicalJson(signed) : null, broughtBy, issueId);
}

/** The leg after these, signed with the key of the card `from`, which is one of this machine's. */
export function nextLeg(
  context: OfficeContext,
  issueId: string,
  legs: readonly IssueLeg[],
  leg: Pick<IssueLeg, 'kind' | 'from' | 'to' | 'at'>,
): IssueLeg {
  const previous = legs.at(-1)?.hash ?? '';
  return signLeg({ issue: issueId, number: legs.length + 1, previous, ...leg }, keyOfOwnCard(context, leg.from));
}

/**
 * The legs that a package from here adds: the issue goes to `holder`, or stays for a copy. What came to an older card of this
 * machine, or began under it, goes to the present one first.
 */
export function legsOut(context: OfficeContext, issueId: string, holder: string | undefined): readonly IssueLeg[] {
  const legs = legsOf(contentOf(context), issueId);
  const added: IssueLeg[] = [];
  const at = instantOf(context);
  const add = (from: string, to: string) => {
    added.push(nextLeg(context, issueId, [...legs, ...added], { kind: 'sent', from, to, at }));
  };
  const { hash: own } = requireOwnKeys(context);
  const card = legs.at(-1)?.to ?? beganUnder(context, issueId) ?? own;
  if (card !== own) add(card, own);
  if (holder !== undefined) add(own, holder);
  return added;
}

/** The card that this machine had when an issue began here: by it other machines know where that was. */
function beganUnder(context: OfficeContext, issueId: string): string | undefined {
  const createdAt = contentOf(context).prepare('SELECT created_at FROM issues WHERE id = ?').pluck().get(issueId);
  const own = selectMachines(sessionOf(context).register).filter(({ isOwn }) => isOwn);
  return (own.findLast(({ takenAt }) => takenAt <= String(createdAt)) ?? own[0])?.hash;
}
