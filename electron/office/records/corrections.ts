import type { CheckedInput, CommandOutput } from '#shared/contract/contract.ts';
import { selectArchived } from '../archive/archiveQueries.ts';
import { personNameOf, selectSummary } from '../issues/issueQueries.ts';
import { changeContent, contentOf, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';

type Corrections = Pick<CommandOutput<'readRecord'>, 'correctedBy' | 'corrects'>;

interface StoredCorrection {
  readonly issueId: string;
  readonly note: string;
  readonly person: string;
  readonly at: string;
}

/** 更正: those of an issue in later ones, and those of earlier ones in it. */
export function correctionsOf(context: OfficeContext, issueId: string): Corrections {
  const shown = (query: string) =>
    (contentOf(context).prepare(query).all(issueId) as readonly StoredCorrection[]).map((row) => {
      const { publicationName, numberText = '' } = selectSummary(context, row.issueId);
      const { note, at } = row;
      return {
        issueId: row.issueId,
        publicationName,
        numberText,
        note,
        personName: personNameOf(context, row.person),
        at,
      };
    });
  return {
    correctedBy: shown(
      'SELECT correcting_issue AS issueId, note, person, at FROM record_corrections WHERE corrected_issue = ? ORDER BY at',
    ),
    corrects: shown(
      'SELECT corrected_issue AS issueId, note, person, at FROM record_corrections WHERE correcting_issue = ? ORDER BY at',
    ),
  };
}

/** Throws notFound for an issue that was never signed, illegalState where the other is not a later one or is void. */
export function linkCorrection(
  context: OfficeContext,
  { correctedIssue, correctingIssue, note }: CheckedInput<'linkCorrection'>,
): void {
  const corrected = selectArchived(context, correctedIssue);
  const correcting = selectArchived(context, correctingIssue);
  if (correcting.state === 'void')
    throw new OfficeError('illegalState', `${correcting.numberText}已作废，不能登载更正。`);
  if (correcting.releasedAt <= corrected.releasedAt) {
    throw new OfficeError('illegalState', '更正登在以后的一期上：请选在它之后签发的一期。');
  }
  changeContent(context, (content, record) => {
    const isThere = content
      .prepare('SELECT 1 FROM record_corrections WHERE corrected_issue = ? AND correcting_issue = ?')
      .get(correctedIssue, correctingIssue);
    if (isThere) throw new OfficeError('illegalState', `${correcting.numberText}上的更正已经登记过。`);
    content
      .prepare(
        'INSERT INTO record_corrections (corrected_issue, correcting_issue, note, person, at) VALUES (?, ?, ?, ?, ?)',
      )
      .run(correctedIssue, correctingIssue, note, sessionOf(context).personId, instantOf(context));
    record('linkCorrection', correctedIssue, { correcting: correctingIssue });
  });
  context.environment.emit({ kind: 'changed', nouns: ['issues'] });
}
