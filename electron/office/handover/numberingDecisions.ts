import type { CheckedInput } from '#shared/contract/contract.ts';
import type { MachineDuty } from '#shared/contract/joinCommands.ts';
import { joinedNumbers, type LastNumber } from '#shared/handover/lastNumber.ts';
import { type NumberingStatement, signNumbering } from '#shared/handover/numberingStatement.ts';
import { notBefore } from '#shared/issue/statementOrder.ts';
import type { WritableDatabase } from '#store/database.ts';
import { changeRegister, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import { nextPlace } from './decisionChain.ts';
import { numberingFork } from './decisionForks.ts';
import { numberingEntry } from './dutyEntry.ts';
import { lastGranted } from './lastGranted.ts';
import { disputed, requireDecider, requireTrusted, settled } from './machineDuties.ts';
import { keyOfOwnCard } from './machineKeys.ts';
import { requireOwnMachine } from './machineQueries.ts';
import { insertNumbering, isNumberingHere, numberingChain, numberingOf } from './numberingQueries.ts';
import { requireClock } from './requireClock.ts';

/** Gives the numbering to another machine: signed by whoever decides, with the last numbers that are known here. */
export function giveNumbering(
  context: OfficeContext,
  { publicationId, card }: CheckedInput<'giveNumbering'>,
): MachineDuty {
  const session = sessionOf(context);
  const { register: known, content } = session;
  const { name } = selectPublication(known, publicationId);
  requireDecider(session);
  const { isOwn } = requireTrusted(known, card);
  if (isOwn) throw new OfficeError('illegalState', '请选另一台机器：不能交给本机自己。');
  const { name: holder = '别的机器', disputedBy } = numberingEntry(known, publicationId);
  if (disputedBy !== undefined) throw new OfficeError('illegalState', disputed(name, holder, disputedBy));
  if (!isNumberingHere(known, publicationId)) {
    throw new OfficeError('illegalState', `《${name}》由“${holder}”签发编号，要在那台机器上交出。`);
  }
  const own = requireOwnMachine(known).hash;
  changeRegister(context, (register, record) => {
    // Whoever reads no manuscripts has no key of the machine; what was never said needs not be said before it is given up.
    if (content || numberingChain(register, publicationId).length > 0) keepHere(context, register, publicationId);
    const { last } = numberingOf(register, publicationId) ?? { last: [] };
    sayNumbering(context, register, {
      publication: publicationId,
      how: 'given',
      card,
      givenBy: own,
      // Whoever reads no manuscripts knows no more; the package that goes to the other machine tells the rest.
      last: joinedNumbers(last, content ? lastGranted(content, publicationId) : []),
      reason: '',
    });
    record('giveNumbering', publicationId, { machines: [card] });
  });
  return settled(context, publicationId);
}

/** Has numbers granted here after the machine that granted them is lost, or after two machines did not agree who does. */
export function takeOverNumbering(
  context: OfficeContext,
  { publicationId, reason, last: given }: CheckedInput<'takeOverNumbering'>,
): MachineDuty {
  const session = sessionOf(context);
  const { register: known, content } = session;
  const { name } = selectPublication(known, publicationId);
  requireDecider(session);
  const own = requireOwnMachine(known).hash;
  const { isHere, isLost, name: holder = '别的机器' } = numberingEntry(known, publicationId);
  const apart = numberingFork(known, publicationId);
  // What nobody has decided stops no numbers, and is settled where they are granted.
  if (!apart || !(apart.stops || isHere)) {
    if (isHere) {
      const text = `《${name}》本来就在本机签发编号。别的机器上提示两边说的不一样的，在那台机器上定下；要在本机定的，先在本机采用那台机器写的入网包。`;
      throw new OfficeError('illegalState', text);
    }
    if (!isLost) {
      const text = `《${name}》由“${holder}”签发编号。那台机器丢失或损坏的，请安全保密管理员先作废它的名片，再由本机接管。`;
      throw new OfficeError('illegalState', text);
    }
  }
  changeRegister(context, (register, record) => {
    const fork = numberingFork(register, publicationId)?.statement;
    const { last } = numberingOf(register, publicationId) ?? { last: [] };
    const granted = content ? lastGranted(content, publicationId) : [];
    sayNumbering(context, register, {
      publication: publicationId,
      how: 'lost',
      card: own,
      givenBy: own,
      last: joinedNumbers(last, fork?.last ?? [], granted, given),
      reason,
    });
    record('takeOverNumbering', publicationId, {
      lastNumbers: given.map(({ series, year, serial }) => `${year}-${series === 'supplement' ? 'S' : ''}${serial}`),
    });
  });
  return settled(context, publicationId);
}

/**
 * Says plainly, with the key of the card of today, that numbers are granted here under it, as long as they are: others are told by it.
 * A new card is said to be this machine's with the key of the one before too. Whether anything was said.
 */
export function keepHere(context: OfficeContext, register: WritableDatabase, publicationId: string): boolean {
  const own = requireOwnMachine(register).hash;
  const row = numberingOf(register, publicationId);
  if (!isNumberingHere(register, publicationId) || (row?.card === own && row.isSigned)) return false;
  const before = row?.isSigned === true && row.card !== own ? row.card : undefined;
  const said = {
    publication: publicationId,
    how: 'here',
    card: own,
    givenBy: own,
    last: numberingChain(register, publicationId).at(-1)?.last ?? row?.last ?? [],
    reason: '',
  } as const;
  sayNumbering(context, register, said, {
    key: keyOfOwnCard(context, own),
    before: before === undefined ? undefined : keyOfOwnCard(context, before),
  });
  return true;
}

type NumberingWords = Pick<NumberingStatement, 'publication' | 'how' | 'card' | 'givenBy' | 'reason'> & {
  readonly last: readonly LastNumber[];
};

/** Signs with the key of whoever is signed in, after what was said before, and settles by it what two machines decided apart. */
function sayNumbering(
  context: OfficeContext,
  register: WritableDatabase,
  said: NumberingWords,
  machine?: Parameters<typeof signNumbering>[2],
): void {
  const { personId: person, keys } = sessionOf(context);
  const { publication, how } = said;
  const known = numberingOf(register, publication);
  const chain = numberingChain(register, publication);
  const fork = how === 'lost' ? numberingFork(register, publication) : undefined;
  const place = nextPlace(chain, known?.turn ?? 0, fork);
  const now = instantOf(context);
  requireClock(register, { person, at: now }, how === 'here' ? 'anyRole' : 'decider');
  const statement = {
    ...said,
    last: [...said.last],
    ...place,
    inOrder: true as const,
    person,
    publicKey: keys.publicKey,
    at: notBefore(now, chain.at(-1)?.at, fork?.statement.at),
  };
  const last = joinedNumbers(known?.last ?? [], said.last);
  insertNumbering(register, signNumbering(statement, keys.privateKey, machine), { how, last, source: null });
}
