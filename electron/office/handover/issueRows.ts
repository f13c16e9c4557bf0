import type { IssueRows, TravellingRow } from '#shared/handover/issueRows.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { legsOf } from './issueLegs.ts';
import { columnsOf, type TravellingTable, travellingTables } from './travellingTables.ts';

/** The rows of each table, by its name. */
export type RowsByTable = ReadonlyMap<string, readonly TravellingRow[]>;

/** Everything this base has of an issue, as it travels. */
export function rowsOfIssue(content: ReadableDatabase, issueId: string): RowsByTable {
  const counted = new Map<string, ReadonlyMap<number, number>>();
  const found = new Map<string, readonly TravellingRow[]>();
  for (const one of travellingTables) {
    const rows = selectRows(content, one, issueId);
    const { table, number, names = [] } = one;
    if (number !== undefined) {
      counted.set(table, new Map(rows.map((row, index) => [Number(row[number]), index + 1])));
    }
    const numbered = [...(number === undefined ? [] : [[number, table] as const]), ...names];
    found.set(
      table,
      rows.map((row) => {
        const told = { ...row };
        for (const [column, of] of numbered) told[column] = counted.get(of)?.get(Number(row[column])) ?? null;
        return withoutPictures(told);
      }),
    );
  }
  return found;
}

function selectRows(content: ReadableDatabase, one: TravellingTable, issueId: string): readonly TravellingRow[] {
  const columns = columnsOf(content, one).map(({ name }) => `"${name}"`);
  return content
    .prepare(`SELECT ${columns.join(', ')} FROM ${one.table} WHERE ${one.where} ORDER BY ${one.order}`)
    .all({ issue: issueId }) as readonly TravellingRow[];
}

/** Pictures go once, as files: a document that was signed five times would carry them five times over. */
function withoutPictures(row: TravellingRow): TravellingRow {
  if (typeof row.document !== 'string') return row;
  const { images, ...document } = JSON.parse(row.document) as Partial<IssueDocument>;
  if (images === undefined) return row;
  const named = Object.fromEntries(Object.entries(images).map(([name, { mime }]) => [name, { mime, bytes: '' }]));
  return { ...row, document: canonicalJson({ ...document, images: named } as never) };
}

/** The document of a row with its pictures again, sign for sign as it was. */
export function withPictures(text: string, pictureOf: (sha256: string) => Buffer | undefined): string {
  const document = JSON.parse(text) as Partial<IssueDocument>;
  if (document.images === undefined) return text;
  const images = Object.fromEntries(
    Object.entries(document.images).map(([name, { mime }]) => [
      name,
      { mime, bytes: pictureOf(name)?.toString('base64') ?? '' },
    ]),
  );
  return canonicalJson(IssueDocument.parse({ ...document, images }));
}

/** What of the pictures and scans the rows show. */
export function filesNamedBy(rows: RowsByTable): {
  readonly images: readonly string[];
  readonly scans: readonly string[];
} {
  const images = new Set<string>();
  const scans = new Set<string>();
  for (const [table, all] of rows) {
    for (const { content, document, scan } of all) {
      const isArticle = table === 'article_versions' || table === 'article_bases';
      if (isArticle && typeof content === 'string')
        for (const name of picturesIn(JSON.parse(content))) images.add(name);
      if (table === 'manuscripts' && typeof content === 'string') {
        for (const name of picturesIn(JSON.parse(content))) images.add(name);
      }
      if (typeof document === 'string') {
        for (const name of Object.keys((JSON.parse(document) as Partial<IssueDocument>).images ?? {})) images.add(name);
      }
      if (typeof scan === 'string') scans.add(scan);
    }
  }
  return { images: [...images].sort(), scans: [...scans].sort() };
}

function picturesIn(content: { readonly body?: readonly { readonly role?: string; readonly image?: string }[] }) {
  return (content.body ?? []).flatMap(({ role, image }) => (role === 'figure' && image !== undefined ? [image] : []));
}

/** The text of the part of a package that holds the rows. */
export function issueRowsText(content: ReadableDatabase, issueId: string, isCopy: boolean): string {
  const rows = rowsOfIssue(content, issueId);
  const { images, scans } = filesNamedBy(rows);
  const mimeOf = (table: string, column: string) =>
    content.prepare(`SELECT mime FROM ${table} WHERE ${column} = ?`).pluck();
  const imageMime = mimeOf('images', 'sha256');
  const scanMime = mimeOf('paper_scans', 'sm3');
  const told: IssueRows = {
    format: 'neikan-issue-rows',
    version: 1,
    issue: issueId,
    isCopy,
    legs: [...legsOf(content, issueId)],
    tables: Object.fromEntries([...rows].map(([table, all]) => [table, [...all]])),
    images: images.map((name) => ({ name, mime: imageMime.get(name) as 'image/png' })),
    scans: scans.map((name) => ({ name, mime: scanMime.get(name) as 'image/png' })),
  };
  return `${canonicalJson(told)}\n`;
}
