import { type IssueLeg, travellingLeg } from '#shared/handover/issueLeg.ts';
import type { IssueRows, TravellingRow } from '#shared/handover/issueRows.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { withoutPictures } from './documentPieces.ts';
import { legsOf } from './issueLegs.ts';
import { columnsOf, type TravellingTable, travellingTables } from './travellingTables.ts';

/** The rows of each table, by its name. */
export type RowsByTable = ReadonlyMap<string, readonly TravellingRow[]>;

/** Everything this base has of an issue, as it travels. */
export function rowsOfIssue(content: ReadableDatabase, issueId: string): RowsByTable {
  return rowsIn(content, travellingTables, { issue: issueId });
}

/** The rows of these tables, as they travel. */
export function rowsIn(
  content: ReadableDatabase,
  tables: readonly TravellingTable[],
  subject: { readonly issue: string } | { readonly articles: string },
): RowsByTable {
  const counted = new Map<string, ReadonlyMap<number, number>>();
  const found = new Map<string, readonly TravellingRow[]>();
  for (const one of tables) {
    const rows = selectRows(content, one, subject);
    const { table, number, names = [], ifTravelling = [] } = one;
    if (number !== undefined) {
      counted.set(table, new Map(rows.map((row, index) => [Number(row[number]), index + 1])));
    }
    const numbered = [...(number === undefined ? [] : [[number, table] as const]), ...names];
    found.set(
      table,
      rows.map((row) => {
        const told = { ...row };
        for (const [column, of] of numbered) told[column] = counted.get(of)?.get(Number(row[column])) ?? null;
        for (const [column, of] of ifTravelling) {
          if (!found.get(of)?.some(({ id }) => id === row[column])) told[column] = null;
        }
        return told;
      }),
    );
  }
  return found;
}

function selectRows(
  content: ReadableDatabase,
  one: TravellingTable,
  subject: Parameters<typeof rowsIn>[2],
): readonly TravellingRow[] {
  // Pictures go once, as files: a document that was signed five times would carry them five times over.
  const columns = columnsOf(content, one).map(({ name }) =>
    name === 'document' ? `${withoutPictures('document')} AS document` : `"${name}"`,
  );
  const rows = content
    .prepare(`SELECT ${columns.join(', ')} FROM ${one.table} WHERE ${one.where} ORDER BY ${one.order}`)
    .all(subject) as readonly TravellingRow[];
  return rows.map((row) =>
    typeof row.document === 'string' ? { ...row, document: canonicalJson(JSON.parse(row.document)) } : row,
  );
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

/** How long the documents of the rows are once their pictures, so many bytes each, stand in them in Base64. */
export function expandedBytes(rows: RowsByTable, bytesOf: (image: string) => number): number {
  let sum = 0;
  for (const all of rows.values()) {
    for (const { document } of all) {
      if (typeof document !== 'string') continue;
      const { images = {} } = JSON.parse(document) as Partial<IssueDocument>;
      sum += document.length;
      for (const name of Object.keys(images)) sum += Math.ceil(bytesOf(name) / 3) * 4;
    }
  }
  return sum;
}

/** The text of the part of a package that holds the rows; `added` are the legs that go with it. */
export function issueRowsText(
  content: ReadableDatabase,
  issueId: string,
  isCopy: boolean,
  added: readonly IssueLeg[] = [],
): string {
  const rows = rowsOfIssue(content, issueId);
  const told: IssueRows = {
    format: 'neikan-issue-rows',
    version: 1,
    issue: issueId,
    isCopy,
    legs: [...legsOf(content, issueId), ...added].map(travellingLeg),
    tables: toldTables(rows),
    ...toldFiles(content, rows),
  };
  return `${canonicalJson(told)}\n`;
}

export function toldTables(rows: RowsByTable): Record<string, TravellingRow[]> {
  return Object.fromEntries([...rows].map(([table, all]) => [table, [...all]]));
}

/** What the files are that rows name. */
export function toldFiles(content: ReadableDatabase, rows: RowsByTable): Pick<IssueRows, 'images' | 'scans'> {
  const { images, scans } = filesNamedBy(rows);
  const mimeOf = (table: string, column: string) =>
    content.prepare(`SELECT mime FROM ${table} WHERE ${column} = ?`).pluck();
  const imageMime = mimeOf('images', 'sha256');
  const scanMime = mimeOf('paper_scans', 'sm3');
  return {
    images: images.map((name) => ({ name, mime: imageMime.get(name) as 'image/png' })),
    scans: scans.map((name) => ({ name, mime: scanMime.get(name) as 'image/png' })),
  };
}
