import type { AdoptionRecord, statisticsCommands } from '#shared/contract/statisticsCommands.ts';
import { type AdoptionRecordEntry, maySeeInstruction } from '#shared/statistics/adoptionRecord.ts';
import { selectPerson } from '../accounts/peopleQueries.ts';
import { selectArticle } from '../articles/articleQueries.ts';
import { selectManuscript } from '../manuscripts/manuscriptQueries.ts';
import { changeContent, contentOf, type Handlers, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { insertScan, readScan, selectScan } from '../paperSignOff/scans.ts';
import { selectUnits } from '../units/unitHandlers.ts';
import { type RecordRow, selectRecord, selectRecords } from './recordQueries.ts';

type RecordCommands = Extract<
  keyof typeof statisticsCommands,
  'listAdoptionRecords' | 'saveAdoptionRecord' | 'withdrawAdoptionRecord' | 'readInstructionScan'
>;

/** 批示, 约稿, 上级采用, 差错. */
export const recordHandlers: Handlers<RecordCommands> = {
  listAdoptionRecords(context) {
    return selectRecords(contentOf(context))
      .map((row) => shownTo(context, row))
      .reverse();
  },

  async saveAdoptionRecord(context, { id, entry: given, scan: bytes }) {
    const { personId } = sessionOf(context);
    contentOf(context);
    const scan = bytes && (await readScan(bytes));
    if (scan && given.kind !== 'instruction') throw new OfficeError('illegalState', '只有批示可以附扫描件。');
    const recordId = id ?? context.environment.newId();
    changeContent(context, (content, record) => {
      const before = id === undefined ? undefined : selectRecord(content, id);
      if (before && before.entry.kind !== given.kind) {
        throw new OfficeError('illegalState', '记录的种类不能改。请撤销这一条，另记一条。');
      }
      if (before) requireSeen(context, before);
      const entry = withScan(given, scan?.sm3, before?.entry);
      requireKnown(context, entry, before?.entry);
      if (scan) insertScan(content, scan);
      content
        .prepare(
          `INSERT INTO adoption_records (id, kind, entry, scan, recorded_by, recorded_at, saved_by, saved_at)
           VALUES (@id, @kind, @entry, @scan, @by, @at, @by, @at)
           ON CONFLICT (id) DO UPDATE SET entry = @entry, scan = @scan, saved_by = @by, saved_at = @at`,
        )
        .run({
          id: recordId,
          kind: entry.kind,
          entry: JSON.stringify(entry),
          scan: entry.kind === 'instruction' ? (entry.scan ?? null) : null,
          by: personId,
          at: instantOf(context),
        });
      record('saveAdoptionRecord', recordId, { kind: entry.kind });
    });
    tellStatistics(context);
    return shownTo(context, selectRecord(contentOf(context), recordId));
  },

  withdrawAdoptionRecord(context, { id, reason }) {
    if (reason === '') throw new OfficeError('reasonMissing', '撤销记录要写明原因。');
    const { personId } = sessionOf(context);
    changeContent(context, (content, record) => {
      const { entry } = selectRecord(content, id);
      content
        .prepare('UPDATE adoption_records SET withdrawn_by = ?, withdrawn_at = ?, reason = ? WHERE id = ?')
        .run(personId, instantOf(context), reason, id);
      record('withdrawAdoptionRecord', id, { kind: entry.kind });
    });
    tellStatistics(context);
    return {};
  },

  readInstructionScan(context, { id }) {
    const content = contentOf(context);
    const row = selectRecord(content, id);
    if (row.entry.kind !== 'instruction' || row.entry.scan === undefined) {
      throw new OfficeError('notFound', '这条记录没有扫描件。');
    }
    requireSeen(context, row);
    const { mime, name, bytes } = selectScan(content, row.entry.scan);
    changeContent(context, (_content, record) => record('readInstructionScan', id));
    return { mime, name, bytes: new Uint8Array(bytes) };
  },
};

export function tellStatistics(context: OfficeContext): void {
  context.environment.emit({ kind: 'changed', nouns: ['statistics'] });
}

/** Without the words of an instruction where they are not for the caller. */
function shownTo(context: OfficeContext, row: RecordRow): AdoptionRecord {
  const { personId } = sessionOf(context);
  const { entry } = row;
  const isHidden = entry.kind === 'instruction' && !maySeeInstruction(entry.scope, personId, row.recordedBy);
  if (!isHidden) return { ...row, isHidden };
  const { scan: _scan, ...rest } = entry;
  return { ...row, entry: { ...rest, person: '不公开', text: '' }, isHidden };
}

function requireSeen(context: OfficeContext, row: RecordRow): void {
  if (shownTo(context, row).isHidden) {
    throw new OfficeError('forbidden', '这件批示只给指定的人看，您不在其中。');
  }
}

/** The scan that was just taken in, else the one that was there. */
function withScan(
  entry: AdoptionRecordEntry,
  sm3: string | undefined,
  before: AdoptionRecordEntry | undefined,
): AdoptionRecordEntry {
  if (entry.kind !== 'instruction') return entry;
  const { scan: _given, ...rest } = entry;
  const kept = sm3 ?? (before?.kind === 'instruction' ? before.scan : undefined);
  return kept === undefined ? rest : { ...rest, scan: kept };
}

/** Throws notFound for what a record names and the office does not have; what it named before may be gone by now. */
function requireKnown(
  context: OfficeContext,
  entry: AdoptionRecordEntry,
  before: AdoptionRecordEntry | undefined,
): void {
  const content = contentOf(context);
  const { register } = sessionOf(context);
  const unitsOf = (one: AdoptionRecordEntry) => ('unitIds' in one ? one.unitIds : [one.unitId]);
  const known = new Set([...selectUnits(register).map(({ id }) => id), ...(before ? unitsOf(before) : [])]);
  if (unitsOf(entry).some((unitId) => !known.has(unitId))) {
    throw new OfficeError('notFound', '找不到这个报送单位。请先在“系统—报送单位”中登记。');
  }
  if ('articleId' in entry && entry.articleId !== undefined) selectArticle(content, entry.articleId);
  if (entry.kind === 'request' && entry.manuscriptId !== undefined) selectManuscript(content, entry.manuscriptId);
  if (entry.kind !== 'instruction' || entry.scope.kind !== 'people') return;
  if (entry.scope.personIds.some((personId) => !selectPerson(register, personId))) {
    throw new OfficeError('notFound', '找不到可以看这件批示的人。');
  }
}
