import type { Manuscript, ManuscriptState, ReadingReport } from '#shared/contract/manuscriptCommands.ts';
import { Article } from '#shared/issue/article.ts';
import { indexManuscript } from '#store/content/indexDrafts.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { OfficeError } from '../officeError.ts';

interface StoredManuscript {
  readonly id: string;
  readonly year: number;
  readonly serial: number;
  readonly title: string;
  readonly unit_id: string | null;
  readonly author: string;
  readonly phone: string;
  readonly arrived_on: string;
  readonly received_at: string;
  readonly received_by: string;
  readonly file_name: string;
  readonly file_sm3: string;
  readonly state: ManuscriptState;
  readonly reason: string;
  readonly decided_by: string | null;
  readonly decided_at: string | null;
  readonly article_id: string | null;
}

/** Everything a list shows; the file and its text stay where they are. */
const columns = `manuscripts.id, year, serial, manuscripts.title, unit_id, author, phone, arrived_on, received_at,
  received_by, file_name, file_sm3, manuscripts.state, reason, decided_by, decided_at, articles.id AS article_id`;
const source = 'manuscripts LEFT JOIN articles ON articles.manuscript_id = manuscripts.id';

/** By number, newest first; all of them without a filter. */
export function selectManuscripts(
  content: ReadableDatabase,
  filter: { readonly state?: ManuscriptState | undefined; readonly year?: number | undefined },
): Manuscript[] {
  const rows = content
    .prepare(
      `SELECT ${columns} FROM ${source}
       WHERE (@state IS NULL OR manuscripts.state = @state) AND (@year IS NULL OR year = @year)
       ORDER BY year DESC, serial DESC`,
    )
    .all({ state: filter.state ?? null, year: filter.year ?? null });
  return rows.map((row) => manuscriptOf(row as StoredManuscript));
}

/** Throws notFound. */
export function selectManuscript(content: ReadableDatabase, id: string): Manuscript {
  const row = content.prepare(`SELECT ${columns} FROM ${source} WHERE manuscripts.id = ?`).get(id);
  if (!row) throw notFound();
  return manuscriptOf(row as StoredManuscript);
}

/** What was read from the file on receipt. Throws notFound. */
export function selectManuscriptContent(
  content: ReadableDatabase,
  id: string,
): { readonly article: Article; readonly report: ReadingReport } {
  const row = content.prepare('SELECT content, report FROM manuscripts WHERE id = ?').get(id);
  if (!row) throw notFound();
  const stored = row as { content: string; report: string };
  return { article: Article.parse(JSON.parse(stored.content)), report: JSON.parse(stored.report) as ReadingReport };
}

/** The file as it arrived, byte for byte. Throws notFound. */
export function selectOriginalFile(
  content: ReadableDatabase,
  id: string,
): { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> } {
  const row = content.prepare('SELECT file_name, file_bytes FROM manuscripts WHERE id = ?').get(id);
  if (!row) throw notFound();
  const stored = row as { file_name: string; file_bytes: Buffer };
  return { name: stored.file_name, bytes: new Uint8Array(stored.file_bytes) };
}

export interface NewManuscript {
  readonly id: string;
  readonly year: number;
  readonly title: string;
  readonly unitId: string | undefined;
  readonly author: string;
  readonly phone: string;
  readonly arrivedOn: string;
  readonly receivedAt: string;
  readonly receivedBy: string;
  readonly fileName: string;
  readonly fileBytes: Uint8Array;
  readonly fileSm3: string;
  readonly article: Article;
  readonly report: ReadingReport;
}

/** The next number of the year is given in the same transaction. */
export function insertManuscript(content: WritableDatabase, manuscript: NewManuscript): void {
  const serial = content
    .prepare('SELECT coalesce(max(serial), 0) + 1 FROM manuscripts WHERE year = ?')
    .pluck()
    .get(manuscript.year);
  content
    .prepare(
      `INSERT INTO manuscripts (id, year, serial, title, unit_id, author, phone, arrived_on, received_at, received_by,
         file_name, file_bytes, file_sm3, content, report)
       VALUES (@id, @year, @serial, @title, @unitId, @author, @phone, @arrivedOn, @receivedAt, @receivedBy,
         @fileName, @fileBytes, @fileSm3, @article, @report)`,
    )
    .run({
      ...manuscript,
      serial,
      unitId: manuscript.unitId ?? null,
      fileBytes: Buffer.from(manuscript.fileBytes),
      article: JSON.stringify(manuscript.article),
      report: JSON.stringify(manuscript.report),
    });
  indexManuscript(content, manuscript.id);
}

function manuscriptOf(row: StoredManuscript): Manuscript {
  return {
    id: row.id,
    number: `${row.year}-${String(row.serial).padStart(4, '0')}`,
    title: row.title,
    ...(row.unit_id === null ? {} : { unitId: row.unit_id }),
    author: row.author,
    phone: row.phone,
    arrivedOn: row.arrived_on,
    receivedAt: row.received_at,
    receivedBy: row.received_by,
    fileName: row.file_name,
    fileSm3: row.file_sm3,
    state: row.state,
    reason: row.reason,
    ...(row.decided_by === null ? {} : { decidedBy: row.decided_by }),
    ...(row.decided_at === null ? {} : { decidedAt: row.decided_at }),
    ...(row.article_id === null ? {} : { articleId: row.article_id }),
  };
}

function notFound(): OfficeError {
  return new OfficeError('notFound', '找不到这份来稿。');
}
