import { titleInOneLine } from '#shared/issue/article.ts';
import type { Finding } from '#shared/preflight/finding.ts';
import { articleText } from '#shared/search/issuePassages.ts';
import { indexNoted } from '#store/content/indexDrafts.ts';
import type { IssueRow } from '../issues/issueQueries.ts';
import { contentOf, type OfficeContext, type Session, sessionOf } from '../officeContext.ts';
import { findReuse } from './findReuse.ts';

/** Checks are asked for at every change of an issue, most of which leave its articles as they are. */
const known = new WeakMap<Session, Map<string, readonly Finding[]>>();
const mostKnown = 20;

/** What of a draft's articles was printed or received before, each with its place. */
export function reuseOfIssue(
  context: OfficeContext,
  { id, state, document, contentHash }: IssueRow,
): readonly Finding[] {
  if (state !== 'drafting') return [];
  const content = contentOf(context);
  const session = sessionOf(context);
  indexNoted(content);
  const newest = content.prepare('SELECT coalesce(max(id), 0) FROM search_reuse_sources').pluck().get();
  const key = `${id} ${contentHash} ${newest}`;
  const ofSession = known.get(session) ?? new Map<string, readonly Finding[]>();
  known.set(session, ofSession);
  const before = ofSession.get(key);
  if (before) return before;
  const findings = document.articles.flatMap((article): readonly Finding[] => {
    const [first, ...more] = findReuse(content, { kind: 'article', id: article.id }, articleText(article));
    if (!first) return [];
    const others = more.length === 0 ? '' : `，另有${more.length}处`;
    const message = `“${titleInOneLine(article.title)}”有${first.percent}%的文字与${first.where}“${first.title}”第${first.paragraph}段起相同${others}。`;
    return [{ level: 'ask', rule: 'reuse', message, place: { part: 'article', articleId: article.id } }];
  });
  if (ofSession.size >= mostKnown) ofSession.clear();
  ofSession.set(key, findings);
  return findings;
}
