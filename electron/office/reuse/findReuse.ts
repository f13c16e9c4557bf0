import type { ReuseFinding } from '#shared/contract/reuseCommands.ts';
import { type ArticleContent, titleInOneLine } from '#shared/issue/article.ts';
import { articleText } from '#shared/search/issuePassages.ts';
import { type Overlap, overlap } from '#shared/search/overlap.ts';
import { compactText, reuseShare, shortestReused } from '#shared/search/shingles.ts';
import { likelySources, type ReuseSource } from '#store/content/searchReuse.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { OfficeError } from '../officeError.ts';

/** So many texts that share fingerprints are compared word by word. */
const mostCompared = 40;

export interface ReuseSubject {
  readonly kind: 'manuscript' | 'article';
  readonly id: string;
}

export interface ComparedText {
  readonly title: string;
  readonly text: string;
}

/** A source as it is told to a person. */
export type ReuseText = ComparedText & Omit<ReuseFinding, 'percent' | 'paragraph'>;

/**
 * Every text that was printed or received and holds at least 30 % of this one, those that hold most first. What the
 * article was made of, and what was printed of it, is the same article and no reuse; nor are a few customary words.
 */
export function findReuse(content: WritableDatabase, subject: ReuseSubject, text: string): readonly ReuseFinding[] {
  if (compactText(text).text.length < shortestReused) return [];
  const isOwn = ownSources(content, subject);
  return likelySources(content, text, mostCompared, isOwn)
    .flatMap((source) => {
      const found = readSource(content, source);
      const common = overlap(text, found.text);
      if (common.share < reuseShare) return [];
      const { text: _text, ...told } = found;
      return [{ ...told, percent: percentOf(common), paragraph: paragraphOf(found.text, common) }];
    })
    .sort((one, other) => other.percent - one.percent || byKind(one, other) || (one.on < other.on ? 1 : -1));
}

/** What was printed before what only came in. */
function byKind({ source: one }: ReuseFinding, { source: other }: ReuseFinding): number {
  return Number(one.kind === 'manuscript') - Number(other.kind === 'manuscript');
}

export function percentOf({ share }: Overlap): number {
  return Math.floor(share * 100 + 1e-9);
}

function paragraphOf(text: string, { ofSource }: Overlap): number {
  return text.slice(0, ofSource[0]?.start ?? 0).split('\n').length;
}

/** The manuscript and the article of one history, by either of them. */
function ownSources(content: ReadableDatabase, { kind, id }: ReuseSubject): (source: ReuseSource) => boolean {
  const column = kind === 'article' ? 'id' : 'manuscript_id';
  const own = content.prepare(`SELECT id, manuscript_id FROM articles WHERE ${column} = ?`).get(id) as
    | { readonly id: string; readonly manuscript_id: string | null }
    | undefined;
  const articleId = kind === 'article' ? id : own?.id;
  const manuscriptId = kind === 'manuscript' ? id : own?.manuscript_id;
  const articleOf = content.prepare('SELECT article_id FROM search_passages WHERE id = ?').pluck();
  return (source) =>
    source.kind === 'manuscript'
      ? source.manuscriptId === manuscriptId
      : articleId !== undefined && articleOf.get(source.passageId) === articleId;
}

/** The words of a manuscript as it came, or of an article as it was saved last. Throws notFound. */
export function subjectText(content: ReadableDatabase, { kind, id }: ReuseSubject): ComparedText {
  const json = content
    .prepare(
      kind === 'manuscript'
        ? 'SELECT content FROM manuscripts WHERE id = ?'
        : `SELECT content FROM article_versions JOIN articles ON articles.id = article_id
             AND articles.version = article_versions.version WHERE articles.id = ?`,
    )
    .pluck()
    .get(id) as string | undefined;
  if (json === undefined) {
    throw new OfficeError('notFound', kind === 'manuscript' ? '找不到这份来稿。' : '找不到这篇稿件。');
  }
  const article = JSON.parse(json) as ArticleContent;
  return { title: titleInOneLine(article.title), text: articleText(article) };
}

/** Throws notFound. */
export function readSource(content: ReadableDatabase, source: ReuseSource): ReuseText {
  return source.kind === 'passage'
    ? readPassage(content, source.passageId)
    : readManuscript(content, source.manuscriptId);
}

function readPassage(content: ReadableDatabase, passageId: number): ReuseText {
  const row = content
    .prepare(
      `SELECT coalesce(issue_id, back_issue_id) AS issue_id, place, title, unit, publication, number_text, issued_on, text,
         state
       FROM search_passages LEFT JOIN issues ON issues.id = issue_id WHERE search_passages.id = ?`,
    )
    .get(passageId) as StoredPassage | undefined;
  if (!row) throw new OfficeError('notFound', '档案中没有这一篇。');
  return {
    source: { kind: 'passage', issueId: row.issue_id, place: row.place },
    title: row.title,
    unit: row.unit,
    where: `${row.publication === '' ? '' : `《${row.publication}》`}${row.number_text}`,
    on: row.issued_on,
    isVoid: row.state === 'void',
    text: row.text,
  };
}

interface StoredPassage {
  readonly issue_id: string;
  readonly place: number;
  readonly title: string;
  readonly unit: string;
  readonly publication: string;
  readonly number_text: string;
  readonly issued_on: string;
  readonly text: string;
  readonly state: string | null;
}

function readManuscript(content: ReadableDatabase, id: string): ReuseText {
  const { title, text } = subjectText(content, { kind: 'manuscript', id });
  const row = content
    .prepare(
      "SELECT year, serial, arrived_on, json_extract(content, '$.source.unit') AS unit FROM manuscripts WHERE id = ?",
    )
    .get(id) as { year: number; serial: number; arrived_on: string; unit: string | null };
  return {
    source: { kind: 'manuscript', id },
    title,
    unit: row.unit ?? '',
    where: `来稿${row.year}-${String(row.serial).padStart(4, '0')}`,
    on: row.arrived_on,
    isVoid: false,
    text,
  };
}
