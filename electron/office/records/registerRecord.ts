import { sm3 } from 'sm-crypto-v2';
import { describeRecord, documentNumber, recordTitle } from '#formats/eep/describeRecord.ts';
import { recordFiles } from '#formats/eep/recordFiles.ts';
import type { testRecord } from '#formats/eep/recordRules.ts';
import { pdfPageCount } from '#formats/pdf/pdfPageCount.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { type RecordPlace, type Retention, recordNumber } from '#shared/records/recordSettings.ts';
import { type SignedRecord, signRecord } from '#shared/records/recordStatement.ts';
import type { RuleResult } from '#shared/records/recordTest.ts';
import type { WritableDatabase } from '#store/database.ts';
import { keepHeads } from '#store/keyring.ts';
import { headsOf } from '../accounts/openSession.ts';
import { afterCommit } from '../afterCommit.ts';
import { selectFrozenFiles } from '../archive/archiveQueries.ts';
import { documentOf, liveStatementsOf, selectIssue, stepsOf } from '../issues/issueQueries.ts';
import { changeContent, contentOf, instantOf, type OfficeContext, type Recorder, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import {
  findRecordOf,
  nextPlace,
  type RecordRow,
  selectRecord,
  selectRecordSettings,
  serialsBeside,
} from './recordQueries.ts';
import { insertTest } from './testRecords.ts';

/**
 * Makes an issue in the archive a record item: the next number of its class, its metadata, and the archivist's signature on
 * both, once the four-property test has found nothing. Throws illegalState where there are no settings, the issue is not in
 * the archive or has its number, or the test finds anything; what it found is in the message.
 */
export function registerRecord(
  context: OfficeContext,
  issueId: string,
  asked: Retention | undefined,
  test: typeof testRecord,
): RecordRow {
  const prepared = prepareRecord(context, issueId, asked, test);
  changeContent(context, (base, record) => insertPrepared(context, base, record, prepared));
  afterCommit(context, 'keepHeads', () => keepHeads(context.environment.files.keyring, headsOf(sessionOf(context))));
  context.environment.emit({ kind: 'changed', nouns: ['issues'] });
  return selectRecord(contentOf(context), prepared.item.recordNumber);
}

/** An item that was tested and signed, to be put on record. */
export interface PreparedRecord {
  readonly issueId: string;
  readonly item: NewRecord;
  readonly tested: readonly RuleResult[];
}

/** Makes the item without writing anything; throws as registerRecord. */
export function prepareRecord(
  context: OfficeContext,
  issueId: string,
  asked: Retention | undefined,
  test: typeof testRecord,
): PreparedRecord {
  const content = contentOf(context);
  const settings = selectRecordSettings(content);
  if (!settings) {
    throw new OfficeError('illegalState', '还没有设全宗号和档号规则，不能编档号。请先在“系统—档案设置”中设好。');
  }
  const issue = selectIssue(content, issueId);
  const known = findRecordOf(content, issueId);
  if (known) throw new OfficeError('illegalState', `这一期已经编号：${known.recordNumber}。档号不能再改。`);
  if (issue.state !== 'archived') throw new OfficeError('illegalState', '这一期还没有归档，不能编档号。');
  const { keys, personName } = sessionOf(context);
  const at = instantOf(context);
  const document = documentOf(content, issue);
  const files = selectFrozenFiles(context, issueId);
  const pdf = files.find(({ name }) => name === 'issue.pdf');
  const released = liveStatementsOf(content, issueId).find(({ statement }) => statement.step === 'signer');
  if (!document.date || !pdf || !released) {
    throw new OfficeError('dataDamaged', '这一期的冻结文件不全，没有编档号。请保留现场，告诉审计员。');
  }
  const year = Number(document.date.slice(0, 4));
  const place = nextPlace(content, settings, year, asked ?? settings.retention);
  const number = recordNumber(settings, place);
  const pages = pdfPageCount(pdf.bytes);
  const description = describeRecord({
    recordNumber: number,
    place,
    settings,
    document,
    pages,
    files: recordFiles(files),
    steps: stepsOf(context, issueId).map((step) => ({
      action: step.label,
      person: step.personName,
      at: step.at,
      opinion: step.opinion,
      station: `第${step.step}步`,
    })),
    archivist: personName,
    at,
    issueHash: released.statement.hash,
  });
  const statement = signRecord(
    { recordNumber: number, person: personName, publicKey: keys.publicKey, at, hash: sm3(description) },
    keys.privateKey,
  );
  const title = recordTitle(document);
  const facts = { title, documentNumber: documentNumber(document), dated: document.date, pages };
  const tested = test({
    recordNumber: number,
    place,
    ...facts,
    description,
    statement,
    files,
    settings,
    serials: [...serialsBeside(content, place), place.serial],
    isOwnKey: true,
  });
  const failed = tested.filter(({ isPassed }) => !isPassed);
  if (failed.length > 0) {
    const found = failed.map(({ name, evidence }) => `${name}：${evidence}`);
    throw new OfficeError('illegalState', `四性检测没有通过，没有编档号。${found.join('；')}`, { missing: found });
  }
  const organ = document.publication.organ;
  const written = { recordNumber: number, issueId, place, ...facts, organ, files: files.length };
  return { issueId, item: { ...written, description, statement, at }, tested };
}

/** Puts a prepared item and its test on record, in the transaction that is under way. */
export function insertPrepared(
  context: OfficeContext,
  content: WritableDatabase,
  record: Recorder,
  { issueId, item, tested }: PreparedRecord,
): void {
  const { recordNumber: number, title, at } = item;
  insertRecord(content, item, { personId: sessionOf(context).personId, at });
  insertTest(context, content, 'archiving', [{ recordNumber: number, title, rules: [...tested] }]);
  record('registerRecord', issueId, { recordNumber: number });
}

export interface NewRecord {
  readonly recordNumber: string;
  readonly issueId: string | null;
  readonly place: RecordPlace;
  readonly title: string;
  readonly documentNumber: string;
  readonly organ: string;
  readonly dated: string;
  readonly pages: number;
  readonly files: number;
  readonly description: string;
  readonly statement: SignedRecord;
  readonly at: string;
}

export function insertRecord(
  content: WritableDatabase,
  { place, statement, ...item }: NewRecord,
  taken: { readonly personId: string; readonly at: string },
): void {
  content
    .prepare(
      `INSERT INTO record_items (record_number, issue_id, fonds, category, year, retention, division, serial, title,
         document_number, organ, dated, pages, files, description, statement, archived_at, taken_by, taken_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      item.recordNumber,
      item.issueId,
      place.fonds,
      place.category,
      place.year,
      place.retention,
      place.division,
      place.serial,
      item.title,
      item.documentNumber,
      item.organ,
      item.dated,
      item.pages,
      item.files,
      item.description,
      canonicalJson(statement),
      item.at,
      taken.personId,
      taken.at,
    );
}
