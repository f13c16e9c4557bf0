import type { CheckedInput } from '#shared/contract/contract.ts';
import type { OriginatorStanding } from '#shared/contract/markingCommands.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { issueDateLine } from '#shared/layout/printedLines.ts';
import { mayApprove } from '#shared/marking/mayApprove.ts';
import type { Finding } from '#shared/preflight/finding.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { selectArticle } from '../articles/articleQueries.ts';
import { articleIdsOf, personNameOf, selectIssue } from '../issues/issueQueries.ts';
import { contentOf, instantOf, type OfficeContext, sessionOf, todayOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { insertScan, type Scan } from '../paperSignOff/scans.ts';
import { markedText } from './markingAnswers.ts';

interface StoredConsent {
  readonly number: number;
  readonly origin: number;
  readonly giver: string;
  readonly given_on: string;
  readonly means: 'document' | 'phone';
  readonly reference: string;
  readonly rank: number;
  readonly ends_on: string;
  readonly recipients: string;
  readonly scan: string | null;
  readonly recorder: string;
  readonly at: string;
  /** Those from before name neither. */
  readonly issue_id: string | null;
  readonly text: string | null;
}

interface Level {
  readonly rank: number;
  readonly endsOn: string;
}

interface Origin {
  readonly number: number;
  readonly originator: string;
  readonly proposer: string;
}

/** The unit whose mark an article came with, and the record that says so; undefined where it came with none. */
export function originOf(content: ReadableDatabase, articleId: string): Origin | undefined {
  return content
    .prepare(
      'SELECT number, originator, proposer FROM originator_marks JOIN marking_records USING (number) WHERE article_id = ?',
    )
    .get(articleId) as Origin | undefined;
}

/** From the first, the last counts; those given to an earlier record of the origin or for another issue do no more. */
function consentsOf(content: ReadableDatabase, articleId: string): readonly StoredConsent[] {
  const { issueId } = selectArticle(content, articleId);
  return content
    .prepare(
      `SELECT consent.* FROM originator_consents AS consent JOIN originator_marks AS mark ON mark.number = consent.origin
       WHERE consent.article_id = ? AND (consent.issue_id IS NULL OR consent.issue_id = ?) ORDER BY consent.number`,
    )
    .all(articleId, issueId ?? '') as readonly StoredConsent[];
}

/** Whether the words of the article are others than those the unit has consented to. */
function isTextChanged(content: ReadableDatabase, articleId: string, { text }: StoredConsent): boolean {
  return text !== null && markedText(content, { kind: 'article', id: articleId }).hash !== text;
}

/** What is known of the unit whose mark an article came with, also where the mark has been taken back. */
export function selectOriginator(context: OfficeContext, articleId: string): OriginatorStanding {
  const content = contentOf(context);
  const origin = originOf(content, articleId);
  const corrected = correctionOf(content, articleId);
  const consents = consentsOf(content, articleId).map((row) => ({
    giver: row.giver,
    givenOn: row.given_on,
    means: row.means,
    reference: row.reference,
    recipients: JSON.parse(row.recipients) as string[],
    hasScan: row.scan !== null,
    recorderName: personNameOf(context, row.recorder),
    at: row.at,
    isTextChanged: isTextChanged(content, articleId, row),
  }));
  return {
    ...(origin ? { originator: origin.originator, mayCorrect: mayCorrect(context, origin.proposer) } : {}),
    ...(corrected
      ? {
          correction: {
            originator: corrected.originator,
            reason: corrected.reason,
            personName: personNameOf(context, corrected.person),
            at: corrected.at,
          },
        }
      : {}),
    consents,
  };
}

function mayCorrect(context: OfficeContext, proposer: string): boolean {
  const { personId, roles } = sessionOf(context);
  return mayApprove({ id: personId, roles }, proposer);
}

interface StoredCorrection {
  readonly originator: string;
  readonly reason: string;
  readonly person: string;
  readonly at: string;
}

/** The unit that was put down last, where somebody has said that it was a mistake. */
export function correctionOf(content: ReadableDatabase, articleId: string): StoredCorrection | undefined {
  return content
    .prepare(
      `SELECT json_extract(decision, '$.originator') AS originator, reason, person, at
       FROM originator_corrections JOIN marking_records ON number = origin
       WHERE subject_id = @articleId AND number = (
         SELECT max(number) FROM marking_records
         WHERE subject_kind = 'article' AND subject_id = @articleId AND json_extract(decision, '$.originator') IS NOT NULL
       )`,
    )
    .get({ articleId }) as StoredCorrection | undefined;
}

/** Says why the unit was put down by mistake: from then on nobody's consent is asked. Throws illegalState, samePerson. */
export function insertCorrection(
  context: OfficeContext,
  content: WritableDatabase,
  articleId: string,
  reason: string,
): number {
  const { personId } = sessionOf(context);
  const origin = originOf(content, articleId);
  if (!origin) throw new OfficeError('illegalState', '这篇稿件没有登记原定密单位，不用更正。');
  if (origin.proposer === personId) {
    throw new OfficeError('samePerson', '原定密单位是您登记的，更正要由另一位有审核或签发岗位的人办理。');
  }
  content
    .prepare('INSERT INTO originator_corrections (origin, reason, person, at) VALUES (?, ?, ?, ?)')
    .run(origin.number, reason, personId, instantOf(context));
  return origin.number;
}

interface Levels {
  readonly own: Level;
  readonly whole: Level;
}

/** The marks that the article and the issue it stands in bear now. */
function levelsOf(content: ReadableDatabase, articleId: string, issueId: string): Levels {
  const mark = content.prepare(
    'SELECT rank, ends_on AS endsOn FROM live_markings WHERE subject_kind = ? AND subject_id = ?',
  );
  const of = (kind: string, id: string): Level => (mark.get(kind, id) as Level | undefined) ?? { rank: 0, endsOn: '' };
  return { own: of('article', articleId), whole: of('issue', issueId) };
}

/** The lower of both, as a consent to them stands for. */
function lowest({ own, whole }: Levels): Level {
  return {
    rank: Math.min(own.rank, whole.rank),
    endsOn: own.endsOn < whole.endsOn ? own.endsOn : whole.endsOn,
  };
}

function recipientsOf({ reportTo, copyTo, sendTo }: IssueDocument): readonly string[] {
  return [...new Set([...reportTo, ...copyTo, ...sendTo])];
}

/**
 * Puts a unit's consent on record, to the marks and the recipients as they are now. Throws illegalState where the article
 * came with no mark, stands in no issue or in one marked below it, incomplete for a day to come.
 */
export function insertConsent(
  context: OfficeContext,
  content: WritableDatabase,
  { articleId, giver, givenOn, means, reference }: CheckedInput<'recordOriginatorConsent'>,
  scan: Scan | undefined,
): { readonly number: number; readonly issueId: string } {
  const { issueId } = selectArticle(content, articleId);
  const origin = originOf(content, articleId);
  if (!origin) throw new OfficeError('illegalState', '这篇稿件没有登记原定密单位，不用登记同意。');
  if (issueId === undefined) {
    throw new OfficeError('illegalState', '这篇稿件还没有编入刊期。同意是对某一期的标识和分送范围的，请先编入再登记。');
  }
  if (givenOn > todayOf(context)) throw new OfficeError('incomplete', '同意的日期在今天以后，请核对。');
  const levels = levelsOf(content, articleId, issueId);
  // A consent to an issue without its mark would be one to any mark, down to none.
  if (levels.whole.rank < levels.own.rank || levels.whole.endsOn < levels.own.endsOn) {
    throw new OfficeError(
      'illegalState',
      '本期的标识低于这篇稿件的标识。请先登记本期的标识，不低于稿件的密级和期限，再登记同意。',
    );
  }
  if (scan) insertScan(content, scan);
  const { rank, endsOn } = lowest(levels);
  const { lastInsertRowid } = content
    .prepare(
      `INSERT INTO originator_consents
         (origin, article_id, giver, given_on, means, reference, rank, ends_on, recipients, scan, recorder, at,
          issue_id, text)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      origin.number,
      articleId,
      giver,
      givenOn,
      means,
      reference,
      rank,
      endsOn,
      JSON.stringify(recipientsOf(selectIssue(content, issueId).document)),
      scan?.sm3 ?? null,
      sessionOf(context).personId,
      instantOf(context),
      issueId,
      markedText(content, { kind: 'article', id: articleId }).hash,
    );
  return { number: Number(lastInsertRowid), issueId };
}

/** What keeps an issue from being signed because a unit whose mark an article came with has not consented to it as it is. */
export function originatorFindings(content: ReadableDatabase, issueId: string, isRelease: boolean): readonly Finding[] {
  const recipients = recipientsOf(selectIssue(content, issueId).document);
  return articleIdsOf(content, issueId).flatMap((articleId): Finding[] => {
    const origin = originOf(content, articleId);
    if (!origin) return [];
    const last = consentsOf(content, articleId).at(-1);
    const level = lowest(levelsOf(content, articleId, issueId));
    const beyond = ({ recipients: given }: StoredConsent) => {
      const known = JSON.parse(given) as readonly string[];
      return recipients.filter((one) => !known.includes(one));
    };
    const isHighEnough = ({ rank, ends_on }: StoredConsent) => rank <= level.rank && ends_on <= level.endsOn;
    if (last && isHighEnough(last) && beyond(last).length === 0) return [];
    const { title } = selectArticle(content, articleId);
    const unit = `“${title}”的标识由${origin.originator}确定`;
    const message = !last
      ? `${unit}，编入本期印发要有该单位的同意，还没有登记。`
      : isHighEnough(last)
        ? `${unit}，本期的分送范围超出该单位同意的范围：${beyond(last).join('、')}。请再征得同意并登记。`
        : `${unit}，现在的标识低于该单位同意的。请再征得同意并登记。`;
    return [{ level: isRelease ? 'stop' : 'tell', rule: 'originatorConsent', message, place: { part: 'marking' } }];
  });
}

/** The consent that counts in a few words, as the slip says it. */
export function consentWords(content: ReadableDatabase, articleId: string): string | undefined {
  const origin = originOf(content, articleId);
  const last = consentsOf(content, articleId).at(-1);
  if (!origin) return undefined;
  if (!last) return `原定密单位：${origin.originator}`;
  const means = last.means === 'document' ? '文' : '电话';
  const since = isTextChanged(content, articleId, last) ? '，此后稿件内容有改动' : '';
  const words = `${last.giver}${issueDateLine(last.given_on)}同意（${means}：${last.reference}）`;
  return `原定密单位：${origin.originator}，${words}${since}`;
}
