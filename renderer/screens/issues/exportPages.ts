import type { IssueSummary } from '#shared/contract/issueCommands.ts';
import { announce, announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { saveFiles } from '../../app/saveFiles.ts';
import { issues } from '../../strings/issues.ts';

/** Hands the issue out into a folder, which is answered: the frozen files once it is signed, until then pages marked 草稿. */
export async function exportPages(
  { id, publicationName, numberText }: IssueSummary,
  ticketId: string | undefined,
): Promise<string | undefined> {
  const request = { id, ...(ticketId === undefined ? {} : { ticketId }) };
  const answer = await (numberText === undefined ? office.exportDraft(request) : office.exportIssue(request));
  if (!answer.ok) {
    announceRefusal(answer);
    return undefined;
  }
  const folderName = numberText === undefined ? issues.draftFolder(publicationName) : publicationName + numberText;
  const files = answer.value.map(({ name, bytes }) => ({ name, bytes: new Uint8Array(bytes) }));
  const path = await saveFiles({ title: issues.exportTitle(folderName), folderName, files });
  if (path !== undefined) announce('ok', issues.exported(path));
  return path;
}
