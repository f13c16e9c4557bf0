import type { VoidNumber } from '#shared/contract/signOffCommands.ts';
import type { IssueNumber } from '#shared/issue/issueDocument.ts';
import { issueNumberText } from '#shared/search/issuePassages.ts';
import { personNameOf } from '../issues/issueQueries.ts';
import { contentOf, type OfficeContext } from '../officeContext.ts';

interface StoredVoid {
  readonly id: string;
  readonly publication_id: string;
  readonly printed_name: string;
  readonly series: IssueNumber['series'];
  readonly year: number;
  readonly serial: number;
  readonly running: number | null;
  readonly granted_at: string;
  readonly at: string;
  readonly person: string;
  readonly opinion: string;
}

/** 断号簿, by publication, series and year, the newest year first, each in the order of its numbers. */
export function selectVoidNumbers(context: OfficeContext): VoidNumber[] {
  const rows = contentOf(context)
    .prepare(
      `SELECT issues.id, issue_numbers.publication_id, json_extract(document, '$.publication.name') AS printed_name,
         issue_numbers.series, year, serial, running, granted_at, at, person, opinion
       FROM issue_numbers
       JOIN issues ON issues.id = issue_numbers.issue_id
       JOIN issue_steps ON issue_steps.issue_id = issues.id AND action = 'void'
       ORDER BY printed_name, issue_numbers.publication_id, issue_numbers.series, year DESC, serial`,
    )
    .all() as readonly StoredVoid[];
  return rows.map((row) => {
    const { series, year, serial, running } = row;
    const number = { series, year, serial, ...(running === null ? {} : { running }) };
    return {
      issueId: row.id,
      publicationId: row.publication_id,
      publicationName: row.printed_name,
      number,
      numberText: issueNumberText(number),
      grantedAt: row.granted_at,
      voidedAt: row.at,
      personId: row.person,
      personName: personNameOf(context, row.person),
      reason: row.opinion,
    };
  });
}
