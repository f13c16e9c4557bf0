import type { ExportFile } from '#formats/export/buildExport.ts';
import type { ArchivedIssue } from '#shared/contract/archiveCommands.ts';
import { selectSummaries } from '../issues/issueQueries.ts';
import { contentOf, type OfficeContext } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';

/** Every issue that was signed, void ones among them, newest first; of one publication where it is named. */
export function selectArchive(context: OfficeContext, publicationId?: string): ArchivedIssue[] {
  const content = contentOf(context);
  const grants = content.prepare(`
    SELECT issue_numbers.issue_id AS id, granted_at, coalesce(max(search_passages.issued_on), '') AS issued_on,
      (SELECT at FROM issue_steps WHERE issue_steps.issue_id = issue_numbers.issue_id AND action = 'archive') AS archived_at
    FROM issue_numbers LEFT JOIN search_passages ON search_passages.issue_id = issue_numbers.issue_id
    GROUP BY issue_numbers.issue_id`);
  const granted = new Map((grants.all() as readonly StoredGrant[]).map((grant) => [grant.id, grant] as const));
  const issues = selectSummaries(context).flatMap((summary): ArchivedIssue[] => {
    const grant = granted.get(summary.id);
    if (!grant || summary.numberText === undefined) return [];
    if (publicationId !== undefined && summary.publicationId !== publicationId) return [];
    return [
      {
        issueId: summary.id,
        publicationName: summary.publicationName,
        numberText: summary.numberText,
        date: grant.issued_on,
        titles: summary.titles,
        state: summary.state,
        releasedAt: grant.granted_at,
        ...(grant.archived_at === null ? {} : { archivedAt: grant.archived_at }),
      },
    ];
  });
  return issues.sort((left, right) => (left.releasedAt < right.releasedAt ? 1 : -1));
}

/** Throws notFound for an issue that was never signed. */
export function selectArchived(context: OfficeContext, issueId: string): ArchivedIssue {
  const issue = selectArchive(context).find((archived) => archived.issueId === issueId);
  if (!issue) throw new OfficeError('notFound', '这一期还没有签发，档案中没有它。');
  return issue;
}

/** The frozen files as they were signed, manifest and document among them. */
export function selectFrozenFiles(context: OfficeContext, issueId: string): readonly (ExportFile & { sm3: string })[] {
  return contentOf(context)
    .prepare('SELECT name, bytes, sm3 FROM frozen_files WHERE issue_id = ? ORDER BY name')
    .all(issueId)
    .map((row) => {
      const { name, bytes, sm3 } = row as { name: string; bytes: Buffer; sm3: string };
      return { name, bytes: new Uint8Array(bytes), sm3 };
    });
}

interface StoredGrant {
  readonly id: string;
  readonly granted_at: string;
  readonly issued_on: string;
  readonly archived_at: string | null;
}
