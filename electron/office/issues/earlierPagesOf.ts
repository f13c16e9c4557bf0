import { type EarlierPages, noEarlierPages } from '#formats/typeset/typesetPages.ts';
import { type OfficeContext, type Session, sessionOf } from '../officeContext.ts';

const latest = new WeakMap<Session, { readonly issueId: string; readonly earlier: EarlierPages }>();

/**
 * What the last preview of an issue has left for its next one. Kept for the one issue somebody is working on, and only
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
