import type { SignOffStep } from '#shared/issue/issueDocument.ts';
import type { IssueState, Role } from './issueWorkflow.ts';

/** Who 会签: these people, each of them; or so many holders of a role, whoever they are. */
export type Signers =
  | { readonly kind: 'people'; readonly people: readonly string[] }
  | { readonly kind: 'role'; readonly role: Role; readonly count: number };

/** One place an issue is signed at; `label` is what the office calls it, and what prints before the name. */
export type Station =
  | { readonly kind: Exclude<SignOffStep, 'countersigner'>; readonly label: string }
  | { readonly kind: 'countersigner'; readonly label: string; readonly signers: Signers };

/** The stations of an issue in their order: 责任编辑 first, 签发 last, and what the office wants between them. */
export type Flow = readonly Station[];

export const fewestStations = 2;
export const mostStations = 6;

/** The flow of a publication that has not chosen another. */
export const defaultFlow: Flow = [
  { kind: 'responsibleEditor', label: '责任编辑' },
  { kind: 'reviewer', label: '审核' },
  { kind: 'signer', label: '签发' },
];

export interface Actor {
  readonly id: string;
  readonly roles: readonly Role[];
}

/** Whoever reads manuscripts may be named for 会签. */
const reading: readonly Role[] = ['editor', 'reviewer', 'signer', 'archivist'];

/** In which role a person may hold a station; undefined where the person may not. */
export function roleAt(station: Station, { id, roles }: Actor): Role | undefined {
  if (station.kind !== 'countersigner') return roles.find((role) => role === roleOfKind[station.kind]);
  const { signers } = station;
  if (signers.kind === 'role') return roles.find((role) => role === signers.role);
  return signers.people.includes(id) ? roles.find((role) => reading.includes(role)) : undefined;
}

const roleOfKind = { responsibleEditor: 'editor', reviewer: 'reviewer', signer: 'signer' } as const;

/** How many signatures a station needs before the issue goes on. */
export function signaturesNeeded(station: Station): number {
  if (station.kind !== 'countersigner') return 1;
  return station.signers.kind === 'people' ? station.signers.people.length : station.signers.count;
}

/** The state of an issue that waits at a station. */
export function stateAt(flow: Flow, station: number): IssueState {
  if (station === 0) return 'drafting';
  return station === flow.length - 1 ? 'awaitingRelease' : 'inReview';
}
