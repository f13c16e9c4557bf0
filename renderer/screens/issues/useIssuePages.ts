import { useMemo } from 'react';
import type { Answer } from '#shared/contract/errorCode.ts';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { isSigned } from '#shared/workflow/isSigned.ts';
import { office } from '../../app/office.ts';
import { type NewestPages, useNewestPages } from '../../preview/useNewestPages.ts';

/** The pages of an issue: set anew after every change while it is a draft, the frozen ones once it is signed. */
export function useIssuePages({ summary: { id, state }, contentHash }: WholeIssue): NewestPages {
  const isFrozen = isSigned(state) || state === 'void';
  const wanted = useMemo(() => ({ id, contentHash, isFrozen }), [id, contentHash, isFrozen]);
  // Saving has waited for a pause already.
  return useNewestPages({ wanted, ask: askForPages, pauseMs: 0 });
}

async function askForPages(issue: {
  readonly id: string;
  readonly isFrozen: boolean;
}): Promise<Answer<{ readonly pdf: Uint8Array }>> {
  const { id, isFrozen } = issue;
  if (!isFrozen) return office.previewIssue({ id });
  const answer = await office.readFrozenFile({ id, name: 'issue.pdf' });
  return answer.ok ? { ok: true, value: { pdf: answer.value.bytes } } : answer;
}
