import type { LastNumber } from '#shared/handover/lastNumber.ts';
import { freeSteps, type MachineStep, machineSteps } from '#shared/handover/machineDuty.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { numberingFork } from './decisionForks.ts';
import { type DutyRow, selectDuties } from './dutyQueries.ts';
import { selectMachines } from './machineQueries.ts';
import { numberingOf, ownCards } from './numberingQueries.ts';

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
  // Where another machine has told a decision of its own, none are granted here until that is settled.
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
