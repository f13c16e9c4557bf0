import type { MachineDuty } from '#shared/contract/joinCommands.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { selectPerson } from '../accounts/peopleQueries.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';
import { selectPublication, selectPublications } from '../publications/publicationQueries.ts';
import { ruleRole } from '../publications/ruleProposals.ts';
import { dutyFork, numberingFork } from './decisionForks.ts';
import { stepsOf } from './dutyHere.ts';
import { selectDuties } from './dutyQueries.ts';
import { machineNameOf, selectMachine, selectMachines, selectOwnMachine } from './machineQueries.ts';
import { givenFromHere, isNumberingHere, numberingOf, ownCards } from './numberingQueries.ts';

/** What each machine may do in each publication. */
export function listDuties(context: OfficeContext): MachineDuty[] {
  return selectPublications(sessionOf(context).register).map(({ id }) => dutyOf(context, id));
}

export function dutyOf(context: OfficeContext, publicationId: string): MachineDuty {
  const { register, roles } = sessionOf(context);
  const { name } = selectPublication(register, publicationId);
  const own = selectOwnMachine(register);
  const others = selectMachines(register).filter(({ isOwn, state }) => !isOwn && state === 'confirmed');
  const decided = selectDuties(register).filter((row) => row.publicationId === publicationId);
  const cards = ownCards(register);
  return {
    publicationId,
    publicationName: name,
    machines: (own ? [own, ...others] : []).map(({ hash: card, isOwn, card: { name: machine } }) => {
      const duty = decided.findLast((row) => row.card === card || (isOwn && cards.has(row.card)));
      const fork = dutyFork(register, publicationId, card);
      return {
        card,
        name: machine,
        isOwn,
        steps: [...stepsOf(register, publicationId, card)],
        ...(duty
          ? { decidedAt: duty.at, decidedByName: selectPerson(register, duty.person)?.name ?? duty.person }
          : {}),
        ...(fork ? { apartFrom: machineNameOf(register, fork.sender) } : {}),
      };
    }),
    numbering: numberingEntry(register, publicationId),
    mayDecide: roles.includes(ruleRole(register)),
  };
}

/** Which machine grants the numbers of a publication. */
export function numberingEntry(register: ReadableDatabase, publicationId: string): MachineDuty['numbering'] {
  const row = numberingOf(register, publicationId);
  const isHere = isNumberingHere(register, publicationId);
  const fork = numberingFork(register, publicationId);
  const holder = isHere ? selectOwnMachine(register) : row && selectMachine(register, row.card);
  return {
    isHere,
    ...(holder ? { card: holder.hash, name: holder.card.name } : {}),
    isLost: !isHere && holder?.state === 'revoked',
    ...(row ? { since: row.at } : {}),
    isToBeSent: row?.how === 'given' || givenFromHere(register, publicationId) !== undefined,
    ...(fork?.stops === true ? { disputedBy: machineNameOf(register, fork.sender) } : {}),
    ...(fork?.stops === false ? { otherwiseBy: machineNameOf(register, fork.sender) } : {}),
  };
}
