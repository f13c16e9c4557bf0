import { join } from 'node:path';
import type { PartSource } from '#formats/handover/sealPackage.ts';
import type { CheckedInput, CommandOutput } from '#shared/contract/contract.ts';
import { joinedNumbers, type LastNumber } from '#shared/handover/lastNumber.ts';
import { signedText } from '#shared/handover/readSignedText.ts';
import type { Json } from '#shared/issue/canonicalJson.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { writeFileDurably } from '#store/writeFileDurably.ts';
import { changeRegister, contentOf, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublications } from '../publications/publicationQueries.ts';
import { selectTerms } from '../terms/termQueries.ts';
import { mediumError } from './handoverMedium.ts';
import { keepDuties, keepHere } from './machineDuties.ts';
import { cardFile } from './machineFiles.ts';
import { officeOnCards, requireMachine, requireOwnMachine, selectJoinApproval } from './machineQueries.ts';
import { ownCards } from './numberingQueries.ts';
import { selectPackage } from './packageQueries.ts';
import { registerName, registerPart, termsName } from './registerPart.ts';
import { requireReceivers, sendPackage } from './sendPackage.ts';

/** A register is small: whatever the medium, it is one volume. */
const volumeBytes = 4000 * (1 << 20);

/** Writes the register for a machine that may have it, and beside it the card of this machine, which the other compares. */
export async function writeJoinPackage(
  context: OfficeContext,
  { card, folder, medium, dueOn, hasTerms }: CheckedInput<'writeJoinPackage'>,
): Promise<CommandOutput<'writeJoinPackage'>> {
  const content = contentOf(context);
  const { register, personId } = sessionOf(context);
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
    const at = instantOf(context);
    const before = database.prepare('SELECT count(*) FROM numbering').pluck().get();
    for (const { id } of selectPublications(database)) keepHere(database, id, { own: own.hash, personId, at });
    const after = database.prepare('SELECT count(*) FROM numbering').pluck().get();
    if (before !== after) record('keepNumberingHere', own.hash);
  });
  // From here on nothing that is given up is granted here any more: the last numbers are the last.
  keepDuties(context);
  const part = registerPart(register, context.environment.files.keyring, card);
  const cards = ownCards(register);
  const numbering = part.numbering.map((row) =>
    cards.has(row.givenBy) ? { ...row, last: joinedNumbers(row.last, lastGranted(content, row.publication)) } : row,
  );
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

function partOf(name: string, value: unknown): PartSource {
  const bytes = new TextEncoder().encode(signedText(value as Json));
  return { name, open: () => [bytes] };
}

/** The highest number of each series and year of a publication that an issue has here, 以往刊期 among them. */
function lastGranted(content: ReadableDatabase, publicationId: string): readonly LastNumber[] {
  const rows = content
    .prepare(
      `SELECT series, year, max(serial) AS serial, max(running) AS running FROM (
         SELECT series, year, serial, running FROM issue_numbers WHERE publication_id = @publicationId
         UNION ALL SELECT series, year, serial, NULL FROM back_issues WHERE publication_id = @publicationId
       ) GROUP BY series, year`,
    )
    .all({ publicationId }) as readonly (Omit<LastNumber, 'running'> & { readonly running: number | null })[];
  return rows.map(({ running, ...row }) => ({ ...row, ...(running === null ? {} : { running }) }));
}
