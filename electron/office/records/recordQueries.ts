import type { ExportFile } from '#formats/export/buildExport.ts';
import type { RecordItem } from '#shared/contract/recordCommands.ts';
import { lastYearKept, type RecordPlace, RecordSettings, type Retention } from '#shared/records/recordSettings.ts';
import { SignedRecord } from '#shared/records/recordStatement.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { contentOf, type OfficeContext, todayOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';

export interface RecordRow extends RecordPlace {
  readonly recordNumber: string;
  readonly issueId: string | null;
  readonly title: string;
  readonly documentNumber: string;
  readonly organ: string;
  readonly dated: string;
  readonly pages: number;
  readonly description: string;
  readonly statement: SignedRecord;
  readonly archivedAt: string;
  readonly takenBy: string;
  readonly destroyedAt: string | null;
}

interface StoredRecord {
  readonly record_number: string;
  readonly issue_id: string | null;
  readonly fonds: string;
  readonly category: string;
  readonly year: number;
  readonly retention: Retention;
  readonly division: string;
  readonly serial: number;
  readonly title: string;
  readonly document_number: string;
  readonly organ: string;
  readonly dated: string;
  readonly pages: number;
  readonly description: string;
  readonly statement: string;
  readonly archived_at: string;
  readonly taken_by: string;
  readonly destroyed_at: string | null;
}

const rows = `
  SELECT record_items.*, destroyed_at FROM record_items
  LEFT JOIN record_destructions USING (record_number)`;
const inOrder = 'ORDER BY fonds, category, year, retention, division, serial';

function recordRow(row: StoredRecord): RecordRow {
  const { record_number, issue_id, document_number, archived_at, taken_by, destroyed_at, statement, ...same } = row;
  return {
    ...same,
    recordNumber: record_number,
    issueId: issue_id,
    documentNumber: document_number,
    archivedAt: archived_at,
    takenBy: taken_by,
    destroyedAt: destroyed_at,
    statement: SignedRecord.parse(JSON.parse(statement)),
  };
}

/** Every item that was ever taken in, in the order of their numbers. */
export function selectRecords(content: ReadableDatabase): readonly RecordRow[] {
  return (content.prepare(`${rows} ${inOrder}`).all() as readonly StoredRecord[]).map(recordRow);
}

export function findRecord(content: ReadableDatabase, recordNumber: string): RecordRow | undefined {
  const row = content.prepare(`${rows} WHERE record_number = ?`).get(recordNumber) as StoredRecord | undefined;
  return row && recordRow(row);
}

/** Throws notFound. */
export function selectRecord(content: ReadableDatabase, recordNumber: string): RecordRow {
  const row = findRecord(content, recordNumber);
  if (!row) throw new OfficeError('notFound', '档案中没有这个档号。');
  return row;
}

export function findRecordOf(content: ReadableDatabase, issueId: string): RecordRow | undefined {
  const row = content.prepare(`${rows} WHERE issue_id = ?`).get(issueId) as StoredRecord | undefined;
  return row && recordRow(row);
}

/** The files of an item: the frozen ones of its issue, or those that came with its package. None where it was destroyed. */
export function selectRecordFiles(
  content: ReadableDatabase,
  { recordNumber, issueId }: Pick<RecordRow, 'recordNumber' | 'issueId'>,
): readonly ExportFile[] {
  const found =
    issueId === null
      ? content.prepare('SELECT name, bytes FROM record_files WHERE record_number = ? ORDER BY name').all(recordNumber)
      : content.prepare('SELECT name, bytes FROM frozen_files WHERE issue_id = ? ORDER BY name').all(issueId);
  return (found as readonly { readonly name: string; readonly bytes: Buffer }[]).map(({ name, bytes }) => ({
    name,
    bytes: new Uint8Array(bytes),
  }));
}

/** The settings in force; undefined before any were made. */
export function selectRecordSettings(content: ReadableDatabase): RecordSettings | undefined {
  const settings = content.prepare('SELECT settings FROM record_settings ORDER BY number DESC LIMIT 1').pluck().get();
  return settings === undefined ? undefined : RecordSettings.parse(JSON.parse(settings as string));
}

/** The place after the last of its class. */
export function nextPlace(
  content: ReadableDatabase,
  { fonds, category, division }: Pick<RecordSettings, 'fonds' | 'category' | 'division'>,
  year: number,
  retention: Retention,
): RecordPlace {
  const last = content
    .prepare(
      `SELECT coalesce(max(serial), 0) FROM record_items
       WHERE fonds = ? AND category = ? AND year = ? AND retention = ? AND division = ?`,
    )
    .pluck()
    .get(fonds, category, year, retention, division) as number;
  return { fonds, category, year, retention, division, serial: last + 1 };
}

/** The serials of the class an item is in. */
export function serialsBeside(content: ReadableDatabase, place: Omit<RecordPlace, 'serial'>): readonly number[] {
  const { fonds, category, year, retention, division } = place;
  return content
    .prepare(
      `SELECT serial FROM record_items
       WHERE fonds = ? AND category = ? AND year = ? AND retention = ? AND division = ?`,
    )
    .pluck()
    .all(fonds, category, year, retention, division) as number[];
}

/** The newest result of each item, by its number. */
export function lastTests(
  content: ReadableDatabase,
): ReadonlyMap<string, { readonly at: string; readonly isPassed: boolean }> {
  const found = content
    .prepare(
      `SELECT json_extract(item.value, '$.recordNumber') AS recordNumber, record_tests.at AS at,
         NOT EXISTS (SELECT 1 FROM json_each(item.value, '$.rules') AS rule WHERE NOT json_extract(rule.value, '$.isPassed')) AS isPassed
       FROM record_tests, json_each(record_tests.report) AS item ORDER BY record_tests.number`,
    )
    .all() as readonly { readonly recordNumber: string; readonly at: string; readonly isPassed: 0 | 1 }[];
  return new Map(
    found.map(({ recordNumber, at, isPassed }) => [recordNumber, { at, isPassed: isPassed === 1 }] as const),
  );
}

/** Whether an item is past its term today. */
export function isPastTerm(row: Pick<RecordRow, 'year' | 'retention' | 'destroyedAt'>, today: string): boolean {
  const last = lastYearKept(row);
  return row.destroyedAt === null && last !== undefined && Number(today.slice(0, 4)) > last;
}

export function recordItem(context: OfficeContext, row: RecordRow, tests = lastTests(contentOf(context))): RecordItem {
  const { recordNumber, issueId, title, documentNumber, organ, dated, year, retention, serial, pages, archivedAt } =
    row;
  const lastYear = lastYearKept(row);
  const lastTest = tests.get(recordNumber);
  return {
    recordNumber,
    ...(issueId === null ? {} : { issueId }),
    title,
    documentNumber,
    organ,
    dated,
    year,
    retention,
    serial,
    pages,
    archivedAt,
    ...(lastYear === undefined ? {} : { lastYear }),
    isDue: isPastTerm(row, todayOf(context)),
    ...(row.destroyedAt === null ? {} : { destroyedAt: row.destroyedAt }),
    ...(lastTest ? { lastTest } : {}),
  };
}
