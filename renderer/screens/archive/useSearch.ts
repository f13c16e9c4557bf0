import { useEffect, useState } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { office, type Refusal } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';

export type SearchOrder = 'newest' | 'relevance';
export type Found = CommandOutput<'searchIssues'>;

/** A pause in typing after which the search begins. */
const pauseMs = 180;
const pageSize = 50;

export interface Search {
  /** What the hits belong to; '' while nothing is searched for. */
  readonly asked: string;
  readonly found: Found | undefined;
  readonly refusal: Refusal | undefined;
  readonly more: () => void;
}

/** Search as one types: asked after a pause; an answer to older words is dropped, the last hits stay until the next. */
export function useSearch(text: string, order: SearchOrder): Search {
  const [asked, setAsked] = useState('');
  const [limit, setLimit] = useState(pageSize);
  const wanted = text.trim();
  useEffect(() => {
    const timer = setTimeout(
      () => {
        setAsked(wanted);
        setLimit(pageSize);
      },
      wanted === '' ? 0 : pauseMs,
    );
    return () => clearTimeout(timer);
  }, [wanted]);
  const answer = useAnswer<Found | undefined>(
    `search-${order}-${limit}-${asked}`,
    async () => (asked === '' ? { ok: true, value: undefined } : office.searchIssues({ text: asked, order, limit })),
    ['issues'],
  );
  const [last, setLast] = useState<Found>();
  const newest = answer.value;
  useEffect(() => {
    if (newest) setLast(newest);
  }, [newest]);
  return {
    asked,
    found: asked === '' ? undefined : (newest ?? last),
    refusal: answer.refusal,
    more: () => setLimit((now) => Math.min(200, now + pageSize)),
  };
}
