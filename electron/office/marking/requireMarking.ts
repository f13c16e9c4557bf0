import { checkMarking } from '#shared/preflight/checkMarking.ts';
import type { ReadableDatabase } from '#store/database.ts';
import type { IssueRow } from '../issues/issueQueries.ts';
import { OfficeError } from '../officeError.ts';
import { markingRuleOf } from './markingQueries.ts';

/** Throws incomplete where a mark of the issue has not the record it needs: such an issue is not signed. */
export function requireMarking(content: ReadableDatabase, { id, document }: IssueRow): void {
  const stops = checkMarking(document, markingRuleOf(content, id)).filter(({ level }) => level === 'stop');
  if (stops.length === 0) return;
  const messages = stops.map(({ message }) => message);
  throw new OfficeError('incomplete', `还不能签发：${messages.join('')}请退回责任编辑登记。`, { missing: messages });
}
