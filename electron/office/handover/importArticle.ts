import type { TravellingRow } from '#shared/handover/issueRows.ts';
import type { TextHistory } from '#shared/handover/mergeTexts.ts';
import type { WritableDatabase } from '#store/database.ts';
import { insertRow, updateRow } from './insertRow.ts';
import type { RowsByTable } from './issueRows.ts';

/** What stood here before an article was put in. */
export interface ImportedVersions {
  /** Undefined where the article was not here. */
  readonly here: TextHistory | undefined;
  readonly coming: TextHistory;
  /** Under which number each text stands now, those that were only here among them. */
  readonly versionOf: ReadonlyMap<string, number>;
}

interface StoredVersion {
  readonly version: number;
  readonly content: string;
  readonly [column: string]: string | number | null;
}

/**
 * Puts an article in, or its newer state over the one that is here. Versions whose text only this base has are kept: under
 * their own number where it is free, else after the others, and then the text that stands is put last again. Triggers of
 * the tables are lifted by the caller.
 */
export function importArticle(content: WritableDatabase, article: TravellingRow, rows: RowsByTable): ImportedVersions {
  const id = String(article.id);
  const own = (table: string) => (rows.get(table) ?? []).filter(({ article_id: of }) => of === id);
  const coming = versionsIn(rows, id);
  const here = versionsHere(content, id);
  const known = content
    .prepare('SELECT version, saves, manuscript_id AS manuscript FROM articles WHERE id = ?')
    .get(id) as { readonly version: number; readonly saves: number; readonly manuscript: string | null } | undefined;
  const { kept, standing } = together(coming, here, Number(article.version));
  const local = (table: string) =>
    content.prepare(`SELECT * FROM ${table} WHERE article_id = ? ORDER BY number`).all(id) as readonly TravellingRow[];
  const bases = local('article_bases');
  const takeOvers = local('article_take_overs');
  for (const table of ['article_bases', 'article_take_overs', 'article_versions']) {
    content.prepare(`DELETE FROM ${table} WHERE article_id = ?`).run(id);
  }
  const row = { ...article, version: standing, saves: (known?.saves ?? 0) + 1 };
  if (known) updateRow(content, 'articles', 'id', { ...row, manuscript_id: article.manuscript_id ?? known.manuscript });
  else insertRow(content, 'articles', row);
  for (const version of kept) insertRow(content, 'article_versions', version);
  const versionOf = firstVersions(kept);
  const moved = new Map(here.map(({ version, content: text }) => [version, versionOf.get(text) ?? version]));
  const waiting = content
    .prepare('SELECT other FROM unresolved_articles WHERE article_id = ? AND resolved_at IS NULL')
    .pluck()
    .get(id) as number | undefined;
  if (waiting !== undefined) {
    // Once: under its new number another text may have stood before, which has moved as well.
    content
      .prepare('UPDATE unresolved_articles SET other = ? WHERE article_id = ? AND resolved_at IS NULL')
      .run(moved.get(waiting) ?? waiting, id);
  }
  const isSame = (columns: readonly string[], one: TravellingRow) => (other: TravellingRow) =>
    columns.every((column) => one[column] === other[column]);
  const basesComing = own('article_bases');
  for (const { number: _number, ...base } of bases) {
    if (basesComing.some(isSame(['content', 'taken_by', 'taken_at'], base))) continue;
    insertRow(content, 'article_bases', { ...base, from_version: moved.get(Number(base.from_version)) ?? null });
  }
  for (const { number: _number, ...base } of basesComing) insertRow(content, 'article_bases', base);
  const takeOversComing = own('article_take_overs');
  for (const { number: _number, ...taken } of takeOvers) {
    if (takeOversComing.some(isSame(['from_person', 'to_person', 'at'], taken))) continue;
    insertRow(content, 'article_take_overs', { ...taken, version: moved.get(Number(taken.version)) ?? null });
  }
  for (const { number: _number, ...taken } of takeOversComing) insertRow(content, 'article_take_overs', taken);
  importComments(content, own('article_comments'), rows.get('article_comment_answers') ?? [], true);
  for (const finding of own('ignored_findings')) insertRow(content, 'ignored_findings', finding, 'OR IGNORE');
  return {
    here: known && historyOf(here, known.version),
    coming: historyOf(coming, Number(article.version)),
    versionOf,
  };
}

/** The texts of an article on both sides before anything is put in; `here` is undefined where it is not here. */
export function articleTexts(
  content: WritableDatabase,
  article: TravellingRow,
  rows: RowsByTable,
): Pick<ImportedVersions, 'here' | 'coming'> {
  const id = String(article.id);
  const version = content.prepare('SELECT version FROM articles WHERE id = ?').pluck().get(id) as number | undefined;
  return {
    here: version === undefined ? undefined : historyOf(versionsHere(content, id), version),
    coming: historyOf(versionsIn(rows, id), Number(article.version)),
  };
}

/** Versions of an article in what came. */
function versionsIn(rows: RowsByTable, articleId: string): readonly StoredVersion[] {
  const versions = (rows.get('article_versions') ?? []).filter(({ article_id: of }) => of === articleId);
  return versions as readonly unknown[] as readonly StoredVersion[];
}

function historyOf(versions: readonly StoredVersion[], current: number): TextHistory {
  return {
    current: versions.find(({ version }) => version === current)?.content ?? '',
    all: new Set(versions.map(({ content: text }) => text)),
  };
}

/** The number of each text; of one that stands twice the first is meant by what was told from it. */
function firstVersions(versions: readonly StoredVersion[]): ReadonlyMap<string, number> {
  return new Map(versions.toReversed().map(({ content: text, version }) => [text, version]));
}

function versionsHere(content: WritableDatabase, articleId: string): readonly StoredVersion[] {
  return content
    .prepare('SELECT * FROM article_versions WHERE article_id = ? ORDER BY version')
    .all(articleId) as readonly StoredVersion[];
}

/** The versions of both sides in one line, and which of them stands: that of `coming`. */
function together(
  coming: readonly StoredVersion[],
  here: readonly StoredVersion[],
  current: number,
): { readonly kept: readonly StoredVersion[]; readonly standing: number } {
  const texts = new Set(coming.map(({ content: text }) => text));
  const numbers = new Set(coming.map(({ version }) => version));
  let last = Math.max(current, ...numbers);
  const kept = [...coming];
  let isBehind = false;
  for (const version of here) {
    if (texts.has(version.content)) continue;
    texts.add(version.content);
    if (version.version < current && !numbers.has(version.version)) {
      numbers.add(version.version);
      kept.push({ ...version, sealed: 1 });
      continue;
    }
    last += 1;
    isBehind = true;
    kept.push({ ...version, version: last, sealed: 1 });
  }
  const stands = coming.find(({ version }) => version === current);
  if (!isBehind || !stands) return { kept, standing: current };
  return { kept: [...kept, { ...stands, version: last + 1, sealed: 1 }], standing: last + 1 };
}

/** Comments are known by their ids. Whether one is resolved says what comes, or where that is not newer, either side. */
function importComments(
  content: WritableDatabase,
  comments: readonly TravellingRow[],
  answers: readonly TravellingRow[],
  isNewer: boolean,
): void {
  const known = content.prepare('SELECT 1 FROM article_comments WHERE id = ?');
  const resolve = content.prepare(
    isNewer
      ? 'UPDATE article_comments SET resolved_by = ?, resolved_at = ? WHERE id = ?'
      : 'UPDATE article_comments SET resolved_by = coalesce(resolved_by, ?), resolved_at = coalesce(resolved_at, ?) WHERE id = ?',
  );
  const ids = new Set(comments.map(({ id }) => id));
  for (const { number: _number, ...comment } of comments) {
    if (known.get(comment.id)) resolve.run(comment.resolved_by, comment.resolved_at, comment.id);
    else insertRow(content, 'article_comments', comment);
  }
  const answered = content.prepare(
    'SELECT 1 FROM article_comment_answers WHERE comment_id = ? AND author = ? AND at = ? AND text = ?',
  );
  for (const { number: _number, ...answer } of answers) {
    if (!ids.has(answer.comment_id ?? null)) continue;
    if (!answered.get(answer.comment_id, answer.author, answer.at, answer.text)) {
      insertRow(content, 'article_comment_answers', answer);
    }
  }
}

/**
 * Puts the texts of an article beside those that are here, which go on standing: an article that is not here comes in as it
 * is. Triggers of the tables are lifted by the caller.
 */
export function keepArticleTexts(
  content: WritableDatabase,
  article: TravellingRow,
  rows: RowsByTable,
): ImportedVersions {
  const id = String(article.id);
  const stands = content.prepare('SELECT * FROM articles WHERE id = ?').get(id) as TravellingRow | undefined;
  if (!stands) return importArticle(content, article, rows);
  const here = versionsHere(content, id);
  const coming = versionsIn(rows, id);
  const { kept, standing } = together(here, coming, Number(stands.version));
  const has = new Set(here.map(({ version }) => version));
  for (const version of kept) if (!has.has(version.version)) insertRow(content, 'article_versions', version);
  content.prepare('UPDATE articles SET version = ?, saves = saves + 1 WHERE id = ?').run(standing, id);
  importComments(
    content,
    (rows.get('article_comments') ?? []).filter(({ article_id: of }) => of === id),
    rows.get('article_comment_answers') ?? [],
    false,
  );
  return {
    here: historyOf(here, Number(stands.version)),
    coming: historyOf(coming, Number(article.version)),
    versionOf: firstVersions(kept),
  };
}
