import { type EarlierPages, noEarlierPages } from '#formats/typeset/earlierPages.ts';
import { type OfficeContext, type Session, sessionOf } from '../officeContext.ts';

interface KeptPages {
  readonly issueId: string;
  readonly earlier: EarlierPages;
  /** Of the last pages that came out, and the content they show. */
  counted?: { readonly contentHash: string; readonly pages: number };
}

const latest = new WeakMap<Session, KeptPages>();

/**
 * What the last preview of an issue, or of an article that is being written, has left for its next one. Kept for the one issue somebody is working on, and only
 * while that person is signed in: it holds the characters of the text.
 */
export function earlierPagesOf(context: OfficeContext, issueId: string): EarlierPages {
  const session = sessionOf(context);
  const kept = latest.get(session);
  if (kept?.issueId === issueId) return kept.earlier;
  const earlier = noEarlierPages();
  latest.set(session, { issueId, earlier });
  return earlier;
}

/** Remembers how many pages this content came to. */
export function keepPageCount(context: OfficeContext, issueId: string, contentHash: string, pages: number): void {
  const kept = latest.get(sessionOf(context));
  if (kept?.issueId === issueId) kept.counted = { contentHash, pages };
}

/** How many pages this very content came to when it was last set; undefined where that is not known. */
export function pagesLastSet(context: OfficeContext, issueId: string, contentHash: string): number | undefined {
  const kept = latest.get(sessionOf(context));
  return kept?.issueId === issueId && kept.counted?.contentHash === contentHash ? kept.counted.pages : undefined;
}
