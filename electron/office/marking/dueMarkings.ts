import type { MarkingDue } from '#shared/contract/markingCommands.ts';
import { MarkingDecision } from '#shared/issue/issueDocument.ts';
import { markText } from '#shared/marking/markText.ts';
import { selectSummary } from '../issues/issueQueries.ts';
import { contentOf, type OfficeContext, todayOf } from '../officeContext.ts';
import { dropNeeds, toldDrop } from './markingDrops.ts';

/** So long before its day a marking is told of. */
const noticeDays = 30;

interface StoredDue {
  readonly number: number;
  readonly subject_kind: 'article' | 'issue';
  readonly subject_id: string;
  readonly article_title: string | null;
  readonly decision: string;
  readonly lift_on: string | null;
  readonly review_on: string | null;
}

/**
 * The markings that hold and are to be reviewed or lifted soon or should have been, the longest due first. Told on
 * reading: nothing runs by itself. What was discarded or is void is not told of.
 */
export function selectDue(context: OfficeContext): MarkingDue[] {
  const rows = contentOf(context)
    .prepare(
      `SELECT live.number, subject_kind, subject_id, articles.title AS article_title, decision, lift_on,
         iif(EXISTS (SELECT 1 FROM marking_reviews WHERE record = live.number),
           (SELECT next_on FROM marking_reviews WHERE record = live.number ORDER BY number DESC LIMIT 1),
           review_on) AS review_on
       FROM live_markings AS live
       LEFT JOIN articles ON subject_kind = 'article' AND articles.id = subject_id
       LEFT JOIN issues ON subject_kind = 'issue' AND issues.id = subject_id
       WHERE coalesce(articles.id, issues.id) IS NOT NULL AND issues.state IS NOT 'void'`,
    )
    .all() as readonly StoredDue[];
  const today = todayOf(context);
  const until = daysAfter(today, noticeDays);
  return rows
    .flatMap((row): MarkingDue[] => {
      const days = [
        { about: 'review' as const, on: row.review_on },
        { about: 'lift' as const, on: row.lift_on },
      ];
      return days.flatMap(({ about, on }): MarkingDue[] => {
        if (on === null || on > until) return [];
        return [
          {
            record: row.number,
            subject: { kind: row.subject_kind, id: row.subject_id },
            title: titleOf(context, row),
            mark: markText(MarkingDecision.parse(JSON.parse(row.decision))),
            about,
            on,
            isOverdue: on < today,
            ...liftOf(context, row),
          },
        ];
      });
    })
    .sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : left.record - right.record));
}

/** Whether lifting it now needs an approver, and who is waited for. */
function liftOf(
  context: OfficeContext,
  { number, subject_kind, subject_id, lift_on }: StoredDue,
): Pick<MarkingDue, 'liftNeeds' | 'liftWaitsFor'> {
  const subject = { kind: subject_kind, id: subject_id };
  const needs = dropNeeds(context, { subject, liftOn: lift_on ?? undefined }, 'lifted');
  const wanted = toldDrop(context, number);
  return {
    ...(needs ? { liftNeeds: needs } : {}),
    ...(wanted && !wanted.answer ? { liftWaitsFor: wanted.approverName } : {}),
  };
}

function titleOf(context: OfficeContext, { subject_kind, subject_id, article_title }: StoredDue): string {
  if (subject_kind === 'article') return article_title ?? '';
  const { publicationName, numberText, titles } = selectSummary(context, subject_id);
  return `${publicationName}${numberText ?? (titles[0] === undefined ? '' : `：${titles[0]}`)}`;
}

/** YYYY-MM-DD so many days later. */
function daysAfter(day: string, count: number): string {
  const moment = new Date(`${day}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + count);
  return moment.toISOString().slice(0, 10);
}
