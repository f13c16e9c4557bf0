import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer } from '#shared/contract/errorCode.ts';
import type { OfficeEvent } from '#shared/contract/officeEvent.ts';
import type { Refusal } from './office.ts';

export type Noun = Extract<OfficeEvent, { readonly kind: 'changed' }>['nouns'][number];

export interface Asked<Value> {
  /** The last answer; it stays while a newer one is on its way. */
  readonly value: Value | undefined;
  readonly refusal: Refusal | undefined;
  readonly isLoading: boolean;
  readonly reload: () => void;
}

/**
 * Asks the office and asks again when one of the nouns has changed. `key` names what is asked for: a new key asks anew,
 * and an answer to an older question is dropped.
 */
export function useAnswer<Value>(
  key: string,
  ask: () => Promise<Answer<Value>>,
  nouns: readonly Noun[] = [],
): Asked<Value> {
  const [state, setState] = useState<{ readonly key: string; readonly answer: Answer<Value> }>();
  const [isLoading, setIsLoading] = useState(true);
  const latest = useRef({ ask, nouns });
  latest.current = { ask, nouns };
  const asking = useRef<{ readonly key: string; isStale: boolean }>(undefined);
  const reload = useCallback(() => {
    // One question at a time: while a thousand files come in, each answer is shown and the next one asked for.
    if (asking.current?.key === key) {
      asking.current.isStale = true;
      return;
    }
    const mine = { key, isStale: false };
    asking.current = mine;
    setIsLoading(true);
    latest.current.ask().then((answer) => {
      if (asking.current !== mine) return;
      asking.current = undefined;
      setState({ key, answer });
      if (mine.isStale) reload();
      else setIsLoading(false);
    });
  }, [key]);
  useEffect(() => {
    reload();
    return window.neikan.onEvent((event) => {
      if (event.kind === 'changed' && event.nouns.some((noun) => latest.current.nouns.includes(noun))) reload();
    });
  }, [reload]);
  const current = state?.key === key ? state.answer : undefined;
  return {
    value: current?.ok ? current.value : undefined,
    refusal: current && !current.ok ? current : undefined,
    isLoading,
    reload,
  };
}
