import type { testRecord } from '#formats/eep/recordRules.ts';
import type { RecordTestHead } from '#shared/contract/recordCommands.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { TestedItem, type TestOccasion } from '#shared/records/recordTest.ts';
import type { WritableDatabase } from '#store/database.ts';
import { isKeyOf } from '../accounts/peopleQueries.ts';
import { personNameOf } from '../issues/issueQueries.ts';
import { contentOf, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { type RecordRow, selectRecordFiles, selectRecordSettings, serialsBeside } from './recordQueries.ts';

/** 四性检测 of one item as it lies in the archive. */
export function testItem(context: OfficeContext, row: RecordRow, test: typeof testRecord): TestedItem {
  const content = contentOf(context);
  const { recordNumber, title, issueId, statement, takenBy } = row;
  const rules = test({
    ...row,
    place: row,
    files: selectRecordFiles(content, row),
    settings: selectRecordSettings(content),
    serials: serialsBeside(content, row),
    isOwnKey: issueId === null ? undefined : isKeyOf(sessionOf(context).register, takenBy, statement.publicKey),
  });
  return { recordNumber, title, rules: [...rules] };
}

/** Puts a report on record, in the transaction that is under way; its number. */
export function insertTest(
  context: OfficeContext,
  content: WritableDatabase,
  occasion: TestOccasion,
  report: readonly TestedItem[],
  isWhole = false,
): number {
  const failed = report.filter(({ rules }) => rules.some(({ isPassed }) => !isPassed)).length;
  const { lastInsertRowid } = content
    .prepare(
      `INSERT INTO record_tests (occasion, items, failed, is_whole, report, person, at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      occasion,
      report.length,
      failed,
      isWhole ? 1 : 0,
      canonicalJson([...report]),
      sessionOf(context).personId,
      instantOf(context),
    );
  return Number(lastInsertRowid);
}

interface StoredTest {
  readonly number: number;
  readonly occasion: TestOccasion;
  readonly items: number;
  readonly failed: number;
  readonly is_whole: 0 | 1;
  readonly report: string;
  readonly person: string;
  readonly at: string;
}

function headOf(
  context: OfficeContext,
  { number, occasion, items, failed, is_whole, person, at }: StoredTest,
): RecordTestHead {
  return { number, occasion, items, failed, isWhole: is_whole === 1, personName: personNameOf(context, person), at };
}

/** The newest first, at most 200. */
export function selectTests(context: OfficeContext): RecordTestHead[] {
  const found = contentOf(context)
    .prepare(
      `SELECT number, occasion, items, failed, is_whole, '' AS report, person, at FROM record_tests ORDER BY number DESC LIMIT 200`,
    )
    .all() as readonly StoredTest[];
  return found.map((row) => headOf(context, row));
}

/** Throws notFound. */
export function selectTest(context: OfficeContext, number: number): RecordTestHead & { report: TestedItem[] } {
  const row = contentOf(context).prepare('SELECT * FROM record_tests WHERE number = ?').get(number) as
    | StoredTest
    | undefined;
  if (!row) throw new OfficeError('notFound', '找不到这份检测报告。');
  return { ...headOf(context, row), report: TestedItem.array().parse(JSON.parse(row.report)) };
}
