import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { isSigned } from '#shared/workflow/isSigned.ts';
import type { AskedSend } from '../../app/askedSend.ts';

/** As what an issue goes to another machine from where it stands; undefined for one that has not begun its way or has ended it. */
export function packageKindOf({
  summary,
  steps,
}: Pick<WholeIssue, 'summary' | 'steps'>): AskedSend['kind'] | undefined {
  const { state } = summary;
  if (state === 'void') return undefined;
  if (isSigned(state)) return 'signed';
  const last = steps.at(-1)?.action;
  if (last === 'return') return 'return';
  return state === 'drafting' ? undefined : 'submit';
}
