import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { ArticleContent } from '#shared/issue/article.ts';
import { indexArticle, indexManuscript } from '#store/content/indexDrafts.ts';
import type { WritableDatabase } from '#store/database.ts';
import { insertRow } from './insertRow.ts';
import type { RowsByTable } from './issueRows.ts';
import { packagePart } from './packageParts.ts';
import type { ReceivedRows } from './receivedRows.ts';

/** Pictures and scans, each under the digest it was compared with. */
export function keepFiles(
  content: WritableDatabase,
  { hash, images, scans }: Pick<ReceivedRows, 'hash' | 'images' | 'scans'>,
): void {
  const keep = (
    table: string,
    column: string,
    folder: string,
    files: ReceivedRows['images'] | ReceivedRows['scans'],
  ) => {
    const insert = content.prepare(`INSERT OR IGNORE INTO ${table} (${column}, mime, bytes) VALUES (?, ?, ?)`);
    for (const { name, mime } of files) insert.run(name, mime, packagePart(content, hash, `${folder}/${name}`));
  };
  keep('images', 'sha256', 'images', images);
  keep('paper_scans', 'sm3', 'scans', scans);
}

/** The manuscripts that this base has now, by their ids; one whose number here is another's stays with its article's text only. */
export function importManuscripts(
  content: WritableDatabase,
  { rows, hash, digests }: Pick<ReceivedRows, 'rows' | 'hash' | 'digests'>,
): ReadonlyMap<unknown, string> {
  const here = new Map<unknown, string>();
  const known = content.prepare('SELECT 1 FROM manuscripts WHERE id = ?');
  const taken = content.prepare('SELECT 1 FROM manuscripts WHERE year = ? AND serial = ?');
  for (const row of rows.get('manuscripts') ?? []) {
    const id = String(row.id);
    if (digests.get(`manuscripts/${id}`) !== row.file_sm3) throw new HandoverRefusal('contentIncomplete');
    if (!known.get(id)) {
      if (taken.get(row.year, row.serial)) continue;
      insertRow(content, 'manuscripts', { ...row, file_bytes: packagePart(content, hash, `manuscripts/${id}`) });
      indexManuscript(content, id);
    }
    here.set(id, id);
  }
  return here;
}

/** What was put in of articles is found as if it had been written here. */
export function indexArticles(content: WritableDatabase, rows: RowsByTable): void {
  const current = content.prepare(
    `SELECT content, saved_at AS savedAt FROM article_versions JOIN articles ON articles.id = article_id
     WHERE articles.id = ? AND article_versions.version = articles.version`,
  );
  for (const { id } of rows.get('articles') ?? []) {
    const { content: text, savedAt } = current.get(id) as { readonly content: string; readonly savedAt: string };
    indexArticle(content, String(id), ArticleContent.parse(JSON.parse(text)), savedAt);
  }
}
