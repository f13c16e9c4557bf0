import type { OpenedPackage } from '#formats/handover/openPackage.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { type IssueLeg, isLegSignedBy, legOf } from '#shared/handover/issueLeg.ts';
import { wayFault } from '#shared/handover/wayFault.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';
import { legName, legsOf } from './issueLegs.ts';
import { lendingOf } from './lentIssues.ts';
import { selectMachine, selectMachines, voidSince } from './machineQueries.ts';
import type { ReceivedIssue } from './receivedIssue.ts';

/**
 * The way that an issue has come, proved leg by leg: each is signed with a card that is known here, or stands here already.
 * Throws HandoverRefusal.
 */
export function proveWay(
  context: OfficeContext,
  content: ReadableDatabase,
  { manifest }: OpenedPackage,
  received: ReceivedIssue,
  isKnown: boolean,
): { readonly legs: readonly IssueLeg[]; readonly holder: string } {
  const { register } = sessionOf(context);
  const { issueId, isCopy } = received;
  const { sender } = manifest;
  const legs = received.legs.map(legOf);
  const known = legsOf(content, issueId);
  const holder = isCopy ? sender : (manifest.receivers[0]?.card ?? sender);
  const fault = wayFault(
    { legs, isCopy, sender, holder },
    isKnown ? { legs: known, mayHaveBegunAt: beginningOf(context, content, issueId) } : undefined,
    (leg, number, before) => {
      if (known[number - 1]?.hash === leg.hash) return true;
      const { signed: statement } = leg;
      if (!statement && !before?.signed) throw new HandoverRefusal('fromBefore', { fault: legName(register, leg) });
      if (statement?.issue !== issueId || statement.number !== number) return false;
      if (statement.previous !== (before?.hash ?? '')) return false;
      return isLegSignedBy(statement, requireCounts(context, leg, isKnown));
    },
  );
  if (fault === 'broken') throw new HandoverRefusal('recordsUnproved', { fault: '这一期经过各台机器的记录前后接不上' });
  if (fault === 'neverHad') {
    throw new HandoverRefusal('neverHad', { sender: selectMachine(register, sender)?.card.name ?? '' });
  }
  return { legs, holder };
}

/**
 * The key of the card that has signed a leg. Throws HandoverRefusal where that does not count here, or not yet. A card that was
 * void before anybody here compared its words takes no issue that is known here on its way; one that is not known yet the
 * sender could have begun itself.
 */
function requireCounts(context: OfficeContext, { from, at }: IssueLeg, isKnown: boolean): string {
  const { register } = sessionOf(context);
  const machine = selectMachine(register, from);
  if (!machine) throw new HandoverRefusal('strangeLeg');
  const { name, publicKey } = machine.card;
  if (machine.isOwn) return publicKey;
  if (machine.state === 'unconfirmed') throw new HandoverRefusal('unconfirmedLeg', { sender: name });
  if (machine.confirmedAt === null && isKnown) {
    throw new HandoverRefusal('recordsUnproved', {
      fault: `“${name}”的名片作废以前没有在本机核对过，由它交出的不算数`,
    });
  }
  const since = voidSince(register, machine);
  if (since !== undefined && at >= since) {
    throw new HandoverRefusal('recordsUnproved', { fault: `“${name}”的名片作废以后，还由它交出过这一期` });
  }
  return publicKey;
}

/** Of an issue that has gone no way yet: it began here, or at whoever lets it be read here. */
function beginningOf(context: OfficeContext, content: ReadableDatabase, issueId: string): (card: string) => boolean {
  const { register } = sessionOf(context);
  const lending = lendingOf(content, issueId);
  if (!lending) return (card) => selectMachines(register).some(({ hash, isOwn }) => isOwn && hash === card);
  // A machine with a new card is known again by nothing.
  const isGone = selectMachine(register, lending.machine)?.state === 'revoked';
  return (card) => isGone || card === lending.machine;
}
