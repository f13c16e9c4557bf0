import type { FindOptions } from '#shared/document/findText.ts';
import type { Ticks } from './issueFindTicks.ts';

/** What somebody is looking for in an issue. */
export interface IssueFindDraft extends FindOptions {
  readonly query: string;
  readonly replacement: string;
  /** Undefined while all places are to be replaced. */
  readonly ticks: Ticks | undefined;
  /** The row one was at. */
  readonly chosen: string | undefined;
}

export const emptyIssueFind: IssueFindDraft = {
  query: '',
  replacement: '',
  isPattern: false,
  isWidthFree: true,
  isScriptFree: false,
  ticks: undefined,
  chosen: undefined,
};

let kept: { readonly of: string; readonly draft: IssueFindDraft } | undefined;

/** The search that a person has open in an issue: it is there again after a look at one of the articles. Only the last one. */
export function keptIssueFind(personId: string, issueId: string): IssueFindDraft | undefined {
  return kept?.of === `${personId}/${issueId}` ? kept.draft : undefined;
}

export function keepIssueFind(personId: string, issueId: string, draft: IssueFindDraft | undefined): void {
  kept = draft && { of: `${personId}/${issueId}`, draft };
}
