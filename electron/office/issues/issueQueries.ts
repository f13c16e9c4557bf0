import type { IssueSignOff, IssueStep, IssueSummary, WholeIssue } from '#shared/contract/issueCommands.ts';
import { titleInOneLine } from '#shared/issue/article.ts';
import { documentName } from '#shared/issue/exportManifest.ts';
import {
  IssueDocument,
  type IssueNumber,
  type PaperNote,
  type SignOffEntry,
  signOffStepNames,
} from '#shared/issue/issueDocument.ts';
import { type PaperPair, paperNote } from '#shared/issue/paperSignOff.ts';
import { flowHash, signedFlow } from '#shared/issue/signedFlow.ts';
import { signedName } from '#shared/issue/signedName.ts';
import { SignedStatement } from '#shared/issue/signOffStatement.ts';
import { issueNumberText } from '#shared/search/issuePassages.ts';
import { findStep, turnFor } from '#shared/workflow/delegation.ts';
import { defaultFlow, type Flow as FlowOfStations } from '#shared/workflow/flow.ts';
import { Flow } from '#shared/workflow/flowSchema.ts';
import {
  type IssueAction,
  type IssuePlace,
  type IssueState,
  issueStateNames,
  stateName,
  stepLabel,
  waitsFor,
} from '#shared/workflow/issueWorkflow.ts';
import { mayRequestRecall } from '#shared/workflow/recallRequest.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { selectPerson } from '../accounts/peopleQueries.ts';
import { delegationsFor } from '../delegations/delegationQueries.ts';
import { lendingOf, lendingShown } from '../handover/lentIssues.ts';
import { unresolvedOf } from '../handover/unresolvedArticles.ts';
import { contentOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectAwaitedPapers, selectShownPapers } from '../paperSignOff/paperQueries.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import { asksOf, remindingOf, requestsOf } from '../requests/requestQueries.ts';
import { selectComments } from './commentQueries.ts';
import { flowAt, flowsOf, placeOf } from './issuePlace.ts';

/** An issue as its row holds it. */
export interface IssueRow {
  readonly id: string;
  readonly publicationId: string;
  readonly state: IssueState;
  readonly series: IssueNumber['series'];
  readonly step: number;
  /** Counted from 0, the 责任编辑. */
  readonly station: number;
  /** Read when it is asked for: with its pictures it is nearly all of the row. */
  readonly document: IssueDocument;
  readonly contentHash: string;
  readonly openedAt: string | null;
  readonly createdAt: string;
  readonly createdBy: string;
}

interface StoredIssue {
  readonly id: string;
  readonly publication_id: string;
  readonly state: IssueState;
  readonly series: IssueNumber['series'];
  readonly step: number;
  readonly station: number;
  readonly content_hash: string;
  readonly opened_at: string | null;
  readonly created_at: string;
  readonly created_by: string;
}

/** Throws notFound. */
export function selectIssue(content: ReadableDatabase, id: string): IssueRow {
  const row = content
    .prepare(
      `SELECT id, publication_id, state, series, step, station, content_hash, opened_at, created_at, created_by
       FROM issues WHERE id = ?`,
    )
    .get(id) as StoredIssue | undefined;
  if (!row) throw notFound();
  let document: IssueDocument | undefined;
  return {
    id: row.id,
    publicationId: row.publication_id,
    state: row.state,
    series: row.series,
    step: row.step,
    station: row.station,
    get document() {
      document ??= selectDocument(content, row);
      return document;
    },
    contentHash: row.content_hash,
    openedAt: row.opened_at,
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}

/** The document that stood in the row when it was read. Throws an Error where another stands there now. */
function selectDocument(content: ReadableDatabase, { id, content_hash: hash }: StoredIssue): IssueDocument {
  const text = content.prepare('SELECT document FROM issues WHERE id = ? AND content_hash = ?').pluck().get(id, hash);
  if (typeof text !== 'string') throw new Error(`issue ${id} was changed since it was read`);
  return IssueDocument.parse(JSON.parse(text));
}

/** One frozen file of a signed issue. */
export function selectFrozenFile(
  content: ReadableDatabase,
  issueId: string,
  name: string,
): Uint8Array<ArrayBuffer> | undefined {
  const bytes = content
    .prepare('SELECT bytes FROM frozen_files WHERE issue_id = ? AND name = ?')
    .pluck()
    .get(issueId, name) as Buffer | undefined;
  return bytes && new Uint8Array(bytes);
}

/** The digest with which a file was frozen, whatever its bytes are now. */
export function selectFrozenDigest(content: ReadableDatabase, issueId: string, name: string): string | undefined {
  return content.prepare('SELECT sm3 FROM frozen_files WHERE issue_id = ? AND name = ?').pluck().get(issueId, name) as
    | string
    | undefined;
}

/** The document as it was signed, for an issue that was; else as it stands. */
export function documentOf(content: ReadableDatabase, issue: IssueRow): IssueDocument {
  const frozen = selectFrozenFile(content, issue.id, documentName);
  return frozen ? IssueDocument.parse(JSON.parse(new TextDecoder().decode(frozen))) : issue.document;
}

/** The articles of an issue in the order they print. */
export function articleIdsOf(content: ReadableDatabase, issueId: string): string[] {
  return content
    .prepare('SELECT article_id FROM issue_articles WHERE issue_id = ? ORDER BY place')
    .pluck()
    .all(issueId) as string[];
}

interface StoredSummary {
  readonly id: string;
  readonly publication_id: string;
  readonly state: IssueState;
  readonly station: number;
  readonly step: number;
  readonly opened_at: string | null;
  readonly created_at: string;
  readonly created_by: string;
  readonly since: string;
  /** One JSON array of title lines an article. */
  readonly titles: string;
  /** 刊名 as the document carries it. */
  readonly printed_name: string;
  readonly series: IssueNumber['series'];
  readonly year: number | null;
  readonly serial: number | null;
  readonly running: number | null;
}

/** Read by the base, so that a list of years of issues need not take their documents apart. */
const summaries = `
  SELECT issues.id, issues.publication_id, state, issues.station, issues.step, opened_at, created_at, created_by, coalesce(issue_steps.at, created_at) AS since,
    (SELECT json_group_array(json_extract(value, '$.title')) FROM json_each(document, '$.articles')) AS titles,
    json_extract(document, '$.publication.name') AS printed_name,
    issues.series AS series, year, serial, running
  FROM issues
  LEFT JOIN issue_steps ON issue_steps.issue_id = issues.id AND issue_steps.step = issues.step
  LEFT JOIN issue_numbers ON issue_numbers.issue_id = issues.id`;

/** Newest first. */
export function selectSummaries(context: OfficeContext): IssueSummary[] {
  const rows = contentOf(context).prepare(`${summaries} ORDER BY created_at DESC, issues.rowid DESC`).all();
  return rows.map((row) => summaryOf(context, row as StoredSummary));
}

/** Throws notFound. */
export function selectSummary(context: OfficeContext, id: string): IssueSummary {
  const row = contentOf(context).prepare(`${summaries} WHERE issues.id = ?`).get(id);
  if (!row) throw notFound();
  return summaryOf(context, row as StoredSummary);
}

function summaryOf(context: OfficeContext, row: StoredSummary): IssueSummary {
  const { series, year, serial, running } = row;
  const number = year && serial ? { series, year, serial, ...(running ? { running } : {}) } : undefined;
  const titles = (JSON.parse(row.titles) as readonly (readonly string[])[]).map(titleInOneLine);
  return {
    id: row.id,
    publicationId: row.publication_id,
    // Once it was handed over an issue keeps the name it carries, whatever its publication is called later.
    publicationName:
      row.state === 'drafting'
        ? selectPublication(sessionOf(context).register, row.publication_id).name
        : row.printed_name,
    state: row.state,
    station: row.station,
    ...turnOf(context, row),
    series,
    ...(number ? { numberText: issueNumberText(number) } : {}),
    titles,
    createdAt: row.created_at,
    createdBy: row.created_by,
    since: row.since,
    ...handoverOf(context, row.id),
  };
}

/** Where it is, if not here, and which of its articles have two texts. */
function handoverOf(context: OfficeContext, id: string): Pick<IssueSummary, 'lending' | 'unresolved'> {
  const lending = lendingShown(context, id);
  const unresolved = unresolvedOf(contentOf(context), id);
  return { ...(lending ? { lending } : {}), ...(unresolved.length > 0 ? { unresolved } : {}) };
}

/** What the state is called, whose turn it is, and what is asked of that one. */
function turnOf(
  context: OfficeContext,
  row: StoredSummary,
): Pick<IssueSummary, 'stateName' | 'turn' | 'request' | 'reminder'> {
  const { id, publication_id: publicationId, state, station, step, opened_at: openedAt } = row;
  // Years of issues are at their end: their flows need not be read for a list.
  if (state === 'archived' || state === 'void') return { stateName: issueStateNames[state] };
  const place = placeOf(context, contentOf(context), { id, publicationId, state, station, step, openedAt });
  const waiting = waitingWords(context, place);
  // It waits for somebody at another machine.
  if (lendingOf(contentOf(context), id)) {
    const turn = waiting === undefined ? {} : { turn: { waitsFor: waiting, isMine: false } };
    return { stateName: stateName(state, place.flow[station]), ...turn };
  }
  const { personId } = sessionOf(context);
  const confirms = selectAwaitedPapers(contentOf(context), id).some(({ confirmer }) => confirmer === personId);
  return {
    stateName: stateName(state, place.flow[station]),
    ...(waiting === undefined
      ? {}
      : { turn: { waitsFor: waiting, ...turnWords(context, row.publication_id, place, confirms) } }),
    ...asksOf(context, row, place),
  };
}

/** Whether the next step is the caller's, and in whose place where it is not in the own right. */
function turnWords(
  context: OfficeContext,
  publicationId: string,
  place: IssuePlace,
  confirmsPaper: boolean,
): Omit<NonNullable<IssueSummary['turn']>, 'waitsFor'> {
  const { personId, roles } = sessionOf(context);
  const turn = turnFor(place, { id: personId, roles }, delegationsFor(context, publicationId));
  const confirming = confirmsPaper ? { confirmsPaper } : {};
  if (turn === undefined || turn === 'own') return { isMine: turn === 'own' || confirmsPaper, ...confirming };
  return { isMine: true, ...confirming, onBehalfOf: personNameOf(context, turn.principal.id) };
}

/** For whom an issue waits; of a 会签, who has not signed yet: 会签（乔一、沈钧）. */
function waitingWords(context: OfficeContext, place: IssuePlace): string | undefined {
  const word = waitsFor(place);
  const here = place.flow[place.station];
  if (here?.kind !== 'countersigner' || place.state !== 'inReview') return word;
  const given = place.signed
    .filter(({ station }) => station === place.station)
    .map(({ personId, onBehalfOf }) => onBehalfOf ?? personId);
  const { signers } = here;
  if (signers.kind === 'role') return `${word}（还差${signers.count - given.length}人）`;
  const left = signers.people.filter((id) => !given.includes(id)).map((id) => personNameOf(context, id));
  return `${word}（${left.join('、')}）`;
}

/** Everything about an issue that its screen shows. */
export function wholeIssueOf(context: OfficeContext, id: string): WholeIssue {
  const content = contentOf(context);
  const issue = selectIssue(content, id);
  const { personId, roles } = sessionOf(context);
  const place = placeOf(context, content, issue);
  const requests = requestsOf(context, issue, place);
  const actor = { id: personId, roles };
  const recall = findStep(place, { action: 'recall', actor }, delegationsFor(context, issue.publicationId));
  const reminding = remindingOf(context, id, place);
  const summary = selectSummary(context, id);
  // Whoever can take the next step, in the own right or another's, has nobody to ask.
  const isTheirs = summary.turn?.isMine === true;
  return {
    summary,
    document: documentOf(content, issue),
    contentHash: issue.contentHash,
    ...linesOf(context, id),
    signOffs: signOffsOf(context, id),
    comments: selectComments(context, id),
    ...papersOf(context, id),
    ...(issue.openedAt === null ? {} : { openedAt: issue.openedAt }),
    requests,
    ...(typeof recall === 'object' && recall.delegation && !summary.lending
      ? { recallsFor: personNameOf(context, recall.delegation.principal.id) }
      : {}),
    mayRequestRecall:
      !isTheirs &&
      !summary.lending &&
      mayRequestRecall(place, actor) &&
      requests.every(({ state }) => state !== 'open'),
    ...(reminding && !isTheirs && !summary.lending ? { reminding } : {}),
  };
}

/** The papers that wait for the second person, and whether the station at hand may be signed on paper. */
function papersOf(context: OfficeContext, id: string): Pick<WholeIssue, 'papers' | 'allowsPaper'> {
  const content = contentOf(context);
  const issue = selectIssue(content, id);
  const { flow } = placeOf(context, content, issue);
  const { settings } = selectPublication(sessionOf(context).register, issue.publicationId);
  const isAtStation = issue.state === 'inReview' || issue.state === 'awaitingRelease';
  const papers = selectShownPapers(content, id).map((paper) => {
    const { station, signer, recorder, confirmer } = paper;
    return {
      id: paper.id,
      station,
      label: flow[station]?.label ?? '',
      signerId: signer,
      signerName: personNameOf(context, signer),
      recorderId: recorder,
      recorderName: personNameOf(context, recorder),
      confirmerId: confirmer,
      confirmerName: personNameOf(context, confirmer),
      signedOn: paper.signed_on,
      opinion: paper.opinion,
      scan: { sm3: paper.scan, mime: paper.mime, bytes: paper.bytes },
      recordedAt: paper.recorded_at,
      ...(paper.ended === null || paper.ended_by === null
        ? {}
        : { withdrawn: { personName: personNameOf(context, paper.ended_by), reason: paper.ended } }),
    };
  });
  return {
    ...(papers.length > 0 ? { papers } : {}),
    ...(settings.allowsPaperSignOff && isAtStation && !lendingOf(content, id) ? { allowsPaper: true } : {}),
  };
}

/** The flow an issue goes by, and every step it has taken. */
export function linesOf(context: OfficeContext, id: string): Pick<WholeIssue, 'flow' | 'steps'> {
  const content = contentOf(context);
  const { flow } = placeOf(context, content, selectIssue(content, id));
  return { flow: Flow.parse(flow), steps: stepsOf(context, id) };
}

interface StoredStep {
  readonly step: number;
  readonly from_state: IssueState;
  readonly action: IssueAction;
  readonly to_state: IssueState;
  readonly from_station: number;
  readonly to_station: number;
  readonly person: string;
  readonly at: string;
  readonly opinion: string;
  readonly content_hash: string;
  readonly on_behalf_of: string | null;
  /** Who asked for a return that was granted. */
  readonly requested_by: string | null;
  readonly paper: string | null;
}

/** The line of steps, from the first. */
export function stepsOf(context: OfficeContext, issueId: string): IssueStep[] {
  const content = contentOf(context);
  const flows = flowsOf(content, issueId);
  // A step on paper was taken with the signature of the same moment that stands for the signer's.
  const rows = content
    .prepare(
      `SELECT issue_steps.*, asked.person AS requested_by, (
         SELECT paper FROM sign_offs WHERE sign_offs.issue_id = issue_steps.issue_id AND station = from_station
           AND sign_offs.person = issue_steps.person AND sign_offs.at = issue_steps.at
       ) AS paper FROM issue_steps
       LEFT JOIN (recall_requests AS asked JOIN recall_answers ON request_id = asked.id AND outcome = 'granted')
         ON asked.issue_id = issue_steps.issue_id AND asked.step = issue_steps.step - 1
       WHERE issue_steps.issue_id = ? ORDER BY issue_steps.step`,
    )
    .all(issueId);
  const notes = new Map<string, PaperNote>();
  for (const row of selectSignOffs(content, issueId)) {
    const note = noteOf(row);
    if (note && row.paper !== null) notes.set(row.paper, note);
  }
  return (rows as readonly StoredStep[]).map((row) => {
    const { step, action, from_state: from, from_station: fromStation, to_station: toStation } = row;
    return {
      step,
      action,
      label:
        row.requested_by === null
          ? stepLabel(flowAt(flows, step) ?? [], { from, fromStation, action, toStation })
          : '同意取回',
      from,
      to: row.to_state,
      fromStation,
      toStation,
      personId: row.person,
      personName: rightNameOf(context, row),
      ...(row.requested_by === null ? {} : { requestedBy: personNameOf(context, row.requested_by) }),
      at: row.at,
      opinion: row.opinion,
      contentHash: row.content_hash,
      ...paperMember(notes.get(row.paper ?? '')),
    };
  });
}

function noteOf(row: StoredSignOff): PaperNote | undefined {
  const pair = pairOf(row);
  return pair && paperNote(pair);
}

/** Left out where a person signed with the own key. */
function paperMember(paper: PaperNote | undefined): { paper?: PaperNote } {
  return paper ? { paper } : {};
}

interface StoredSignOff {
  readonly sign_off: IssueSignOff['step'];
  readonly station: number;
  readonly person: string;
  readonly content_hash: string;
  readonly statement: string;
  readonly at: string;
  readonly void_reason: string | null;
  readonly on_behalf_of: string | null;
  readonly paper: string | null;
  /** What the recorder of the paper signed; `statement` is the confirmer's then. */
  readonly recorded: string | null;
  readonly recorder: string | null;
  readonly confirmer: string | null;
}

/** The two statements behind a signature on paper. */
function pairOf({ statement, recorded }: StoredSignOff): PaperPair | undefined {
  if (recorded === null) return undefined;
  return {
    recorder: SignedStatement.parse(JSON.parse(recorded)),
    confirmer: SignedStatement.parse(JSON.parse(statement)),
  };
}

/** Every signature ever given to the issue, the void ones among them, from the first. */
export function signOffsOf(context: OfficeContext, issueId: string): IssueSignOff[] {
  const content = contentOf(context);
  const flows = [...flowsOf(content, issueId).values()];
  return selectSignOffs(content, issueId).map((row) => {
    const { opinion, flow: signedIn } = SignedStatement.parse(JSON.parse(row.statement));
    // A signature names the flow it was given in; one that was given before there were flows knows only one.
    const flow = flows.find((one) => flowHash(signedFlow(one)) === signedIn) ?? defaultFlow;
    return {
      step: row.sign_off,
      station: row.station,
      label: flow[row.station]?.label ?? signOffStepNames[row.sign_off],
      personId: row.person,
      personName: rightNameOf(context, row),
      at: row.at,
      ...(opinion === undefined ? {} : { opinion }),
      contentHash: row.content_hash,
      ...(row.void_reason === null ? {} : { voidReason: row.void_reason }),
      ...paperMember(noteOf(row)),
    };
  });
}

/** A signature that counts. */
export interface LiveSignOff {
  readonly personId: string;
  /** In whose place the person signed. */
  readonly onBehalfOf?: string;
  readonly station: number;
  /** With the person's own key; the confirmer's where the person signed on paper. */
  readonly statement: SignedStatement;
  readonly paper?: PaperPair & { readonly recorderId: string; readonly confirmerId: string };
}

/** Every statement a signature rests on, with whose key it has to be: one, or the two that answer for a paper. */
export function statementsOf({
  personId,
  statement,
  paper,
}: LiveSignOff): readonly { readonly keyHolder: string; readonly statement: SignedStatement }[] {
  if (!paper) return [{ keyHolder: personId, statement }];
  return [
    { keyHolder: paper.recorderId, statement: paper.recorder },
    { keyHolder: paper.confirmerId, statement: paper.confirmer },
  ];
}

/** A signature as the issue prints and keeps it. */
export function signOffEntry(flow: FlowOfStations, { station, statement, paper }: LiveSignOff): SignOffEntry {
  const { step, person, at, opinion, onBehalfOf } = statement;
  const note = paper && paperNote(paper);
  return {
    step,
    label: flow[station]?.label ?? signOffStepNames[step],
    person: statement.paper?.signer ?? person,
    ...(note ? { paper: note } : { at }),
    ...(opinion === undefined ? {} : { opinion }),
    ...(statement.station === undefined ? {} : { station: statement.station }),
    ...(onBehalfOf ? { onBehalfOf: onBehalfOf.principal } : {}),
  };
}

/** A signature with the content it was given over, and why it counts no more where it does not. */
export interface GivenSignOff extends LiveSignOff {
  readonly kind: IssueSignOff['step'];
  readonly at: string;
  readonly contentHash: string;
  readonly voidReason: string | null;
}

/** Every signature ever given, in the order they were given. */
export function givenStatementsOf(content: ReadableDatabase, issueId: string): readonly GivenSignOff[] {
  return selectSignOffs(content, issueId).map((row) => {
    const paper = pairOf(row);
    return {
      kind: row.sign_off,
      at: row.at,
      contentHash: row.content_hash,
      voidReason: row.void_reason,
      personId: row.person,
      ...(row.on_behalf_of === null ? {} : { onBehalfOf: row.on_behalf_of }),
      station: row.station,
      statement: SignedStatement.parse(JSON.parse(row.statement)),
      ...(paper ? { paper: { ...paper, recorderId: row.recorder ?? '', confirmerId: row.confirmer ?? '' } } : {}),
    };
  });
}

/** The signatures that count, station by station, in the order they were given. */
export function liveStatementsOf(content: ReadableDatabase, issueId: string): readonly LiveSignOff[] {
  return givenStatementsOf(content, issueId)
    .filter(({ voidReason }) => voidReason === null)
    .toSorted((left, right) => left.station - right.station);
}

/** The name of whoever acted, also of one who has left; the id where the register knows none. */
export function personNameOf(context: OfficeContext, personId: string): string {
  return selectPerson(sessionOf(context).register, personId)?.name ?? personId;
}

/** The name of whoever acted with in whose place: 王某（受李某委托）. */
function rightNameOf(
  context: OfficeContext,
  { person, on_behalf_of }: { readonly person: string; readonly on_behalf_of: string | null },
): string {
  const onBehalfOf = on_behalf_of === null ? undefined : personNameOf(context, on_behalf_of);
  return signedName({ person: personNameOf(context, person), onBehalfOf });
}

function selectSignOffs(content: ReadableDatabase, issueId: string): readonly StoredSignOff[] {
  return content
    .prepare(
      `SELECT given.sign_off, given.station, given.person, given.content_hash, given.statement, given.at, given.void_reason,
         given.on_behalf_of, given.paper, paper_sign_offs.statement AS recorded, recorder, confirmer
       FROM sign_offs AS given LEFT JOIN paper_sign_offs ON paper_sign_offs.id = given.paper
       WHERE given.issue_id = ? ORDER BY given.rowid`,
    )
    .all(issueId) as readonly StoredSignOff[];
}

function notFound(): OfficeError {
  return new OfficeError('notFound', '找不到这一期。');
}
