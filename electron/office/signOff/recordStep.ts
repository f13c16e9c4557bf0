import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { contentHash as hashOfContent } from '#shared/issue/contentHash.ts';
import type { SignOffStep } from '#shared/issue/issueDocument.ts';
import { type SignedStatement, signStatement } from '#shared/issue/signOffStatement.ts';
import {
  findIssueTransition,
  type IssueAction,
  type IssueTransition,
  issueStateNames,
  issueTransitions,
  type TransitionRefusal,
} from '#shared/workflow/issueWorkflow.ts';
import type { WritableDatabase } from '#store/database.ts';
import { type IssueRow, liveStatementsOf, personNameOf, selectIssue } from '../issues/issueQueries.ts';
import { instantOf, type OfficeContext, type Recorder, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';

export interface StepRequest {
  readonly issueId: string;
  readonly action: IssueAction;
  readonly opinion: string;
  /** What the person has before the eyes; left out where the step is not about the content. */
  readonly contentHash?: string;
}

/** Which sign-off a step gives; the others sign nothing. */
const signOffOfAction: Partial<Readonly<Record<IssueAction, SignOffStep>>> = {
  submit: 'responsibleEditor',
  confirm: 'responsibleEditor',
  pass: 'reviewer',
  release: 'signer',
};

/**
 * The issue and the step that is asked for, when the flow, the person and the content allow it. Throws illegalState,
 * forbidden, alreadyOpened, reasonMissing, conflict, dataDamaged, samePerson.
 */
export function requireStep(
  context: OfficeContext,
  content: WritableDatabase,
  { issueId, action, opinion, contentHash }: StepRequest,
): { readonly issue: IssueRow; readonly transition: IssueTransition } {
  const { roles, personId } = sessionOf(context);
  const issue = selectIssue(content, issueId);
  const opened = issue.openedAt !== null;
  const transition = findIssueTransition({ state: issue.state, action, roles, reason: opinion, opened });
  if (typeof transition === 'string') throw refusal(transition, issue, action);
  if (contentHash !== undefined && contentHash !== issue.contentHash) {
    throw new OfficeError('conflict', '内容在您看过之后又有改动。请先看新的内容，再办理。');
  }
  const signOff = signOffOfAction[action];
  if (!signOff) return { issue, transition };
  if (hashOfContent(issue.document) !== issue.contentHash) {
    throw new OfficeError('dataDamaged', '这一期的内容与登记的摘要不符，可能被改动过，没有签署。请审计员核对。');
  }
  const other = liveStatementsOf(content, issueId).find(
    (live) => live.personId === personId && live.statement.step !== signOff,
  );
  if (other) {
    throw new OfficeError('samePerson', '同一期的责任编辑、审核、签发须由三个不同的人办理，您已签署过其中一道。');
  }
  return { issue, transition };
}

/** Moves the issue by a step that was allowed; a step that signs is signed first, over the content as it is. */
export function recordStep(
  context: OfficeContext,
  content: WritableDatabase,
  record: Recorder,
  request: StepRequest,
  signed?: SignedStatement,
): void {
  const { issue, transition } = requireStep(context, content, request);
  const { personId } = sessionOf(context);
  const { issueId, action, opinion } = request;
  const at = signed?.at ?? instantOf(context);
  const signOff = signOffOfAction[action];
  if (signOff) {
    const statement = signed ?? sign(context, signOff, issue.contentHash, opinion, at);
    content
      .prepare(
        `INSERT INTO sign_offs (issue_id, sign_off, person, content_hash, document, statement, at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        issueId,
        signOff,
        personId,
        issue.contentHash,
        canonicalJson(issue.document),
        canonicalJson(statement),
        statement.at,
      );
  }
  content
    .prepare(
      `INSERT INTO issue_steps (issue_id, step, from_state, action, to_state, person, at, opinion, content_hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(issueId, issue.step + 1, issue.state, action, transition.to, personId, at, opinion, issue.contentHash);
  record(`${action}Issue`, issueId, { from: issue.state, to: transition.to, contentHash: issue.contentHash });
}

function sign(context: OfficeContext, step: SignOffStep, hash: string, opinion: string, at: string): SignedStatement {
  const { keys, personId } = sessionOf(context);
  return signStatement(
    {
      step,
      person: personNameOf(context, personId),
      publicKey: keys.publicKey,
      at,
      ...(opinion === '' ? {} : { opinion }),
      hash,
    },
    keys.privateKey,
  );
}

function refusal(refused: TransitionRefusal, { state }: IssueRow, action: IssueAction): OfficeError {
  const label = issueTransitions.find((row) => row.action === action)?.label ?? action;
  switch (refused) {
    case 'illegalState':
      return new OfficeError('illegalState', `这一期${issueStateNames[state]}，不能${label}。`, { state });
    case 'forbidden':
      return new OfficeError('forbidden', `您的岗位不能办理“${label}”。`);
    case 'alreadyOpened':
      return new OfficeError('alreadyOpened', '下一位办理人已经打开这一期，不能直接取回。请与他联系，由他退回。');
    case 'reasonMissing':
      return new OfficeError('reasonMissing', `${label}要写明原因。`);
    default:
      return refused satisfies never;
  }
}
