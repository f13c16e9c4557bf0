import type { RecordItem, recordCommands } from '#shared/contract/recordCommands.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import type { RecordSheet } from '#shared/records/print/recordSheet.ts';
import { recordNumber as numberOf } from '#shared/records/recordSettings.ts';
import { selectArchive } from '../archive/archiveQueries.ts';
import { proveInTurn } from '../archive/proveInTurn.ts';
import { loadRecordTest, typesetRecordSheet } from '../lazyFormats.ts';
import {
  changeContent,
  contentOf,
  type Handlers,
  instantOf,
  type OfficeContext,
  sessionOf,
  todayOf,
} from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { correctionsOf, linkCorrection } from './corrections.ts';
import { disposeDrafts, draftsDue } from './disposeDrafts.ts';
import { decideDisposal, proposeDisposal, selectDisposals } from './disposeRecords.ts';
import {
  findRecordOf,
  lastTests,
  nextPlace,
  recordItem,
  selectRecord,
  selectRecordSettings,
  selectRecords,
} from './recordQueries.ts';
import { catalogueSheet, stampSheet, testSheet } from './recordSheets.ts';
import { registerRecord } from './registerRecord.ts';
import { insertTest, selectTest, selectTests, testItem } from './testRecords.ts';

/** 归档: record items, their packages, their tests, and what becomes of them when their terms are over. */
export const recordHandlers: Handlers<keyof typeof recordCommands> = {
  readRecordSettings(context) {
    const content = contentOf(context);
    const settings = selectRecordSettings(content);
    if (!settings) return {};
    const year = Number(todayOf(context).slice(0, 4));
    return { settings, example: numberOf(settings, nextPlace(content, settings, year, settings.retention)) };
  },

  saveRecordSettings(context, { settings }) {
    const { personId } = sessionOf(context);
    changeContent(context, (content, record) => {
      content
        .prepare('INSERT INTO record_settings (settings, person, at) VALUES (?, ?, ?)')
        .run(canonicalJson(settings), personId, instantOf(context));
      record('saveRecordSettings', settings.fonds, { mask: settings.mask, testMonths: settings.testMonths });
    });
    context.environment.emit({ kind: 'changed', nouns: ['issues'] });
    return {};
  },

  listRecords(context) {
    const content = contentOf(context);
    const tests = lastTests(content);
    const records = selectRecords(content);
    const numbered = new Set(records.map(({ issueId }) => issueId));
    const items = records.map((row) => recordItem(context, row, tests));
    return {
      items,
      unnumbered: selectArchive(context)
        .filter(({ issueId, state }) => state === 'archived' && !numbered.has(issueId))
        .map(({ issueId, publicationName, numberText }) => ({ issueId, publicationName, numberText })),
      isTestDue: isTestDue(context, items),
    };
  },

  readRecord(context, { issueId }) {
    const row = findRecordOf(contentOf(context), issueId);
    return { ...(row ? { item: recordItem(context, row) } : {}), ...correctionsOf(context, issueId) };
  },

  async registerRecord(context, { issueId, retention }) {
    const test = await loadRecordTest();
    return recordItem(context, registerRecord(context, issueId, retention, test));
  },

  // Packages and their envelopes are read by few, and by nobody who signs in.
  async exportRecord(context, input) {
    return (await import('./carryRecords.ts')).exportRecord(context, input);
  },

  async importRecord(context, { bytes }) {
    return (await import('./carryRecords.ts')).importRecord(context, bytes);
  },

  async testRecords(context, { recordNumber, occasion }) {
    const test = await loadRecordTest();
    const content = contentOf(context);
    const asked = recordNumber === undefined ? selectRecords(content) : [selectRecord(content, recordNumber)];
    const rows = asked.filter(({ destroyedAt }) => destroyedAt === null);
    if (rows.length === 0) throw new OfficeError('illegalState', '档案中还没有可以检测的件。');
    const { emit } = context.environment;
    const report = await proveInTurn(context, 'testRecords', rows, {
      labelOf: (row) => row.recordNumber,
      prove: (row) => testItem(context, row, test),
    });
    const number = changeContent(context, (base, record) => {
      const made = insertTest(
        context,
        base,
        recordNumber === undefined ? occasion : 'demand',
        report,
        recordNumber === undefined,
      );
      const failed = report.filter(({ rules }) => rules.some(({ isPassed }) => !isPassed));
      record('testRecords', recordNumber ?? 'archive', {
        number: made,
        items: report.length,
        failed: failed.map((item) => item.recordNumber),
      });
      return made;
    });
    emit({ kind: 'changed', nouns: ['issues'] });
    return selectTest(context, number);
  },

  listRecordTests(context) {
    return selectTests(context);
  },

  readRecordTest(context, { number }) {
    return selectTest(context, number);
  },

  async printRecordTest(context, { number }) {
    const { report, ...head } = selectTest(context, number);
    const pdf = await print(context, testSheet(head, report, selectRecordSettings(contentOf(context))));
    changeContent(context, (_content, record) => record('printRecordTest', String(number)));
    return pdf;
  },

  async printRecordCatalogue(context, { year, retention }) {
    const content = contentOf(context);
    const rows = selectRecords(content).filter((row) => row.year === year && row.retention === retention);
    if (rows.length === 0) throw new OfficeError('notFound', '这一年度、这一保管期限没有归档文件。');
    const pdf = await print(
      context,
      catalogueSheet(rows, { year, retention, settings: selectRecordSettings(content) }),
    );
    changeContent(context, (_content, record) =>
      record('printRecordCatalogue', `${year}`, { retention, items: rows.length }),
    );
    return pdf;
  },

  async printRecordStamp(context, { recordNumber }) {
    const pdf = await print(context, stampSheet(selectRecord(contentOf(context), recordNumber)));
    changeContent(context, (_content, record) => record('printRecordStamp', recordNumber));
    return pdf;
  },

  linkCorrection(context, input) {
    linkCorrection(context, input);
    return {};
  },

  listDisposals(context) {
    return selectDisposals(context);
  },

  proposeDisposal(context, input) {
    return proposeDisposal(context, input);
  },

  decideDisposal(context, input) {
    return decideDisposal(context, input);
  },

  readDraftsDue(context) {
    return draftsDue(context);
  },

  disposeDrafts(context, { versions }) {
    return disposeDrafts(context, versions);
  },
};

/** Whether an item has not been tested for longer than the settings allow. */
function isTestDue(context: OfficeContext, items: readonly RecordItem[]): boolean {
  const months = selectRecordSettings(contentOf(context))?.testMonths ?? 12;
  const now = context.environment.now();
  return items.some(({ destroyedAt, lastTest }) => {
    if (destroyedAt !== undefined) return false;
    if (!lastTest) return true;
    const due = new Date(lastTest.at);
    due.setMonth(due.getMonth() + months);
    return now >= due;
  });
}

async function print(context: OfficeContext, sheet: RecordSheet) {
  const settings = selectRecordSettings(contentOf(context));
  const about = { date: todayOf(context), author: settings?.organization ?? '' };
  return { pdf: new Uint8Array(await typesetRecordSheet(sheet, about, context.environment.print)) };
}
