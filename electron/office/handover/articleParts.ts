import type { PartSource } from '#formats/handover/sealPackage.ts';
import { type ArticleRows, articleRowsName } from '#shared/handover/articleRows.ts';
import { issueRowsBytes, rowsOfTable } from '#shared/handover/issueRows.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { OfficeError } from '../officeError.ts';
import { filesNamedBy, type RowsByTable, rowsIn, toldFiles, toldTables } from './issueRows.ts';
import { travellingArticleTables } from './travellingTables.ts';

/**
 * Articles as they stand, in the parts of a package: every row about them, and the files those rows name. Throws illegalState
 * for rows that no reader takes.
 */
export function articleParts(content: ReadableDatabase, articleIds: readonly string[]): readonly PartSource[] {
  const rows = rowsOfArticles(content, articleIds);
  const { images, scans } = filesNamedBy(rows);
  const manuscripts = (rows.get('manuscripts') ?? []).map(({ id }) => String(id));
  const isTooLong = [...rows.values()].some(({ length }) => length > rowsOfTable);
  if (isTooLong || Buffer.byteLength(textOf(content, rows)) > issueRowsBytes) {
    throw new OfficeError('illegalState', '这些稿件的版本太多，收的机器不收，没有写。请分几次交。');
  }
  const files = (folder: string, names: readonly string[], query: string): readonly PartSource[] => {
    const bytesOf = content.prepare(query).pluck();
    return names.map((name) => ({ name: `${folder}/${name}`, open: () => [bytesOf.get(name) as Buffer] }));
  };
  // Rows are made twice, for their hash and for the medium: kept, they would be held all the time a medium takes.
  return [
    { name: articleRowsName, open: () => [Buffer.from(articleRowsText(content, articleIds))] },
    ...files('images', images, 'SELECT bytes FROM images WHERE sha256 = ?'),
    ...files('scans', scans, 'SELECT bytes FROM paper_scans WHERE sm3 = ?'),
    ...files('manuscripts', manuscripts, 'SELECT file_bytes FROM manuscripts WHERE id = ?'),
  ];
}

function rowsOfArticles(content: ReadableDatabase, articleIds: readonly string[]): RowsByTable {
  return rowsIn(content, travellingArticleTables, { articles: JSON.stringify(articleIds) });
}

/** The text of the part of a package that holds the rows: what is being written is finished with going out. */
export function articleRowsText(content: ReadableDatabase, articleIds: readonly string[]): string {
  return textOf(content, rowsOfArticles(content, articleIds));
}

function textOf(content: ReadableDatabase, rows: RowsByTable): string {
  const standing = new Set((rows.get('articles') ?? []).map(({ id, version }) => `${id} ${version}`));
  const sealed = (rows.get('article_versions') ?? []).map((row) =>
    row.sealed === 0 && standing.has(`${row.article_id} ${row.version}`) ? { ...row, ...sealedOut } : row,
  );
  const told: ArticleRows = {
    format: 'neikan-article-rows',
    version: 1,
    tables: { ...toldTables(rows), article_versions: sealed },
    ...toldFiles(content, rows),
  };
  return `${canonicalJson(told)}\n`;
}

/** How the version that stands is kept when it goes out unfinished. */
export const handedOverVersion = { kind: 'named', name: '交出时' } as const;
const sealedOut = { ...handedOverVersion, sealed: 1 } as const;
