import type { CommandOutput } from '#shared/contract/contract.ts';
import type { Answer } from '#shared/contract/errorCode.ts';
import type { IssueSummary } from '#shared/contract/issueCommands.ts';
import { office } from '../../app/office.ts';

export interface ArchivedWhole extends CommandOutput<'readArchivedIssue'> {
  readonly summary: IssueSummary;
  readonly pdf: Uint8Array;
}

/** Long enough to run down a list by the arrow keys without a record of everything one passes. */
const restMs = 200;

export interface Reading {
  /** Whether whoever asked has gone on to something else. */
  readonly isGone: () => boolean;
  /** What was read before, where this is no new reading: frozen pages never change, and it is known that one stays. */
  readonly before?: ArchivedWhole | undefined;
}

type Reader = Pick<typeof office, 'readArchivedIssue' | 'readIssue' | 'readFrozenFile'>;

/** An archived issue with its frozen pages, once it has been rested on: each reading of it is on record. */
export async function readArchived(
  id: string,
  { isGone, before }: Reading,
  reader: Reader = office,
): Promise<Answer<ArchivedWhole>> {
  if (!before) await new Promise((resolve) => setTimeout(resolve, restMs));
  if (isGone()) return { ok: false, code: 'notFound', message: '' };
  const [archived, issue, pages] = await Promise.all([
    reader.readArchivedIssue({ id }),
    reader.readIssue({ id }),
    before ? { ok: true as const, value: { bytes: before.pdf } } : reader.readFrozenFile({ id, name: 'issue.pdf' }),
  ]);
  if (!archived.ok) return archived;
  if (!issue.ok) return issue;
  if (!pages.ok) return pages;
  return { ok: true, value: { ...archived.value, summary: issue.value.summary, pdf: pages.value.bytes } };
}
