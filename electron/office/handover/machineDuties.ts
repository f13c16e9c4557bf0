import type { CheckedInput } from '#shared/contract/contract.ts';
import type { MachineDuty } from '#shared/contract/joinCommands.ts';
import { joinedNumbers } from '#shared/handover/lastNumber.ts';
import { machineStepNames, machineStepOf } from '#shared/handover/machineDuty.ts';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import type { IssueAction } from '#shared/workflow/issueWorkflow.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { selectPerson } from '../accounts/peopleQueries.ts';
import {
  changeContent,
  changeRegister,
  instantOf,
  type OfficeContext,
  type Session,
  sessionOf,
} from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublication, selectPublications } from '../publications/publicationQueries.ts';
import { ruleRole } from '../publications/ruleProposals.ts';
import { dutyHere, insertDuty, selectDuties, stepsOf } from './dutyQueries.ts';
import {
  requireMachine,
  requireOwnMachine,
  selectMachine,
  selectMachines,
  selectOwnMachine,
} from './machineQueries.ts';
import { insertNumbering, isNumberingHere, numberingOf, ownCards } from './numberingQueries.ts';

/** What each machine may do in each publication. */
export function listDuties(context: OfficeContext): MachineDuty[] {
  return selectPublications(sessionOf(context).register).map(({ id }) => dutyOf(context, id));
}

function dutyOf(context: OfficeContext, publicationId: string): MachineDuty {
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
      return {
        card,
        name: machine,
        isOwn,
        steps: [...stepsOf(register, publicationId, card)],
        ...(duty
          ? { decidedAt: duty.at, decidedByName: selectPerson(register, duty.person)?.name ?? duty.person }
          : {}),
      };
    }),
    numbering: numberingEntry(register, publicationId),
    mayDecide: roles.includes(ruleRole(register)),
  };
}

function numberingEntry(register: ReadableDatabase, publicationId: string): MachineDuty['numbering'] {
  const row = numberingOf(register, publicationId);
  const isHere = isNumberingHere(register, publicationId);
  const holder = isHere ? selectOwnMachine(register) : row && selectMachine(register, row.card);
  return {
    isHere,
    ...(holder ? { card: holder.hash, name: holder.card.name } : {}),
    isLost: !isHere && holder?.state === 'revoked',
    ...(row ? { since: row.at } : {}),
    isToBeSent: row?.how === 'given',
  };
}

/** Throws forbidden for whoever does not decide the rules of publications in this office. */
function requireDecider({ register, roles }: Session): void {
  const role = ruleRole(register);
  if (!roles.includes(role)) {
    throw new OfficeError('forbidden', `各台机器能办什么由${roleNames[role]}决定，您没有这个岗位。`);
  }
}

/** The machine that is meant, which is trusted. Throws notFound, illegalState. */
function requireTrusted(register: ReadableDatabase, card: string) {
  const machine = requireMachine(register, card);
  const { state, card: known } = machine;
  if (state === 'revoked') throw new OfficeError('illegalState', `“${known.name}”的名片已经作废。`);
  if (state === 'unconfirmed') throw new OfficeError('illegalState', `“${known.name}”的名片还没有核对。`);
  return machine;
}

export function decideDuty(
  context: OfficeContext,
  { publicationId, card, steps }: CheckedInput<'decideMachineDuty'>,
): MachineDuty {
  const session = sessionOf(context);
  selectPublication(session.register, publicationId);
  requireDecider(session);
  requireTrusted(session.register, card);
  changeRegister(context, (register, record) => {
    const wanted = [...new Set(steps)].sort();
    const turns = selectDuties(register).filter((row) => row.publicationId === publicationId && row.card === card);
    insertDuty(register, {
      publicationId,
      card,
      steps: wanted,
      turn: Math.max(0, ...turns.map(({ turn }) => turn)) + 1,
      person: session.personId,
      at: instantOf(context),
    });
    record('decideMachineDuty', publicationId, { machines: [card], machineSteps: wanted });
  });
  return settled(context, publicationId);
}

export function giveNumbering(
  context: OfficeContext,
  { publicationId, card }: CheckedInput<'giveNumbering'>,
): MachineDuty {
  const session = sessionOf(context);
  const { register: known, personId } = session;
  const { name } = selectPublication(known, publicationId);
  requireDecider(session);
  const { isOwn } = requireTrusted(known, card);
  if (isOwn) throw new OfficeError('illegalState', '请选另一台机器：不能交给本机自己。');
  if (!isNumberingHere(known, publicationId)) {
    const { name: holder = '别的机器' } = numberingEntry(known, publicationId);
    throw new OfficeError('illegalState', `《${name}》由“${holder}”签发编号，要在那台机器上交出。`);
  }
  const own = requireOwnMachine(known).hash;
  changeRegister(context, (register, record) => {
    const at = instantOf(context);
    keepHere(register, publicationId, { own, personId, at });
    const { turn, last } = numberingOf(register, publicationId) ?? { turn: 0, last: [] };
    insertNumbering(register, {
      publicationId,
      turn: turn + 1,
      card,
      givenBy: own,
      how: 'given',
      last,
      person: personId,
      at,
    });
    record('giveNumbering', publicationId, { machines: [card] });
  });
  return settled(context, publicationId);
}

export function takeOverNumbering(
  context: OfficeContext,
  { publicationId, reason, last: given }: CheckedInput<'takeOverNumbering'>,
): MachineDuty {
  const session = sessionOf(context);
  const { name } = selectPublication(session.register, publicationId);
  requireDecider(session);
  const own = requireOwnMachine(session.register).hash;
  const { isHere, isLost, name: holder = '别的机器' } = numberingEntry(session.register, publicationId);
  if (isHere) throw new OfficeError('illegalState', `《${name}》本来就在本机签发编号。`);
  if (!isLost) {
    const text = `《${name}》由“${holder}”签发编号。那台机器丢失或损坏的，请安全保密管理员先作废它的名片，再由本机接管。`;
    throw new OfficeError('illegalState', text);
  }
  changeRegister(context, (register, record) => {
    const { turn, last } = numberingOf(register, publicationId) ?? { turn: 0, last: [] };
    insertNumbering(register, {
      publicationId,
      turn: turn + 1,
      card: own,
      givenBy: own,
      how: 'lost',
      last: joinedNumbers(last, given),
      reason,
      person: session.personId,
      at: instantOf(context),
    });
    record('takeOverNumbering', publicationId, {
      lastNumbers: given.map(({ series, year, serial }) => `${year}-${series === 'supplement' ? 'S' : ''}${serial}`),
    });
  });
  return settled(context, publicationId);
}

/** Says plainly that numbers are granted here under the card of today, as long as they are: others are told by it. */
export function keepHere(
  register: WritableDatabase,
  publicationId: string,
  { own, personId, at }: { readonly own: string; readonly personId: string; readonly at: string },
): void {
  const row = numberingOf(register, publicationId);
  if (!isNumberingHere(register, publicationId) || row?.card === own) return;
  insertNumbering(register, {
    publicationId,
    turn: (row?.turn ?? 0) + 1,
    card: own,
    givenBy: own,
    how: 'here',
    last: row?.last ?? [],
    person: personId,
    at,
  });
}

function settled(context: OfficeContext, publicationId: string): MachineDuty {
  keepDuties(context);
  context.environment.emit({ kind: 'changed', nouns: ['publications', 'issues'] });
  return dutyOf(context, publicationId);
}

/**
 * Puts what the register has decided about this machine into the base of manuscripts, which holds to it by itself. Of somebody
 * who reads none the next who does brings it there; until then the office holds to the register.
 */
export function keepDuties(context: OfficeContext): void {
  const { register, content: readable } = sessionOf(context);
  if (!readable) return;
  const newest = readable.prepare(
    'SELECT refused, last FROM duties_here WHERE publication_id = ? ORDER BY number DESC LIMIT 1',
  );
  const changed = selectPublications(register).flatMap(({ id }) => {
    const { refused, last } = dutyHere(register, id);
    const kept = newest.get(id) as { readonly refused: string; readonly last: string } | undefined;
    const now = { refused: canonicalJson([...refused]), last: canonicalJson([...last] as unknown as Json) };
    const before = kept ?? { refused: '[]', last: '[]' };
    return now.refused === before.refused && now.last === before.last ? [] : [{ id, ...now }];
  });
  if (changed.length === 0) return;
  changeContent(context, (content, record) => {
    for (const { id, refused, last } of changed) {
      content
        .prepare(
          `INSERT INTO duties_here (number, publication_id, refused, last, at)
           SELECT coalesce(max(number), 0) + 1, ?, ?, ?, ? FROM duties_here`,
        )
        .run(id, refused, last, instantOf(context));
      record('keepMachineDuty', id, { refusedSteps: JSON.parse(refused) as Json });
    }
  });
}

/** Throws forbidden for a step that this machine does not take in the publication. */
export function requireDutyFor(context: OfficeContext, publicationId: string, action: IssueAction): void {
  const step = machineStepOf(action);
  if (step === undefined) return;
  const { register } = sessionOf(context);
  if (!dutyHere(register, publicationId).refused.includes(step)) return;
  const { name } = selectPublication(register, publicationId);
  if (step === 'sign') {
    const { name: holder = '别的机器' } = numberingEntry(register, publicationId);
    throw new OfficeError('forbidden', `《${name}》由“${holder}”签发编号，本机不能签发。请把这一期交到那台机器。`);
  }
  throw new OfficeError('forbidden', `本机不办理《${name}》的${machineStepNames[step]}。请把这一期交到办理的机器。`);
}
