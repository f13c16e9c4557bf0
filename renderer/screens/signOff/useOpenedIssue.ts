import { useEffect, useRef } from 'react';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { office } from '../../app/office.ts';
import { type Asked, useAnswer } from '../../app/useAnswer.ts';

/** Long enough to run down a list by the arrow keys without opening everything one passes. */
const restMs = 200;

/** An issue, opened on record once it has been rested on; read again, without a further record, when it changes. */
export function useOpenedIssue(id: string): Asked<WholeIssue> {
  const isOpened = useRef(false);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  return useAnswer(`sign-off-${id}`, async () => {
    if (isOpened.current) return office.readIssue({ id });
    await new Promise((resolve) => setTimeout(resolve, restMs));
    if (isGone.current) return { ok: false, code: 'notFound', message: '' } as const;
    const answer = await office.openIssue({ id });
    isOpened.current = answer.ok;
    return answer;
  }, ['issues']);
}
