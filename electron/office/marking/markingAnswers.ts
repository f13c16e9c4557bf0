import { sm3 } from 'sm-crypto-v2';
import type { MarkingAwaited, MarkingSubject } from '#shared/contract/markingCommands.ts';
import { articleLines } from '#shared/document/articleLines.ts';
import { type ArticleContent, titleInOneLine } from '#shared/issue/article.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { MarkingDecision } from '#shared/issue/issueDocument.ts';
import { SignedConsent, verifyConsent } from '#shared/marking/markingConsent.ts';
import { markText } from '#shared/marking/markText.ts';
import { mayApprove } from '#shared/marking/mayApprove.ts';
import type { Finding } from '#shared/preflight/finding.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { isKeyOf, selectPerson } from '../accounts/peopleQueries.ts';
import { signedRolesAt } from '../accounts/provedRoles.ts';
import { selectArticle, selectVersion } from '../articles/articleQueries.ts';
import { personNameOf, selectIssue, selectSummary } from '../issues/issueQueries.ts';
import { contentOf, type OfficeContext, sessionOf } from '../officeContext.ts';

interface StoredAnswer {
  readonly outcome: 'approved' | 'refused';
  readonly person: string;
  readonly reason: string;
  readonly text: string;
  readonly statement: string;
  readonly at: string;
}

export function selectAnswer(content: ReadableDatabase, record: number): StoredAnswer | undefined {
  return content.prepare('SELECT * FROM marking_consents WHERE record = ?').get(record) as StoredAnswer | undefined;
}

/** What is marked, as its approver reads it, and what an approval is bound to. */
export interface MarkedText {
  readonly articles: readonly { readonly title: string; readonly lines: readonly string[] }[];
  readonly hash: string;
}

/** Throws notFound. */
export function markedText(content: ReadableDatabase, { kind, id }: MarkingSubject): MarkedText {
  const readable = (article: ArticleContent) => ({
    title: titleInOneLine(article.title),
    lines: articleLines(article).map(({ text }) => text),
  });
  if (kind === 'issue') {
    const { document, contentHash } = selectIssue(content, id);
    return { articles: document.articles.map(readable), hash: contentHash };
  }
  const article = selectVersion(content, id, selectArticle(content, id).version).content;
  return { articles: [readable(article)], hash: sm3(new TextEncoder().encode(canonicalJson(article))) };
}

/** A record that counts and has no answer yet. */
export interface OpenRecord {
  readonly number: number;
  readonly subject: MarkingSubject;
  readonly decision: MarkingDecision;
  readonly approver: string;
  readonly recordedAt: string;
}

interface StoredOpen {
  readonly number: number;
  readonly subject_kind: MarkingSubject['kind'];
  readonly subject_id: string;
  readonly decision: string;
  readonly approver: string;
  readonly recorded_at: string;
}

/** Those that wait for the caller, of what has not gone out: the oldest first. */
export function selectAwaited(context: OfficeContext): MarkingAwaited[] {
  return openRecords(context).map(({ number, subject, decision, recordedAt }) => ({
    record: number,
    subject,
    title: titleOf(context, subject),
    decision,
    recordedAt,
  }));
}

export function openRecords(context: OfficeContext): readonly OpenRecord[] {
  const rows = contentOf(context)
    .prepare(
      `SELECT live.number, subject_kind, subject_id, decision, approver, recorded_at FROM live_markings AS live
       LEFT JOIN articles ON subject_kind = 'article' AND articles.id = subject_id
       LEFT JOIN issue_articles ON article_id = articles.id
       LEFT JOIN issues ON issues.id = iif(subject_kind = 'issue', subject_id, issue_id)
       WHERE approver = ? AND coalesce(articles.id, issues.id) IS NOT NULL
         AND coalesce(issues.state, 'drafting') NOT IN ('released', 'printed', 'archived', 'void')
         AND NOT EXISTS (SELECT 1 FROM marking_consents WHERE record = live.number)
       ORDER BY live.number`,
    )
    .all(sessionOf(context).personId) as readonly StoredOpen[];
  return rows.map((row) => ({
    number: row.number,
    subject: { kind: row.subject_kind, id: row.subject_id },
    decision: MarkingDecision.parse(JSON.parse(row.decision)),
    approver: row.approver,
    recordedAt: row.recorded_at,
  }));
}

function titleOf(context: OfficeContext, { kind, id }: MarkingSubject): string {
  if (kind === 'article') return selectArticle(contentOf(context), id).title;
  const { publicationName, numberText, titles } = selectSummary(context, id);
  return `${publicationName}${numberText ?? (titles[0] === undefined ? '' : `：${titles[0]}`)}`;
}

interface StoredCounting extends StoredOpen {
  readonly proposer: string;
  readonly recorder_statement: string | null;
}

/**
 * What keeps an issue from being signed because a record behind its marks is not approved. One that waits is only told of
 * before 签发; one that was refused, or whose approver has gone, has to be made anew.
 */
export function approvalFindings(context: OfficeContext, issueId: string, isRelease: boolean): readonly Finding[] {
  const { register } = sessionOf(context);
  const content = contentOf(context);
  const rows = content
    .prepare(
      `SELECT number, subject_kind, subject_id, decision, approver, recorded_at, proposer, statement AS recorder_statement
       FROM live_markings
       WHERE (subject_kind = 'issue' AND subject_id = @issueId) OR (subject_kind = 'article'
         AND subject_id IN (SELECT article_id FROM issue_articles WHERE issue_id = @issueId))
       ORDER BY subject_kind DESC, number`,
    )
    .all({ issueId }) as readonly StoredCounting[];
  return rows.flatMap((row): Finding[] => {
    const decision = MarkingDecision.parse(JSON.parse(row.decision));
    const whose = row.subject_kind === 'issue' ? '本期' : `“${selectArticle(content, row.subject_id).title}”`;
    const name = `${whose}的标识“${markText(decision)}”`;
    const finding = (level: Finding['level'], message: string): Finding[] => [
      { level, rule: 'markingApproval', message, place: { part: 'marking' } },
    ];
    const answer = selectAnswer(content, row.number);
    const answerer = personNameOf(context, row.approver);
    if (answer?.outcome === 'refused') {
      return finding('stop', `${name}没有批准，${answerer}的意见：${answer.reason}。请重新登记。`);
    }
    if (answer) {
      if (isWhole(context, row, answer)) return [];
      return finding('stop', `${name}的审批与签名不符，可能被改动过。请审计员核对，再重新登记。`);
    }
    const person = selectPerson(register, row.approver);
    const canAnswer = decision.paper
      ? person !== undefined && person.leftAt === undefined
      : person !== undefined && mayApprove(person, row.proposer);
    if (!canAnswer) return finding('stop', `${name}的审批人${answerer}已不能批准，请重新登记，另选一位。`);
    const waits = decision.paper ? `等${answerer}核对纸质审批` : `等${answerer}批准`;
    return finding(isRelease ? 'stop' : 'tell', `${name}${waits}，批准以后才能签发。`);
  });
}

/**
 * An answer counts only with the signatures of the people it names, each in the part it has, over the record it stands
 * beside; without a paper only of somebody who may approve, or might when it was given.
 */
function isWhole(context: OfficeContext, row: StoredCounting, answer: StoredAnswer): boolean {
  const { register } = sessionOf(context);
  const decision = MarkingDecision.parse(JSON.parse(row.decision));
  const { paper } = decision;
  const proposer = personNameOf(context, row.proposer);
  const answerer = personNameOf(context, row.approver);
  const isNamed = paper
    ? paper.recorder === proposer && paper.confirmer === answerer
    : decision.approver === answerer && mightApprove(context, row, answer.at);
  if (answer.person !== row.approver || !isNamed || decision.proposer !== proposer) return false;
  if ((paper === undefined) !== (row.recorder_statement === null)) return false;
  const given = [
    { as: paper ? 'confirmer' : 'approver', personId: row.approver, name: answerer, stored: answer.statement },
    ...(row.recorder_statement === null
      ? []
      : [{ as: 'recorder', personId: row.proposer, name: proposer, stored: row.recorder_statement }]),
  ];
  return given.every(({ as, personId, name, stored }) => {
    const read = SignedConsent.safeParse(JSON.parse(stored));
    if (!read.success) return false;
    const { data } = read;
    return (
      verifyConsent(data) &&
      isKeyOf(register, personId, data.publicKey) &&
      data.as === as &&
      data.person === name &&
      data.outcome === 'approved' &&
      data.subject === row.subject_kind &&
      data.subjectId === row.subject_id &&
      canonicalJson(data.decision) === row.decision
    );
  });
}

/** Whether the approver holds the role now, or held it at that moment. */
function mightApprove(context: OfficeContext, { approver, proposer }: StoredCounting, at: string): boolean {
  const { register } = sessionOf(context);
  const then = signedRolesAt(register, approver, at) ?? [];
  const now = selectPerson(register, approver)?.roles ?? [];
  return mayApprove({ id: approver, roles: [...then, ...now] }, proposer);
}
