import { useEffect, useRef, useState } from 'react';
import type { Answer } from '#shared/contract/errorCode.ts';
import { createNewestOnly } from '../app/newestOnly.ts';
import type { Refusal } from '../app/office.ts';

export interface NewestPages {
  /** The last pages that could be made; they stay while newer ones are on their way. */
  readonly pdf: Uint8Array | undefined;
  readonly isSetting: boolean;
  /** Why the newest could not be made. */
  readonly refusal: Refusal | undefined;
}

export interface PagesRequest<Wanted> {
  /** What is to be set; another object or text stands for a change. */
  readonly wanted: Wanted;
  readonly ask: (wanted: Wanted) => Promise<Answer<{ readonly pdf: Uint8Array }>>;
  /** How long nothing may change before pages are set. */
  readonly pauseMs: number;
}

/** Pages that are set anew after every pause in the changes, one setting at a time; see createNewestOnly. */
export function useNewestPages<Wanted>({ wanted, ask, pauseMs }: PagesRequest<Wanted>): NewestPages {
  const [pages, setPages] = useState<NewestPages>({ pdf: undefined, isSetting: true, refusal: undefined });
  const latestAsk = useRef(ask);
  latestAsk.current = ask;
  const [newestOnly] = useState(() =>
    createNewestOnly(
      (asked: Wanted) => latestAsk.current(asked),
      (answer) =>
        setPages((last) => ({
          pdf: answer.ok ? answer.value.pdf : last.pdf,
          isSetting: false,
          refusal: answer.ok ? undefined : answer,
        })),
    ),
  );
  useEffect(() => {
    const timer = setTimeout(() => {
      setPages((last) => ({ ...last, isSetting: true }));
      newestOnly.want(wanted);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [newestOnly, wanted, pauseMs]);
  useEffect(() => newestOnly.leave, [newestOnly]);
  return pages;
}
