import { join } from 'node:path';
import type { PartSource } from '#formats/handover/sealPackage.ts';
import type { CheckedInput, CommandOutput } from '#shared/contract/contract.ts';
import { signGranted } from '#shared/handover/grantedNumbers.ts';
import { joinedNumbers } from '#shared/handover/lastNumber.ts';
import type { Json } from '#shared/issue/canonicalJson.ts';
import { signedText } from '#shared/issue/readSignedText.ts';
import { notBefore } from '#shared/issue/statementOrder.ts';
import { writeFileDurably } from '#store/writeFileDurably.ts';
import { changeRegister, contentOf, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublications } from '../publications/publicationQueries.ts';
import { selectTerms } from '../terms/termQueries.ts';
import { linkDigest } from './decisionChain.ts';
import { numberingFork } from './decisionForks.ts';
import { mediumError } from './handoverMedium.ts';
import { keepDuties } from './keepDuties.ts';
import { lastGranted } from './lastGranted.ts';
import { cardFile } from './machineFiles.ts';
import { keyOfOwnCard } from './machineKeys.ts';
import { officeOnCards, requireMachine, requireOwnMachine, selectJoinApproval } from './machineQueries.ts';
import { keepHere } from './numberingDecisions.ts';
import { givenFromHere, numberingOf } from './numberingQueries.ts';
import { selectPackage } from './packageQueries.ts';
import { type RegisterPart, registerName, registerPart, termsName } from './registerPart.ts';
import { requireReceivers, sendPackage } from './sendPackage.ts';

/** A register is small: whatever the medium, it is one volume. */
const volumeBytes = 4000 * (1 << 20);

/** Writes the register for a machine that may have it, and beside it the card of this machine, which the other compares. */
export async function writeJoinPackage(
  context: OfficeContext,
  { card, folder, medium, dueOn, hasTerms }: CheckedInput<'writeJoinPackage'>,
): Promise<CommandOutput<'writeJoinPackage'>> {
  const content = contentOf(context);
  const { register } = sessionOf(context);
  const { card: receiver } = requireMachine(register, card);
  requireReceivers(context, [card]);
  if (!selectJoinApproval(register, card)) {
    throw new OfficeError('forbidden', `还没有同意“${receiver.name}”入网。请安全保密管理员先同意。`);
  }
  if (receiver.office !== officeOnCards(register)) {
    throw new OfficeError(
      'illegalState',
      `“${receiver.name}”的名片上写的编辑部是“${receiver.office}”，与本编辑部的名称不同，没有写。请那台机器写对名称，重新申请。`,
    );
  }
  const own = requireOwnMachine(register);
  changeRegister(context, (database, record) => {
    const said = selectPublications(database).filter(({ id }) => keepHere(context, database, id));
    if (said.length > 0) record('keepNumberingHere', own.hash);
  });
  // From here on nothing that is given up is granted here any more: the last numbers are the last.
  keepDuties(context);
  const part = registerPart(register, context.environment.files.keyring, card);
  const numbering = part.numbering.map((carried) => ({ ...carried, granted: grantedHere(context, carried) }));
  const parts: PartSource[] = [partOf(registerName, { ...part, numbering })];
  if (hasTerms) parts.push(partOf(termsName, selectTerms(content)));
  const { number, volumes } = await sendPackage(context, {
    kind: 'join',
    issueId: null,
    machines: [card],
    parts,
    folder,
    medium,
    volumeBytes,
    dueOn,
  });
  const { name, bytes } = cardFile(own.card);
  const path = join(folder, name.replace(/\.nkcard$/, `-${own.hash.slice(0, 8)}.nkcard`));
  try {
    writeFileDurably(path, new TextDecoder().decode(bytes));
  } catch (error) {
    throw mediumError(folder, error);
  }
  return {
    entry: selectPackage(context, number),
    files: volumes.map(({ path: file, bytes: length }) => ({ path: file, bytes: length })),
    senderCard: { path },
  };
}

/** Of a publication that was given up here: the last numbers, signed by whoever writes them down and by this machine. */
function grantedHere(
  context: OfficeContext,
  { publication }: RegisterPart['numbering'][number],
): RegisterPart['numbering'][number]['granted'] {
  const { register, personId, keys } = sessionOf(context);
  const given = givenFromHere(register, publication);
  // While two machines do not agree about it nobody else gets it either.
  if (!given || numberingFork(register, publication)?.stops) return null;
  const said = {
    publication,
    given: linkDigest(given),
    card: given.givenBy,
    last: joinedNumbers(numberingOf(register, publication)?.last ?? [], lastGranted(contentOf(context), publication)),
    person: personId,
    publicKey: keys.publicKey,
    at: notBefore(instantOf(context), given.at),
  };
  return signGranted(said, keys.privateKey, keyOfOwnCard(context, given.givenBy));
}

function partOf(name: string, value: unknown): PartSource {
  const bytes = new TextEncoder().encode(signedText(value as Json));
  return { name, open: () => [bytes] };
}
