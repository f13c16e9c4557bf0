import { useEffect, useRef, useState } from 'react';
import type { Answer } from '#shared/contract/errorCode.ts';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { office, type Refusal } from '../../app/office.ts';

export interface IssuePages {
  /** The last pages that could be made; they stay while newer ones are on their way. */
  readonly pdf: Uint8Array | undefined;
  readonly isSetting: boolean;
  readonly refusal: Refusal | undefined;
}

/** The pages of an issue: set anew after every change while it is a draft, the frozen ones once it is signed. */
export function useIssuePages({ summary: { id, state }, contentHash }: WholeIssue, isShown = true): IssuePages {
  const [pages, setPages] = useState<IssuePages>({ pdf: undefined, isSetting: true, refusal: undefined });
  const isUnderWay = useRef(false);
  const isFrozen = ['released', 'printed', 'archived', 'void'].includes(state);
  // Counts up when the pages that were under way are done and something has changed meanwhile.
  const [turn, setTurn] = useState(0);
  const isOutdated = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new content and a new turn are what the pages are set anew for
  useEffect(() => {
    if (!isShown) return;
    let isGone = false;
    const set = async () => {
      if (isUnderWay.current) {
        isOutdated.current = true;
        return;
      }
      isUnderWay.current = true;
      setPages((last) => ({ ...last, isSetting: true }));
      const answer = await askForPages(id, isFrozen);
      isUnderWay.current = false;
      if (isOutdated.current) {
        isOutdated.current = false;
        setTurn((count) => count + 1);
      }
      if (isGone && !answer.ok) return;
      setPages((last) => ({
        pdf: answer.ok ? answer.value : last.pdf,
        isSetting: false,
        refusal: answer.ok ? undefined : answer,
      }));
    };
    // Saving has waited for a pause already, and what comes while pages are under way is joined into the next turn.
    set();
    return () => {
      isGone = true;
    };
  }, [id, contentHash, isFrozen, isShown, turn]);
  return pages;
}

async function askForPages(id: string, isFrozen: boolean): Promise<Answer<Uint8Array>> {
  if (isFrozen) {
    const answer = await office.readFrozenFile({ id, name: 'issue.pdf' });
    return answer.ok ? { ok: true, value: answer.value.bytes } : answer;
  }
  const answer = await office.previewIssue({ id });
  return answer.ok ? { ok: true, value: answer.value.pdf } : answer;
}
