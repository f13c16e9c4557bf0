import { AdoptionRecordEntry } from '#shared/statistics/adoptionRecord.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { OfficeError } from '../officeError.ts';

export interface RecordRow {
  readonly id: string;
  readonly entry: AdoptionRecordEntry;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

interface StoredRecord {
  readonly id: string;
  readonly entry: string;
  readonly recorded_by: string;
  readonly recorded_at: string;
}

/** What was put down and not withdrawn, from the first. */
export function selectRecords(content: ReadableDatabase): RecordRow[] {
  const rows = content
    .prepare(
      'SELECT id, entry, recorded_by, recorded_at FROM adoption_records WHERE withdrawn_at IS NULL ORDER BY number',
    )
    .all() as readonly StoredRecord[];
  return rows.map(({ id, entry, recorded_by, recorded_at }) => ({
    id,
    entry: AdoptionRecordEntry.parse(JSON.parse(entry)),
    recordedBy: recorded_by,
    recordedAt: recorded_at,
  }));
}

/** Throws notFound. */
export function selectRecord(content: ReadableDatabase, id: string): RecordRow {
  const record = selectRecords(content).find((one) => one.id === id);
  if (!record) throw new OfficeError('notFound', '找不到这条记录，可能已经撤销。');
  return record;
}
