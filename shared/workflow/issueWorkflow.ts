/** 组稿, 待审核, 待确认 (a reviewer's correction awaits the editor), 待签发, 已签发, 已印发, 已归档, 已作废. */
export const issueStates = [
  'drafting',
  'inReview',
  'awaitingConfirmation',
  'awaitingRelease',
  'released',
  'printed',
  'archived',
  'void',
] as const;
export type IssueState = (typeof issueStates)[number];

export const roles = [
  'editor',
  'reviewer',
  'signer',
  'archivist',
  'systemAdministrator',
  'securityAdministrator',
  'auditor',
] as const;
export type Role = (typeof roles)[number];

export const issueActions = [
  'submit',
  'recall',
  'pass',
  'correct',
  'confirm',
  'return',
  'release',
  'print',
  'archive',
  'void',
] as const;
export type IssueAction = (typeof issueActions)[number];

export interface IssueTransition {
  readonly from: IssueState;
  readonly action: IssueAction;
  readonly to: IssueState;
  readonly role: Role;
  /** The Chinese verb on the button and in the line of steps. */
  readonly label: string;
  /** A reason must be given. */
  readonly reason?: true;
  /** 取回 without asking: only while the next person has not opened the issue. */
  readonly beforeOpened?: true;
}

/**
 * The flow of an issue as data: what is not in this table cannot happen. The base holds the same rows and refuses any
 * other change of state by itself; the contract adds the role.
 */
export const issueTransitions: readonly IssueTransition[] = [
  { from: 'drafting', action: 'submit', to: 'inReview', role: 'editor', label: '送审' },
  { from: 'inReview', action: 'recall', to: 'drafting', role: 'editor', label: '取回', beforeOpened: true },
  { from: 'inReview', action: 'return', to: 'drafting', role: 'reviewer', label: '退回修改', reason: true },
  { from: 'inReview', action: 'correct', to: 'awaitingConfirmation', role: 'reviewer', label: '改后送确认' },
  { from: 'awaitingConfirmation', action: 'confirm', to: 'inReview', role: 'editor', label: '确认修改' },
  { from: 'awaitingConfirmation', action: 'return', to: 'drafting', role: 'editor', label: '撤回重编', reason: true },
  { from: 'inReview', action: 'pass', to: 'awaitingRelease', role: 'reviewer', label: '审核通过' },
  { from: 'awaitingRelease', action: 'recall', to: 'inReview', role: 'reviewer', label: '取回', beforeOpened: true },
  { from: 'awaitingRelease', action: 'return', to: 'drafting', role: 'signer', label: '退回修改', reason: true },
  { from: 'awaitingRelease', action: 'release', to: 'released', role: 'signer', label: '签发' },
  { from: 'released', action: 'print', to: 'printed', role: 'editor', label: '登记印发' },
  { from: 'printed', action: 'archive', to: 'archived', role: 'archivist', label: '归档' },
  { from: 'released', action: 'void', to: 'void', role: 'signer', label: '作废', reason: true },
];

export type TransitionRefusal = 'illegalState' | 'forbidden' | 'reasonMissing' | 'alreadyOpened';

export interface TransitionRequest {
  readonly state: IssueState;
  readonly action: IssueAction;
  readonly roles: readonly Role[];
  readonly reason?: string;
  /** Whether the person whose turn it is has opened the issue in this state. */
  readonly opened: boolean;
}

/** The transition asked for, or why it is refused; the state is judged before the person, and the person before the details. */
export function findIssueTransition(request: TransitionRequest): IssueTransition | TransitionRefusal {
  const fromHere = issueTransitions.filter(({ from, action }) => from === request.state && action === request.action);
  if (fromHere.length === 0) return 'illegalState';
  const transition = fromHere.find(({ role }) => request.roles.includes(role));
  if (transition === undefined) return 'forbidden';
  if (transition.beforeOpened && request.opened) return 'alreadyOpened';
  if (transition.reason && !request.reason?.trim()) return 'reasonMissing';
  return transition;
}

/** Whose turn it is in a state: whoever may take it further, free recalls aside; undefined where nothing follows. */
export function turnOf(state: IssueState): Role | undefined {
  return issueTransitions.find(({ from, beforeOpened }) => from === state && !beforeOpened)?.role;
}

/** What a state is called in lists and sentences. */
export const issueStateNames: Readonly<Record<IssueState, string>> = {
  drafting: '组稿',
  inReview: '待审核',
  awaitingConfirmation: '待确认',
  awaitingRelease: '待签发',
  released: '已签发',
  printed: '已印发',
  archived: '已归档',
  void: '已作废',
};
