import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { linesWithRecord } from '#shared/marking/markingRule.ts';
import { markText } from '#shared/marking/markText.ts';
import { checkMarking } from '#shared/preflight/checkMarking.ts';
import type { Finding } from '#shared/preflight/finding.ts';
import type { ReadableDatabase } from '#store/database.ts';
import type { IssueRow } from '../issues/issueQueries.ts';
import { contentOf, type OfficeContext } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { approvalFindings } from './markingAnswers.ts';
import { droppedFindings } from './markingNotes.ts';
import { liveDecision, markingRuleOf } from './markingQueries.ts';
import { originatorFindings } from './originatorConsents.ts';

/** Throws incomplete where a mark of the issue has not the record it needs, approved: such an issue is not signed. */
export function requireMarking(context: OfficeContext, { id, document }: Pick<IssueRow, 'id' | 'document'>): void {
  const content = contentOf(context);
  const findings = [
    ...checkMarking(document, markingRuleOf(content, id)),
    ...unrecordedMarking(content, { id, document }),
    ...approvalFindings(context, id, true),
    ...originatorFindings(content, id, true),
    ...droppedFindings(context, id),
  ];
  const stops = findings.filter(({ level }) => level === 'stop');
  if (stops.length === 0) return;
  const messages = stops.map(({ message }) => message);
  throw new OfficeError('incomplete', `还不能签发：${messages.join('')}要登记的，请退回责任编辑。`, {
    missing: messages,
  });
}

/** A decision that stands in the document and in no record that counts, as an earlier base may hold it: the base signs none. */
export function unrecordedMarking(
  content: ReadableDatabase,
  { id, document }: Pick<IssueRow, 'id' | 'document'>,
): readonly Finding[] {
  const { marking, markingDecision } = document;
  if (!markingDecision || linesWithRecord(marking, markingRuleOf(content, id)).length === 0) return [];
  const live = liveDecision(content, { kind: 'issue', id });
  if (live && canonicalJson(live) === canonicalJson(markingDecision)) return [];
  const message = `本期的标识“${markText(markingDecision)}”查不到定密记录，请重新登记。`;
  return [{ level: 'stop', rule: 'markingRecord', message, place: { part: 'marking' } }];
}
