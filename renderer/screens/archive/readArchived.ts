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

/** An archived issue with its frozen pages, once it has been rested on: each reading of it is on record. */
export async function readArchived(id: string, isGone: () => boolean): Promise<Answer<ArchivedWhole>> {
  await new Promise((resolve) => setTimeout(resolve, restMs));
  if (isGone()) return { ok: false, code: 'notFound', message: '' };
  const [archived, issue, pages] = await Promise.all([
    office.readArchivedIssue({ id }),
    office.readIssue({ id }),
    office.readFrozenFile({ id, name: 'issue.pdf' }),
  ]);
  if (!archived.ok) return archived;
  if (!issue.ok) return issue;
  if (!pages.ok) return pages;
  return { ok: true, value: { ...archived.value, summary: issue.value.summary, pdf: pages.value.bytes } };
}
