import type { MarkingNote, MarkingSubject } from '#shared/contract/markingCommands.ts';
import { MarkingDecision } from '#shared/issue/issueDocument.ts';
import { momentLine } from '#shared/layout/momentLine.ts';
import { markText } from '#shared/marking/markText.ts';
import type { Finding } from '#shared/preflight/finding.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { selectArticle } from '../articles/articleQueries.ts';
import { articleIdsOf, personNameOf, selectSummary } from '../issues/issueQueries.ts';
import { contentOf, type OfficeContext } from '../officeContext.ts';
import { markedText, selectAnswer } from './markingAnswers.ts';
import { isProvedDrop, newestDrop } from './markingDrops.ts';
import { liveDecision } from './markingQueries.ts';
import { consentWords, correctionOf } from './originatorConsents.ts';

/** What whoever signs an issue answers for about its marks, and does not see in the mark of the issue. */
export function markingNotes(context: OfficeContext, issueId: string): readonly MarkingNote[] {
  const content = contentOf(context);
  const articles = articleIdsOf(content, issueId).map((id) => ({
    subject: { kind: 'article' as const, id },
    whose: `“${selectArticle(content, id).title}”`,
  }));
  return [{ subject: { kind: 'issue' as const, id: issueId }, whose: '本期' }, ...articles].flatMap(
    ({ subject, whose }) => [
      ...ofArticle(context, subject, whose),
      ...changedSince(context, subject, whose),
      ...dropped(context, subject, whose),
    ],
  );
}

/** Those that are to be weighed, as the check of the issue tells them. */
export function markingNoteFindings(context: OfficeContext, issueId: string): readonly Finding[] {
  return markingNotes(context, issueId)
    .filter(({ isWarning }) => isWarning)
    .map(({ text }) => ({ level: 'tell', rule: 'markingNote', message: `${text}。`, place: { part: 'marking' } }));
}

function ofArticle(context: OfficeContext, { kind, id }: MarkingSubject, whose: string): MarkingNote[] {
  if (kind === 'issue') return [];
  const content = contentOf(context);
  const own = liveDecision(content, { kind, id });
  const consent = consentWords(content, id);
  const corrected = correctionOf(content, id);
  const said = [
    ...(own ? [`稿件${whose}的标识“${markText(own)}”`] : []),
    ...(consent === undefined ? [] : [own ? consent : `稿件${whose}，${consent}`]),
  ];
  return [
    ...(said.length > 0 ? [{ text: said.join('，'), isWarning: false }] : []),
    ...(corrected
      ? [
          {
            text: `稿件${whose}登记过原定密单位${corrected.originator}，由${personNameOf(context, corrected.person)}更正，理由：${corrected.reason}`,
            isWarning: true,
          },
        ]
      : []),
  ];
}

function changedSince(context: OfficeContext, subject: MarkingSubject, whose: string): MarkingNote[] {
  const content = contentOf(context);
  const live = content
    .prepare('SELECT number, decision FROM live_markings WHERE subject_kind = ? AND subject_id = ?')
    .get(subject.kind, subject.id) as { readonly number: number; readonly decision: string } | undefined;
  const answer = live && selectAnswer(content, live.number);
  if (!live || answer?.outcome !== 'approved' || answer.text === markedText(content, subject).hash) return [];
  const mark = markText(MarkingDecision.parse(JSON.parse(live.decision)));
  return [{ text: `${whose}的标识“${mark}”批准以后，内容有改动`, isWarning: true }];
}

/** A mark that was approved and is there no more. */
export interface DroppedMark {
  readonly subject: MarkingSubject;
  /** The record that stood last, by its number. */
  readonly record: number;
  readonly decision: MarkingDecision;
  readonly liftOn: string | undefined;
  /** Who had approved it in the program, or compared its paper. */
  readonly answerer: string;
  readonly how: 'withdrawn' | 'lifted';
  readonly person: string;
  readonly at: string;
  readonly note: string;
}

interface StoredDrop {
  readonly subject_kind: MarkingSubject['kind'];
  readonly subject_id: string;
  readonly record: number;
  readonly decision: string;
  readonly lift_on: string | null;
  readonly answerer: string;
  readonly how: DroppedMark['how'];
  readonly person: string;
  readonly at: string;
  readonly note: string;
}

/** The approved marks that were withdrawn or lifted with no other in their place; `and` narrows them down. */
function selectDropped(
  content: ReadableDatabase,
  and: string,
  values: Readonly<Record<string, string>>,
): DroppedMark[] {
  const rows = content
    .prepare(
      `SELECT * FROM (
         SELECT approved.subject_kind, approved.subject_id, (
             SELECT max(last.number) FROM marking_records AS last
             WHERE last.subject_kind = gone.subject_kind AND last.subject_id = gone.subject_id AND last.number < gone.number
           ) AS record, approved.decision, approved.lift_on, answer.person AS answerer, 'withdrawn' AS how,
           gone.proposer AS person, gone.recorded_at AS at, '' AS note
         FROM marking_records AS gone JOIN marking_records AS approved USING (subject_kind, subject_id)
         JOIN marking_consents AS answer ON answer.record = approved.number AND answer.outcome = 'approved'
         WHERE gone.decision IS NULL AND gone.number = (
           SELECT max(number) FROM marking_records AS last
           WHERE last.subject_kind = gone.subject_kind AND last.subject_id = gone.subject_id
         ) AND approved.number = (
           SELECT max(number) FROM marking_records AS last JOIN marking_consents ON record = number AND outcome = 'approved'
           WHERE last.subject_kind = gone.subject_kind AND last.subject_id = gone.subject_id
         )
         UNION ALL
         SELECT newest.subject_kind, newest.subject_id, newest.number, approved.decision, newest.lift_on, answer.person,
           'lifted', review.person, review.at, review.note
         FROM newest_markings AS newest JOIN marking_reviews AS review ON review.record = newest.number
         JOIN marking_records AS approved USING (subject_kind, subject_id)
         JOIN marking_consents AS answer ON answer.record = approved.number AND answer.outcome = 'approved'
         WHERE review.outcome = 'lifted' AND approved.number = (
           SELECT max(number) FROM marking_records AS last JOIN marking_consents ON record = number AND outcome = 'approved'
           WHERE last.subject_kind = newest.subject_kind AND last.subject_id = newest.subject_id
         )
       ) WHERE ${and}`,
    )
    .all(values) as readonly StoredDrop[];
  return rows.map(({ subject_kind, subject_id, decision, lift_on, ...drop }) => ({
    subject: { kind: subject_kind, id: subject_id },
    decision: MarkingDecision.parse(JSON.parse(decision)),
    liftOn: lift_on ?? undefined,
    ...drop,
  }));
}

function wordsOf(context: OfficeContext, whose: string, drop: DroppedMark): string {
  const { record, decision, how, person, at, note } = drop;
  const verb = how === 'withdrawn' ? '撤销' : '解除';
  const wanted = isProvedDrop(context, record, how, person) ? newestDrop(contentOf(context), record) : undefined;
  const said = wanted?.reason ?? note;
  const reason = said === '' ? '' : `，理由：${said}`;
  const name = personNameOf(context, person);
  const agreed = wanted ? `，经${personNameOf(context, wanted.approver)}批准` : '';
  return `${whose}曾登记为“${markText(decision)}”，经${decision.approver}审批，由${name}于${momentLine(at)}${verb}${agreed}${reason}`;
}

/**
 * What keeps an issue from being signed because an approved mark of it or of its articles went before its day, and nobody
 * who may has agreed by a signature.
 */
export function droppedFindings(context: OfficeContext, issueId: string): readonly Finding[] {
  const content = contentOf(context);
  const subjects: readonly MarkingSubject[] = [
    { kind: 'issue', id: issueId },
    ...articleIdsOf(content, issueId).map((id) => ({ kind: 'article' as const, id })),
  ];
  return subjects.flatMap(({ kind, id }) =>
    selectDropped(content, 'subject_kind = @kind AND subject_id = @id', { kind, id }).flatMap((drop): Finding[] => {
      const { record, how, person, liftOn, at, decision } = drop;
      const isDue = how === 'lifted' && liftOn !== undefined && liftOn <= localDay(at);
      if (isDue || isProvedDrop(context, record, how, person)) return [];
      const whose = kind === 'issue' ? '本期' : `“${selectArticle(content, id).title}”`;
      const verb = how === 'withdrawn' ? '撤销' : '解除';
      const message = `${whose}的标识“${markText(decision)}”批准过，${verb}时没有审批人有效的签名。请重新登记标识；要${verb}的，批准以后再办。`;
      return [{ level: 'stop', rule: 'markingDropped', message, place: { part: 'marking' } }];
    }),
  );
}

/** The day of an instant where the office is. */
function localDay(at: string): string {
  const day = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

function dropped(context: OfficeContext, { kind, id }: MarkingSubject, whose: string): MarkingNote[] {
  return selectDropped(contentOf(context), 'subject_kind = @kind AND subject_id = @id', { kind, id }).map((drop) => ({
    text: wordsOf(context, whose, drop),
    isWarning: true,
  }));
}

/** The marks a person had approved that others have withdrawn or lifted since an instant; Chinese sentences. */
export function droppedOf(context: OfficeContext, personId: string, since: string): readonly string[] {
  const content = contentOf(context);
  return selectDropped(content, 'answerer = @personId AND person <> @personId AND at > @since', {
    personId,
    since,
  }).map((drop) => {
    const { kind, id } = drop.subject;
    const whose = kind === 'article' ? `“${selectArticle(content, id).title}”` : issueName(context, id);
    return `${wordsOf(context, whose, drop)}。您批准过这个标识，如有不妥请与他联系。`;
  });
}

function issueName(context: OfficeContext, id: string): string {
  const { publicationName, numberText = '' } = selectSummary(context, id);
  return `《${publicationName}》${numberText}`;
}
