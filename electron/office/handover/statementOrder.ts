import type { ChainLink } from '#shared/handover/chainLink.ts';
import { isEarlier, notBefore } from '#shared/issue/statementOrder.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { namedRules, selectApart } from '../publications/apartDecisions.ts';
import { selectPublications } from '../publications/publicationQueries.ts';
import { SignedRules } from '../publications/ruleStatement.ts';
import { type StoredDecision, selectAllDecisions, statementDigest } from '../publications/storedDecisions.ts';
import { linkDigest, namedLinks } from './decisionChain.ts';
import { selectForkStatements } from './decisionForks.ts';
import { dutyChain, selectDuties } from './dutyQueries.ts';
import { numberingChain } from './numberingQueries.ts';
import type { RegisterPart } from './registerPart.ts';

/** When a statement says it was signed, and from which others, by SM3, it goes on. */
export interface DatedStatement {
  readonly at: string;
  readonly inOrder?: true | undefined;
  readonly names: readonly string[];
}

/** The place of statements in time, as far as those are known from which they go on. */
export interface StatementOrder {
  /** Whether it is earlier than one from which it goes on, in a chain that was begun by or has come to programs that sign none so. */
  readonly isAntedated: (statement: DatedStatement) => boolean;
  /** Its own moment or the latest of all from which it goes on: before that nobody can have signed it. */
  readonly since: (statement: DatedStatement) => string;
}

export function datedLink(link: ChainLink & Pick<DatedStatement, 'at' | 'inOrder'>): DatedStatement {
  return { at: link.at, inOrder: link.inOrder, names: namedLinks(link) };
}

export function datedRules(signed: SignedRules): DatedStatement {
  return { at: signed.at, inOrder: signed.inOrder, names: namedRules(signed) };
}

/** By the decisions that a register tells, and those that are known here where there is a register. */
export function statementOrder(part: RegisterPart, register?: ReadableDatabase): StatementOrder {
  const links = [
    ...part.duties.flatMap(({ statements }) => statements),
    ...part.numbering.flatMap(({ statements }) => statements),
    ...(register ? linksHere(register) : []),
  ];
  const rules = [...part.decisions, ...(part.apart ?? []), ...(register ? rulesHere(register) : [])];
  return orderOf(
    new Map([...links.map((link) => [linkDigest(link), datedLink(link)] as const), ...rules.flatMap(digestAndDate)]),
  );
}

function linksHere(register: ReadableDatabase) {
  return [
    ...selectDuties(register).flatMap(({ publicationId, card }) => dutyChain(register, publicationId, card)),
    ...selectPublications(register).flatMap(({ id }) => numberingChain(register, id)),
    ...selectForkStatements(register),
  ];
}

function rulesHere(register: ReadableDatabase): readonly StoredDecision[] {
  const apart = selectPublications(register).flatMap(({ id }) => selectApart(register, id));
  return [...selectAllDecisions(register), ...apart];
}

function digestAndDate(decision: Pick<StoredDecision, 'statement'>): readonly (readonly [string, DatedStatement])[] {
  const read = SignedRules.safeParse(JSON.parse(decision.statement ?? 'null'));
  return read.success ? [[statementDigest(decision), datedRules(read.data)]] : [];
}

/** What statements, by SM3, tell of the order of each other. */
export function orderOf(known: ReadonlyMap<string, DatedStatement>): StatementOrder {
  // Those of which all that leads to them was gone through once; chains are long, and each statement of one is asked about.
  const kept = new Map<DatedStatement, { readonly inOrder: boolean; readonly since: string }>();
  const before = ({ names }: DatedStatement) => names.flatMap((name) => known.get(name) ?? []);
  const told = (statement: DatedStatement) => {
    const waiting = [statement];
    const entered = new Set<DatedStatement>();
    for (let one = waiting.at(-1); one; one = waiting.at(-1)) {
      const missing = before(one).filter((other) => !kept.has(other) && !entered.has(other));
      entered.add(one);
      if (missing.length > 0) {
        waiting.push(...missing);
        continue;
      }
      waiting.pop();
      const ends = before(one).flatMap((other) => kept.get(other) ?? []);
      kept.set(one, {
        inOrder: one.inOrder === true || ends.some((end) => end.inOrder),
        since: notBefore(one.at, ...ends.map(({ since }) => since)),
      });
    }
    return kept.get(statement) ?? { inOrder: statement.inOrder === true, since: statement.at };
  };
  return {
    isAntedated: (statement) =>
      told(statement).inOrder && before(statement).some(({ at }) => isEarlier(statement.at, at)),
    since: (statement) => told(statement).since,
  };
}
