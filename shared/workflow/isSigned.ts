import type { IssueState } from './issueWorkflow.ts';

/** Whether an issue was signed at 签发 and has not been made void: its text and number stand. */
export function isSigned(state: IssueState): boolean {
  return state === 'released' || state === 'printed' || state === 'archived';
}
