import { selectIssue } from '../issues/issueQueries.ts';
import { contentOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { lendingOf } from './lentIssues.ts';
import { machineNameOf } from './machineQueries.ts';
import { unresolvedOf } from './unresolvedArticles.ts';

/** Throws illegalState where an issue is worked on elsewhere: it goes on from there. */
export function requireHere(context: OfficeContext, issueId: string): void {
  const lending = lendingOf(contentOf(context), issueId);
  if (!lending) return;
  const name = machineNameOf(sessionOf(context).register, lending.machine);
  throw new OfficeError('illegalState', `这一期在“${name}”，在那边办理；本机只能查阅。`);
}

/** Throws illegalState where something about an issue has to be settled here before another machine has it. */
export function requireLendable(context: OfficeContext, issueId: string): void {
  const content = contentOf(context);
  if (unresolvedOf(content, issueId).length > 0) {
    throw new OfficeError('illegalState', '有稿件两边都改过，还没有定下用哪一份。请先定下，再交出。');
  }
  const hasPaper = content
    .prepare(
      `SELECT 1 FROM paper_sign_offs WHERE issue_id = ? AND ended IS NULL
         AND NOT EXISTS (SELECT 1 FROM paper_confirmations WHERE paper_id = id)`,
    )
    .get(issueId);
  if (hasPaper) throw new OfficeError('illegalState', '有纸质签批等待核对。请先核对或撤回，再交出。');
  if (selectIssue(content, issueId).state === 'archived') {
    throw new OfficeError('illegalState', '这一期已经归档，留在本机的档案里；别的机器要看，请只送副本。');
  }
}
