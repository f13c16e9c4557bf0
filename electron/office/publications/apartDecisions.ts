import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { SignedRules } from './ruleStatement.ts';
import { type StoredDecision, selectDecisions, statementDigest } from './storedDecisions.ts';

/** A signed decision about a publication that another machine has told of and that stands on another way than those here. */
export interface ApartDecision extends StoredDecision {
  /** The machine that has told it. */
  readonly sender: string;
}

type Signed = Pick<StoredDecision, 'statement'>;

/** Those that were told, the first first. */
export function selectApart(register: ReadableDatabase, publicationId: string): readonly ApartDecision[] {
  return register
    .prepare(
      `SELECT CAST(json_extract(statement, '$.number') AS INTEGER) AS number, publication_id, rules,
         json_extract(statement, '$.person') AS person, json_extract(statement, '$.at') AS at, statement, sender
       FROM rule_decisions_apart WHERE publication_id = ? ORDER BY rule_decisions_apart.number`,
    )
    .all(publicationId) as readonly ApartDecision[];
}

/** The ends of other ways that no decision goes on from yet, the newest first: the next one about the publication settles the first of them. */
export function openWays(register: ReadableDatabase, publicationId: string): readonly ApartDecision[] {
  const apart = selectApart(register, publicationId);
  if (apart.length === 0) return [];
  const here = selectDecisions(register, publicationId);
  const named = new Set([...here, ...apart].flatMap(namedBy));
  return apart.filter((one) => !named.has(statementDigest(one))).reverse();
}

/** Those of other ways that the newest decision here goes on from, for other machines; of what is open each machine tells its own way. */
export function settledApart(register: ReadableDatabase, publicationId: string): readonly StoredDecision[] {
  const apart = selectApart(register, publicationId);
  const here = selectDecisions(register, publicationId);
  const [newest] = here;
  if (!newest) return [];
  return apart
    .filter((one) => wayTo<Signed>(newest, statementDigest(one), [...here, ...apart]) !== undefined)
    .map(({ sender: _sender, ...one }) => one);
}

/**
 * The decisions that lead to this one from the one with the digest `from`, the first after that first; undefined where none do. `known` are
 * those to be gone through, wherever they stand.
 */
export function wayTo<Decision extends Signed>(
  end: Decision,
  from: string,
  known: readonly Decision[],
): readonly Decision[] | undefined {
  const byDigest = new Map(known.map((one) => [statementDigest(one), one]));
  const after = new Map<string, Decision | undefined>([[statementDigest(end), undefined]]);
  const reached = [end];
  for (const one of reached) {
    const names = namedBy(one);
    if (names.includes(from)) {
      const way: Decision[] = [];
      for (let next: Decision | undefined = one; next; next = after.get(statementDigest(next))) way.push(next);
      return way;
    }
    for (const name of names) {
      const before = byDigest.get(name);
      if (!before || after.has(name)) continue;
      after.set(name, one);
      reached.push(before);
    }
  }
  return undefined;
}

/** Puts down one of another way, right after the row of the audit that tells of the package. */
export function insertApart(
  register: WritableDatabase,
  { publication_id, rules, statement }: Pick<StoredDecision, 'publication_id' | 'rules' | 'statement'>,
  { sender, personId, at }: { readonly sender: string; readonly personId: string; readonly at: string },
): void {
  register
    .prepare(
      `INSERT INTO rule_decisions_apart (number, publication_id, rules, statement, sender, person, at)
       SELECT coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ? FROM rule_decisions_apart`,
    )
    .run(publication_id, rules, statement, sender, personId, at);
}

/** The statements that a decision goes on from, by digest. */
function namedBy({ statement }: Signed): readonly string[] {
  const read = SignedRules.safeParse(JSON.parse(statement ?? 'null'));
  return read.success ? namedRules(read.data) : [];
}

/** The same of one that was read. */
export function namedRules({ previous, settles = '' }: SignedRules): readonly string[] {
  return [previous, settles].filter((digest) => digest !== '');
}
