import type { StandingItem } from '#shared/contract/accountCommands.ts';
import { readsManuscripts } from '#shared/contract/command.ts';
import { type Actor, roleAt } from '#shared/workflow/flow.ts';
import { isTurnOf, namedStation, type Role, substitutesOf, waitsFor } from '#shared/workflow/issueWorkflow.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { placeOf } from '../issues/issuePlace.ts';
import { liveStatementsOf, selectIssue } from '../issues/issueQueries.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import { type RecordedStanding, recordedStanding } from './recordedIssues.ts';

/**
 * What stands with a person: articles the person wrote last or was handed, drafts of issues, tickets not used up, and issues whose turn is
 * the person's, which others may be able to take as well. Newest first within each kind.
 */
export function standingWork(
  context: OfficeContext,
  content: ReadableDatabase,
  person: Actor,
  others: readonly Actor[],
): readonly StandingItem[] {
  return [
    ...articlesOf(content, person.id),
    ...draftsOf(content, person.id),
    ...turnsOf(context, content, person, others),
    ...ticketsOf(content, person.id),
  ];
}

/** With whom a thing stands that was handed over: the last hand-over, where there is one. */
const holder = (kind: string, id: string) =>
  `(SELECT to_person FROM handed_over WHERE kind = '${kind}' AND subject_id = ${id} ORDER BY number DESC LIMIT 1)`;
const handedAt = (kind: string, id: string) =>
  `(SELECT at FROM handed_over WHERE kind = '${kind}' AND subject_id = ${id} ORDER BY number DESC LIMIT 1)`;

function articlesOf(content: ReadableDatabase, personId: string): readonly StandingItem[] {
  // Whoever wrote after the hand-over has the article.
  const rows = content
    .prepare(
      `SELECT articles.id, title, saved_at AS since FROM articles
       JOIN article_versions ON article_id = articles.id AND article_versions.version = articles.version
       WHERE state = 'editing' AND shelved_at IS NULL AND CASE
         WHEN ${handedAt('article', 'articles.id')} >= saved_at THEN ${holder('article', 'articles.id')}
         ELSE author END = ?
       ORDER BY saved_at DESC, articles.rowid DESC`,
    )
    .all(personId) as readonly { readonly id: string; readonly title: string; readonly since: string }[];
  return rows.map((row) => ({ kind: 'article', waitsFor: roleNames.editor, isOwn: true, heldBy: [], ...row }));
}

interface StandingIssue {
  readonly id: string;
  readonly document: string;
  readonly since: string;
}

function draftsOf(content: ReadableDatabase, personId: string): readonly StandingItem[] {
  const rows = content
    .prepare(
      `SELECT id, document, created_at AS since FROM issues
       WHERE state = 'drafting' AND coalesce(${holder('issue', 'issues.id')}, created_by) = ?
       ORDER BY created_at DESC, rowid DESC`,
    )
    .all(personId) as readonly StandingIssue[];
  return rows.map((row) => ({ ...issueItem(row), waitsFor: roleNames.editor, isOwn: true, heldBy: [] }));
}

function underWay(content: ReadableDatabase): readonly StandingIssue[] {
  return content
    .prepare(
      `SELECT id, document,
         coalesce((SELECT max(at) FROM issue_steps WHERE issue_id = issues.id), created_at) AS since
       FROM issues WHERE state IN ('inReview', 'awaitingConfirmation', 'awaitingRelease') ORDER BY since DESC, rowid DESC`,
    )
    .all() as readonly StandingIssue[];
}

function turnsOf(
  context: OfficeContext,
  content: ReadableDatabase,
  person: Actor,
  others: readonly Actor[],
): readonly StandingItem[] {
  return underWay(content).flatMap((row) => {
    const place = placeOf(context, content, selectIssue(content, row.id));
    // A 会签 ahead is this person's already: nobody signs it instead.
    const named = namedStation(place, person.id);
    if (named) return [{ ...issueItem(row), waitsFor: named.label, isOwn: false, heldBy: [] }];
    if (!isTurnOf(place, person)) return [];
    const heldBy = substitutesOf(place, person, others).map(({ id }) => id);
    return [{ ...issueItem(row), waitsFor: waitsFor(place) ?? '', isOwn: false, heldBy }];
  });
}

/**
 * Throws illegalState where somebody who is named for 会签 of an issue under way would lose the roles to sign it. Who
 * cannot open the manuscripts is told by the register, which names no title.
 */
export function requireNamedTurnsHeld(
  context: OfficeContext,
  { id, name }: { readonly id: string; readonly name: string },
  roles: readonly Role[],
): void {
  const { content, register } = sessionOf(context);
  if (!content) {
    if (readsManuscripts(roles)) return;
    const [turn] = recordedStandingOf(register, id).turns;
    if (turn) throw namedTurn(turn.title, turn.waitsFor, name);
    return;
  }
  for (const row of underWay(content)) {
    const station = namedStation(placeOf(context, content, selectIssue(content, row.id)), id);
    if (station === undefined || roleAt(station, { id, roles }) !== undefined) continue;
    throw namedTurn(issueItem(row).title, station.label, name);
  }
}

function namedTurn(title: string, label: string, name: string): OfficeError {
  return new OfficeError(
    'illegalState',
    `“${title}”的“${label}”指定由${name}办理，还没有办。请先办完或退回这一期，再调整岗位。`,
  );
}

/** What stands with a person as far as the register tells it, for those who cannot open the manuscripts. */
export function recordedStandingOf(register: ReadableDatabase, personId: string): RecordedStanding {
  return recordedStanding(register, personId, (id) => selectPublication(register, id).name);
}

/** What a person has signed of issues under way, the newest first. */
export function signedUnderWay(context: OfficeContext, content: ReadableDatabase, personId: string) {
  return underWay(content).flatMap((row) => {
    const { flow } = placeOf(context, content, selectIssue(content, row.id));
    return liveStatementsOf(content, row.id)
      .filter((one) => (one.onBehalfOf ?? one.personId) === personId)
      .map(({ station, statement }) => ({
        id: row.id,
        title: issueItem(row).title,
        label: flow[station]?.label ?? '',
        at: statement.at,
      }));
  });
}

function issueItem({ id, document, since }: StandingIssue): Pick<StandingItem, 'kind' | 'id' | 'title' | 'since'> {
  const { publication, articles } = JSON.parse(document) as {
    readonly publication: { readonly name: string };
    readonly articles: readonly { readonly title: readonly string[] }[];
  };
  const first = articles[0]?.title.join('') ?? '';
  return { kind: 'issue', id, title: first === '' ? publication.name : `${publication.name}：${first}`, since };
}

/** 输出票 that were applied for and are not used up; nobody but the applicant can use one. */
function ticketsOf(content: ReadableDatabase, personId: string): readonly StandingItem[] {
  const rows = content
    .prepare(
      `SELECT id, number, purpose, applied_at AS since FROM output_tickets
       WHERE applicant = ? AND (state = 'applied' OR (state = 'approved' AND copies > (
         SELECT coalesce(sum(output_uses.copies), 0) FROM output_uses WHERE ticket_id = output_tickets.id
       ))) ORDER BY applied_at DESC, rowid DESC`,
    )
    .all(personId) as readonly {
    readonly id: string;
    readonly number: string;
    readonly purpose: string;
    readonly since: string;
  }[];
  return rows.map(({ id, number, purpose, since }) => ({
    kind: 'ticket',
    id,
    title: `${number} ${purpose}`,
    waitsFor: '申请人',
    since,
    isOwn: true,
    heldBy: [],
  }));
}
