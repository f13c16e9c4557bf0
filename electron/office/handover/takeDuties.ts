import type { SignedDuty } from '#shared/handover/dutyStatement.ts';
import { cardHash, readCard } from '#shared/handover/machineCard.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { coveredBy, newerLinks } from './decisionChain.ts';
import type { NewFork } from './decisionForks.ts';
import { dutyChain, insertDuty, selectDuties } from './dutyQueries.ts';
import { selectMachines } from './machineQueries.ts';
import type { RegisterPart } from './registerPart.ts';
import type { Taking } from './registerRows.ts';

type CarriedDuty = RegisterPart['duties'][number];

/** What of the signed decisions goes on from those here; 'fork' where both sides have decided. */
function newerDuties(
  register: ReadableDatabase,
  { publication, card, statements }: CarriedDuty,
): readonly SignedDuty[] | 'fork' {
  const here = dutyChain(register, publication, card);
  if (here.length > 0) return newerLinks(here, statements);
  // Nobody has signed what was decided here before: what is signed later counts.
  const known = selectDuties(register).find((row) => row.publicationId === publication && row.card === card);
  return (statements[0]?.turn ?? 0) > (known?.turn ?? 0) ? statements : [];
}

/** The cards that are void here or at the sender. */
function voidOnEither(register: ReadableDatabase, { machines }: RegisterPart): ReadonlySet<string> {
  const here = selectMachines(register).filter(({ state }) => state === 'revoked');
  const there = machines.filter(({ revoked }) => revoked !== null);
  return new Set([...here.map(({ hash }) => hash), ...there.map(({ text }) => cardHash(readCard(text)))]);
}

/**
 * Decisions about the same machine and publication that were made on both sides. Those about a void card are left as they are on each
 * side: nobody may decide about it any more, so nobody could settle them.
 */
export function dutyForks(register: ReadableDatabase, part: RegisterPart): NewFork[] {
  const isVoid = voidOnEither(register, part);
  return part.duties.flatMap((carried) => {
    const { publication: publicationId, card } = carried;
    const end = carried.statements.at(-1);
    if (!end || isVoid.has(card) || newerDuties(register, carried) !== 'fork') return [];
    return [{ kind: 'duty' as const, publicationId, card, statement: end, way: [...coveredBy(carried.statements)] }];
  });
}

/** Puts in newer decisions about what machines may do, which were proved before; the ids of the publications. */
export function takeDuties(register: WritableDatabase, part: RegisterPart, { package: source }: Taking): string[] {
  return part.duties.flatMap((carried) => {
    const newer = newerDuties(register, carried);
    if (newer === 'fork' || newer.length === 0) return [];
    for (const signed of newer) insertDuty(register, signed, source);
    return [carried.publication];
  });
}
