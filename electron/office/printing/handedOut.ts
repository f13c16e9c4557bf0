import { type OfficeContext, type Session, sessionOf } from '../officeContext.ts';
import type { TakenOutput } from '../tickets/takeOutput.ts';

/** What a person has been given to print since signing in. */
interface HandedOut {
  /** Of the issue, when its pages were last given out. */
  pages: number;
  /** Printings on record that nobody has taken back, as `recordPrint` had them. */
  readonly sent: string[];
  /** Whether a printing was put on record; of what a ticket gave there is no second one, whatever became of the first. */
  hasGoneOut: boolean;
  /** What the pages were given out under, where that needs leave. */
  readonly taken?: TakenOutput;
}

interface DraftPages {
  readonly key: string;
  readonly pdf: Uint8Array;
}

const handedOut = new WeakMap<Session, Map<string, HandedOut>>();
const lastDraft = new WeakMap<Session, DraftPages>();

/** Remembers that the pages of an issue were given out to be printed. */
export function noteHandedOut(
  context: OfficeContext,
  issueId: string,
  { pages, taken }: { readonly pages: number; readonly taken?: TakenOutput },
): void {
  const session = sessionOf(context);
  const issues = handedOut.get(session) ?? new Map<string, HandedOut>();
  // What is given out under a ticket is put on record by itself; without one, several printings are of the same pages.
  const sent = taken ? [] : (issues.get(issueId)?.sent ?? []);
  handedOut.set(
    session,
    issues.set(issueId, { sent, hasGoneOut: sent.length > 0, pages, ...(taken ? { taken } : {}) }),
  );
}

/** Undefined where no pages of the issue were given out since this person signed in: then nothing of it can be on paper. */
export function handedOutOf(context: OfficeContext, issueId: string): HandedOut | undefined {
  return handedOut.get(sessionOf(context))?.get(issueId);
}

/** Pages of the draft that was last set for printing; only that one is kept, and only while this person is signed in. */
export function keptDraft(context: OfficeContext, key: string): Uint8Array | undefined {
  const kept = lastDraft.get(sessionOf(context));
  return kept?.key === key ? kept.pdf : undefined;
}

export function keepDraft(context: OfficeContext, key: string, pdf: Uint8Array): void {
  lastDraft.set(sessionOf(context), { key, pdf });
}
