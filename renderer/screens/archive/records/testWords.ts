import type { RecordItem } from '#shared/contract/recordCommands.ts';
import { records } from '../../../strings/records.ts';
import { momentText } from '../../../strings/words.ts';

/** What came of the newest test of an item. */
export function testWords({ lastTest }: Pick<RecordItem, 'lastTest'>): string {
  if (!lastTest) return records.notTested;
  return `${lastTest.isPassed ? records.passed : records.failed}　${momentText(lastTest.at)}`;
}
