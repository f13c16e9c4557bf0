import { SignedDuty } from '#shared/handover/dutyStatement.ts';
import type { LastNumber } from '#shared/handover/lastNumber.ts';
import { type FreeStep, freeSteps, type MachineStep, machineSteps } from '#shared/handover/machineDuty.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { numberingFork } from './decisionForks.ts';
import { selectMachines } from './machineQueries.ts';
import { numberingOf, ownCards } from './numberingQueries.ts';

/** What was decided last about a machine and a publication. */
export interface DutyRow {
  readonly number: number;
  readonly publicationId: string;
  readonly card: string;
  readonly steps: readonly FreeStep[];
  readonly turn: number;
  readonly person: string;
  readonly at: string;
}

/** The newest decision about each machine in each publication. */
export function selectDuties(register: ReadableDatabase): readonly DutyRow[] {
  const rows = register
    .prepare(
      `SELECT number, publication_id AS publicationId, card, steps, turn, person, at FROM machine_duties AS newest
       WHERE number = (
         SELECT max(number) FROM machine_duties WHERE publication_id = newest.publication_id AND card = newest.card
       ) ORDER BY number`,
    )
    .all() as readonly (Omit<DutyRow, 'steps'> & { readonly steps: string })[];
  return rows.map((row) => ({ ...row, steps: JSON.parse(row.steps) as FreeStep[] }));
}

/** The signed decisions about a machine in a publication, the first first; those from before they were signed are left out. */
export function dutyChain(register: ReadableDatabase, publicationId: string, card: string): readonly SignedDuty[] {
  const statements = register
    .prepare(
      `SELECT statement FROM machine_duties
       WHERE publication_id = ? AND card = ? AND statement IS NOT NULL ORDER BY number`,
    )
    .pluck()
    .all(publicationId, card) as readonly string[];
  return statements.map((statement) => SignedDuty.parse(JSON.parse(statement)));
}

/** A decision about what a machine may do, after those that are there; `source` is the package by which it came. */
export function insertDuty(register: WritableDatabase, signed: SignedDuty, source?: string): void {
  const { publication, card, steps, turn, person, at } = signed;
  register
    .prepare(
      `INSERT INTO machine_duties (number, publication_id, card, steps, turn, person, at, source, statement)
       SELECT coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ? FROM machine_duties`,
    )
    .run(publication, card, JSON.stringify(steps), turn, person, at, source ?? null, canonicalJson(signed));
}

/**
 * What was decided about this machine: under the card it has now, or under the one it had before, as a new card makes no other
 * machine of it.
 */
function ownDuty(register: ReadableDatabase, publicationId: string): DutyRow | undefined {
  const own = ownCards(register);
  return selectDuties(register).findLast((row) => row.publicationId === publicationId && own.has(row.card));
}

/** What this machine may not do in a publication, and the last numbers that were granted elsewhere. */
export interface DutyHere {
  readonly refused: readonly MachineStep[];
  readonly last: readonly LastNumber[];
}

export function dutyHere(register: ReadableDatabase, publicationId: string): DutyHere {
  const steps = ownDuty(register, publicationId)?.steps ?? freeSteps;
  const numbering = numberingOf(register, publicationId);
  const isElsewhere = numbering !== undefined && !ownCards(register).has(numbering.card);
  // Where two machines have each a decision of their own, neither grants numbers until that is settled.
  const signs = !isElsewhere && numberingFork(register, publicationId)?.stops !== true;
  return {
    refused: [...freeSteps.filter((step) => !steps.includes(step)), ...(signs ? [] : (['sign'] as const))],
    last: numbering?.last ?? [],
  };
}

/** What any machine of the office may do; of this one too. */
export function stepsOf(register: ReadableDatabase, publicationId: string, card: string): readonly MachineStep[] {
  const own = ownCards(register);
  const decided = own.has(card)
    ? ownDuty(register, publicationId)
    : selectDuties(register).findLast((row) => row.publicationId === publicationId && row.card === card);
  const numbering = numberingOf(register, publicationId);
  const mayCard = numbering?.card ?? selectMachines(register).find(({ isOwn }) => isOwn)?.hash;
  const isStopped = numberingFork(register, publicationId)?.stops === true;
  const isHolder = own.has(card) ? mayCard === undefined || own.has(mayCard) : mayCard === card;
  const signs = isHolder && !isStopped;
  const free = decided?.steps ?? freeSteps;
  return machineSteps.filter((step) => (step === 'sign' ? signs : free.includes(step)));
}
