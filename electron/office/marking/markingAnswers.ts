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
import { digestOfText } from '../digestOfText.ts';
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
  return { articles: [readable(article)], hash: digestOfText(canonicalJson(article)) };
}

/** A record that counts and has no answer yet. */
export interface OpenRecord {
  readonly number: number;
  readonly subject: MarkingSubject;
  readonly decision: MarkingDecision;
  readonly approver: string;
  readonly proposer: string;
  readonly recordedAt: string;
  /** What whoever proposes it has signed, as it is stored; records from before have none. */
  readonly statement: string | undefined;
}

interface StoredOpen {
  readonly number: number;
  readonly subject_kind: MarkingSubject['kind'];
  readonly subject_id: string;
  readonly decision: string;
  readonly approver: string;
  readonly proposer: string;
  readonly recorded_at: string;
  readonly statement: string | null;
}

/** Those that wait for the caller, of what has not gone out: the oldest first. */
export function selectAwaited(context: OfficeContext): MarkingAwaited[] {
  return openRecords(context).map(({ number, subject, decision, recordedAt }) => ({
    record: number,
    subject,
    title: subjectTitle(context, subject),
    decision,
    recordedAt,
  }));
}

export function openRecords(context: OfficeContext): readonly OpenRecord[] {
  const rows = contentOf(context)
    .prepare(
      `SELECT live.number, subject_kind, subject_id, decision, approver, proposer, recorded_at, live.statement
       FROM live_markings AS live
       LEFT JOIN articles ON subject_kind = 'article' AND articles.id = subject_id
       LEFT JOIN issue_articles ON article_id = articles.id
       LEFT JOIN issues ON issues.id = iif(subject_kind = 'issue', subject_id, issue_id)
       WHERE approver = ? AND coalesce(articles.id, issues.id) IS NOT NULL
         AND coalesce(issues.state, 'drafting') NOT IN ('released', 'printed', 'archived', 'void')
         AND NOT EXISTS (SELECT 1 FROM marking_consents WHERE record = live.number)
         -- What is lent is decided where it is.
         AND NOT EXISTS (SELECT 1 FROM article_lendings WHERE article_id = articles.id AND back_at IS NULL)
       ORDER BY live.number`,
    )
    .all(sessionOf(context).personId) as readonly StoredOpen[];
  return rows.map((row) => ({
    number: row.number,
    subject: { kind: row.subject_kind, id: row.subject_id },
    decision: MarkingDecision.parse(JSON.parse(row.decision)),
    approver: row.approver,
    proposer: row.proposer,
    recordedAt: row.recorded_at,
    statement: row.statement ?? undefined,
  }));
}

/** Whether whoever a record names as proposing it, or as recording its paper, has signed it as it stands. */
export function isProposed(
  context: OfficeContext,
  { subject, decision, proposer, statement }: Pick<OpenRecord, 'subject' | 'decision' | 'proposer' | 'statement'>,
): boolean {
  const read = statement === undefined ? undefined : SignedConsent.safeParse(JSON.parse(statement));
  if (!read?.success) return false;
  const { data } = read;
  return (
    data.as === (decision.paper ? 'recorder' : 'proposer') &&
    data.outcome === (decision.paper ? 'approved' : 'proposed') &&
    data.person === personNameOf(context, proposer) &&
    data.person === decision.proposer &&
    data.subject === subject.kind &&
    data.subjectId === subject.id &&
    canonicalJson(data.decision) === canonicalJson(decision) &&
    isKeyOf(sessionOf(context).register, proposer, data.publicKey) &&
    verifyConsent(data)
  );
}

/** What is marked, as people call it. */
export function subjectTitle(context: OfficeContext, { kind, id }: MarkingSubject): string {
  if (kind === 'article') return selectArticle(contentOf(context), id).title;
  const { publicationName, numberText, titles } = selectSummary(context, id);
  return `${publicationName}${numberText ?? (titles[0] === undefined ? '' : `：${titles[0]}`)}`;
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
      `SELECT number, subject_kind, subject_id, decision, approver, recorded_at, proposer, statement
       FROM live_markings
       WHERE (subject_kind = 'issue' AND subject_id = @issueId) OR (subject_kind = 'article'
         AND subject_id IN (SELECT article_id FROM issue_articles WHERE issue_id = @issueId))
       ORDER BY subject_kind DESC, number`,
    )
    .all({ issueId }) as readonly StoredOpen[];
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
function isWhole(context: OfficeContext, row: StoredOpen, answer: StoredAnswer): boolean {
  const decision = MarkingDecision.parse(JSON.parse(row.decision));
  const { paper } = decision;
  const proposer = personNameOf(context, row.proposer);
  const answerer = personNameOf(context, row.approver);
  const isNamed = paper
    ? paper.recorder === proposer && paper.confirmer === answerer
    : decision.approver === answerer && mightApprove(context, row, answer.at);
  if (answer.person !== row.approver || !isNamed || decision.proposer !== proposer) return false;
  // A record from before may be approved without its proposer's signature; a paper never was.
  if (row.statement === null) return paper === undefined && isAnswered(context, row, answer, undefined);
  const proposal = digestOfText(row.statement);
  const subject = { kind: row.subject_kind, id: row.subject_id };
  return (
    isProposed(context, { subject, decision, proposer: row.proposer, statement: row.statement }) &&
    (isAnswered(context, row, answer, proposal) || (paper !== undefined && isAnswered(context, row, answer, undefined)))
  );
}

/** `proposal` is undefined for answers from before, which were not bound to what was proposed. */
function isAnswered(
  context: OfficeContext,
  row: StoredOpen,
  { statement }: StoredAnswer,
  proposal: string | undefined,
): boolean {
  const decision = MarkingDecision.parse(JSON.parse(row.decision));
  const read = SignedConsent.safeParse(JSON.parse(statement));
  if (!read.success) return false;
  const { data } = read;
  return (
    data.proposal === proposal &&
    data.as === (decision.paper ? 'confirmer' : 'approver') &&
    data.person === personNameOf(context, row.approver) &&
    data.outcome === 'approved' &&
    data.subject === row.subject_kind &&
    data.subjectId === row.subject_id &&
    canonicalJson(data.decision) === row.decision &&
    isKeyOf(sessionOf(context).register, row.approver, data.publicKey) &&
    verifyConsent(data)
  );
}

/** Whether the approver holds the role now, or held it at that moment. */
function mightApprove(context: OfficeContext, { approver, proposer }: StoredOpen, at: string): boolean {
  const { register } = sessionOf(context);
  const then = signedRolesAt(register, approver, at) ?? [];
  const now = selectPerson(register, approver)?.roles ?? [];
  return mayApprove({ id: approver, roles: [...then, ...now] }, proposer);
}
