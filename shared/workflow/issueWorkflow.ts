import type { SignOffStep } from '#shared/issue/issueDocument.ts';
import { type Actor, type Flow, roleAt, type Station, signaturesNeeded, stateAt } from './flow.ts';

/**
 * 组稿, 待审核 (at any station between the first and the last), 待确认 (a reviewer's correction awaits the editor),
 * 待签发, 已签发, 已印发, 已归档, 已作废.
 */
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
  'countersign',
  'correct',
  'confirm',
  'return',
  'release',
  'print',
  'archive',
  'void',
] as const;
export type IssueAction = (typeof issueActions)[number];

/**
 * Where a step leads: to the station after or before, to any earlier one by choice, to the first after the editor, back to
 * the editor, onward with the last of the signatures a station needs, or nowhere: the state changes and the station stays.
 */
export const issueMoves = ['onward', 'back', 'earlier', 'again', 'start', 'together', 'stay'] as const;
export type IssueMove = (typeof issueMoves)[number];

export interface IssueTransition {
  readonly from: IssueState;
  /** The kind of the station the issue stands at. */
  readonly at: SignOffStep;
  readonly action: IssueAction;
  readonly move: IssueMove;
  /** The state it leads to; left out where that follows from the station it leads to. */
  readonly to?: IssueState;
  /** Who: whoever holds the station, whoever holds the one before it, or a role. */
  readonly by: 'station' | 'previous' | Role;
  /** The Chinese verb on the button and in the line of steps; {station} is what the station is called. */
  readonly label: string;
  /** A reason must be given. */
  readonly reason?: true;
  /** 取回 without asking: only while the next person has not opened the issue. */
  readonly beforeOpened?: true;
}

const back = { action: 'recall', move: 'back', by: 'previous', label: '取回', beforeOpened: true } as const;
const toEarlier = { action: 'return', move: 'earlier', by: 'station', label: '退回修改', reason: true } as const;

/**
 * The flow of an issue as data, for any order of stations: what is not in this table cannot happen. The base holds the
 * same rows and refuses any other step by itself.
 */
export const issueTransitions: readonly IssueTransition[] = [
  { from: 'drafting', at: 'responsibleEditor', action: 'submit', move: 'onward', by: 'station', label: '送审' },
  { from: 'inReview', at: 'reviewer', ...back },
  { from: 'inReview', at: 'countersigner', ...back },
  { from: 'awaitingRelease', at: 'signer', ...back },
  { from: 'inReview', at: 'reviewer', ...toEarlier },
  { from: 'inReview', at: 'countersigner', ...toEarlier },
  { from: 'awaitingRelease', at: 'signer', ...toEarlier },
  {
    from: 'inReview',
    at: 'reviewer',
    action: 'correct',
    move: 'stay',
    to: 'awaitingConfirmation',
    by: 'station',
    label: '改后送确认',
  },
  { from: 'awaitingConfirmation', at: 'reviewer', action: 'confirm', move: 'again', by: 'editor', label: '确认修改' },
  {
    from: 'awaitingConfirmation',
    at: 'reviewer',
    action: 'return',
    move: 'start',
    by: 'editor',
    label: '撤回重编',
    reason: true,
  },
  { from: 'inReview', at: 'reviewer', action: 'pass', move: 'onward', by: 'station', label: '{station}通过' },
  { from: 'inReview', at: 'countersigner', action: 'countersign', move: 'together', by: 'station', label: '{station}' },
  {
    from: 'awaitingRelease',
    at: 'signer',
    action: 'release',
    move: 'stay',
    to: 'released',
    by: 'station',
    label: '{station}',
  },
  { from: 'released', at: 'signer', action: 'print', move: 'stay', to: 'printed', by: 'editor', label: '登记印发' },
  { from: 'printed', at: 'signer', action: 'archive', move: 'stay', to: 'archived', by: 'archivist', label: '归档' },
  {
    from: 'released',
    at: 'signer',
    action: 'void',
    move: 'stay',
    to: 'void',
    by: 'signer',
    label: '作废',
    reason: true,
  },
];

/** Where an issue stands in its flow. */
export interface IssuePlace {
  readonly flow: Flow;
  readonly state: IssueState;
  /** Counted from 0, the 责任编辑. */
  readonly station: number;
  /** The signatures that count. */
  readonly signed: readonly {
    readonly station: number;
    readonly personId: string;
    /** In whose place the person signed. */
    readonly onBehalfOf?: string | undefined;
  }[];
  /** Whether the person whose turn it is has opened the issue in this state. */
  readonly opened: boolean;
  /** Who sent the correction that awaits the editor. */
  readonly correctedBy?: string | undefined;
}

export interface StepRequest {
  readonly action: IssueAction;
  readonly actor: Actor;
  readonly reason?: string;
  /** The earlier station a return is meant for; the editor's where none is named. */
  readonly to?: number;
}

/** A step as the flow allows it. */
export interface IssueStepAllowed {
  readonly transition: IssueTransition;
  readonly label: string;
  readonly to: IssueState;
  readonly toStation: number;
  /** The role in which the person takes it. */
  readonly role: Role;
}

export type TransitionRefusal =
  | 'illegalState'
  | 'forbidden'
  | 'reasonMissing'
  | 'alreadyOpened'
  | 'alreadySigned'
  | 'samePerson'
  | 'namedElsewhere'
  | 'ownCorrection'
  | 'passedOn'
  | 'notConfirmed';

/** The step asked for, or why it is refused; the state is judged before the person, and the person before the details. */
export function findIssueTransition(
  place: IssuePlace,
  { action, actor, reason, to = 0 }: StepRequest,
): IssueStepAllowed | TransitionRefusal {
  const { flow, state, station, signed } = place;
  const here = flow[station];
  const transition = issueTransitions.find(
    (row) => row.from === state && row.at === here?.kind && row.action === action,
  );
  if (!here || !transition) return 'illegalState';
  const role = roleFor(transition, place, actor);
  if (!role) return 'forbidden';
  if (transition.beforeOpened && place.opened) return 'alreadyOpened';
  const signedAt = signedStation(action, station);
  const own = signed.find(({ personId, onBehalfOf }) => personId === actor.id || onBehalfOf === actor.id);
  if (signedAt !== undefined && own) return own.station === signedAt ? 'alreadySigned' : 'samePerson';
  if (signedAt !== undefined && isNamedElsewhere(flow, signedAt, actor.id)) return 'namedElsewhere';
  if (action === 'confirm' && place.correctedBy === actor.id) return 'ownCorrection';
  // A return by whoever passed the issue on would be a recall of what others have opened.
  if (transition.move === 'earlier' && own && own.station < station) return 'passedOn';
  if (transition.reason && !reason?.trim()) return 'reasonMissing';
  const toStation = stationAfter(transition.move, place, to);
  if (toStation === undefined) return 'illegalState';
  if (transition.move === 'earlier' && toStation > 0 && !isSignedByEditor(signed)) return 'notConfirmed';
  return {
    transition,
    label: stepLabel(flow, { from: state, fromStation: station, action, toStation }),
    to: transition.to ?? stateAt(flow, toStation),
    toStation,
    role,
  };
}

/** Whether the content is the one the editor signed: a correction voids that signature until the editor confirms it. */
export function isSignedByEditor(signed: IssuePlace['signed']): boolean {
  return signed.some(({ station }) => station === 0);
}

/** Whether a person is named for 会签 at another station, which would be left to nobody by signing here. */
export function isNamedElsewhere(flow: Flow, station: number, personId: string): boolean {
  return flow.some((one, place) => place !== station && isNamedAt(one, personId));
}

function isNamedAt(station: Station, personId: string): boolean {
  return (
    station.kind === 'countersigner' && station.signers.kind === 'people' && station.signers.people.includes(personId)
  );
}

/** Where an issue under way still needs this person by name, at the station at hand or at one ahead. */
export function namedStation({ flow, state, station, signed }: IssuePlace, personId: string): Station | undefined {
  if (signed.some((one) => one.personId === personId)) return undefined;
  const next = state === 'awaitingConfirmation' ? 1 : station;
  return flow.slice(next).find((one) => isNamedAt(one, personId));
}

/** The station whose signature a step gives; the other steps sign nothing. */
export function signedStation(action: IssueAction, station: number): number | undefined {
  if (action === 'submit' || action === 'confirm') return 0;
  return action === 'pass' || action === 'countersign' || action === 'release' ? station : undefined;
}

function roleFor({ by, action }: IssueTransition, place: IssuePlace, actor: Actor): Role | undefined {
  const { flow, station, signed } = place;
  if (by !== 'station' && by !== 'previous') return actor.roles.find((role) => role === by);
  const held = flow[by === 'station' ? station : station - 1];
  if (!held) return undefined;
  // Of several who signed together each takes back the own signature and no other.
  const isOwn = signed.some(
    (one) => one.station === station - 1 && (one.personId === actor.id || one.onBehalfOf === actor.id),
  );
  if (action === 'recall' && held.kind === 'countersigner' && !isOwn) return undefined;
  return roleAt(held, actor);
}

function stationAfter(move: IssueMove, { flow, station, signed }: IssuePlace, chosen: number): number | undefined {
  switch (move) {
    case 'onward':
      return station + 1;
    case 'back':
      return station - 1;
    case 'earlier':
      return Number.isInteger(chosen) && chosen >= 0 && chosen < station ? chosen : undefined;
    case 'again':
      return 1;
    case 'start':
      return 0;
    case 'together': {
      const here = flow[station];
      const given = signed.filter((one) => one.station === station).length + 1;
      return here && given >= signaturesNeeded(here) ? station + 1 : station;
    }
    case 'stay':
      return station;
    default:
      return move satisfies never;
  }
}

export interface StepTaken {
  readonly from: IssueState;
  readonly fromStation: number;
  readonly action: IssueAction;
  readonly toStation: number;
}

/** What a step is called in the line of steps, in the words of the flow it was taken in. */
export function stepLabel(flow: Flow, { from, fromStation, action, toStation }: StepTaken): string {
  const station = flow[fromStation];
  const row = issueTransitions.find((one) => one.from === from && one.at === station?.kind && one.action === action);
  if (!row || !station) return action;
  if (row.move === 'earlier' && toStation > 0) return `退回${flow[toStation]?.label ?? ''}`;
  return row.label.replace('{station}', station.label);
}

/** For whom an issue waits, in a word; undefined where nothing follows. */
export function waitsFor({ flow, state, station }: Pick<IssuePlace, 'flow' | 'state' | 'station'>): string | undefined {
  switch (state) {
    case 'drafting':
    case 'awaitingConfirmation':
    case 'released':
      return flow[0]?.label;
    case 'inReview':
    case 'awaitingRelease':
      return flow[station]?.label;
    case 'printed':
      return '档案员';
    case 'archived':
    case 'void':
      return undefined;
    default:
      return state satisfies never;
  }
}

/** Whether the next step of an issue is this person's to take: free recalls aside, and whoever has signed aside. */
export function isTurnOf(place: IssuePlace, actor: Actor): boolean {
  return issueTransitions.some(({ action, beforeOpened, from }) => {
    if (beforeOpened || from !== place.state || action === 'void') return false;
    return (
      typeof findIssueTransition(place, { action, actor, reason: '-' }) === 'object' && !waitsForOthers(place, actor)
    );
  });
}

/**
 * Who of `others` could take the next step in this person's place: nobody where the person is named for 会签, or where
 * more signatures are wanted than the others can give.
 */
export function substitutesOf(place: IssuePlace, actor: Actor, others: readonly Actor[]): readonly Actor[] {
  const here = place.flow[place.station];
  const able = others.filter((other) => isTurnOf(place, other));
  if (place.state !== 'inReview' || here?.kind !== 'countersigner') return able;
  if (here.signers.kind === 'people' && here.signers.people.includes(actor.id)) return [];
  const given = place.signed.filter(({ station }) => station === place.station).length;
  return able.length >= signaturesNeeded(here) - given ? able : [];
}

/** Somebody who holds a signature that counts, is to give one elsewhere or has corrected waits for others, whatever the step. */
function waitsForOthers({ flow, state, station, signed, correctedBy }: IssuePlace, { id }: Actor): boolean {
  if (state === 'awaitingConfirmation') return correctedBy === id;
  if (state !== 'inReview' && state !== 'awaitingRelease') return false;
  return (
    signed.some(({ personId, onBehalfOf }) => personId === id || onBehalfOf === id) ||
    isNamedElsewhere(flow, station, id)
  );
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

/** What a state is called where the flow is known: 待复审 rather than 待审核. */
export function stateName(state: IssueState, station: Station | undefined): string {
  return station && (state === 'inReview' || state === 'awaitingRelease')
    ? `待${station.label}`
    : issueStateNames[state];
}
