import { useEffect, useState } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import type { SearchFilters } from '#shared/contract/searchCommands.ts';
import { office, type Refusal } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';

export type SearchOrder = 'newest' | 'relevance';
export type Found = CommandOutput<'searchIssues'>;
export type FoundDrafts = CommandOutput<'searchDrafts'>;
export type Facets = CommandOutput<'countFacets'>;
export type FacetName = keyof Facets;

/** A pause in typing after which the search begins. */
const pauseMs = 180;
const pageSize = 50;

export interface Search {
  /** What the hits belong to; '' while nothing is searched for. */
  readonly asked: string;
  readonly found: Found | undefined;
  /** What was found in 来稿 and 稿件. */
  readonly drafts: FoundDrafts | undefined;
  readonly facets: Facets | undefined;
  readonly refusal: Refusal | undefined;
  readonly more: () => void;
}

/** Search as one types: asked after a pause; an answer to older words is dropped, the last hits stay until the next. */
export function useSearch(text: string, order: SearchOrder, filters: SearchFilters): Search {
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
  const narrowed = JSON.stringify(filters);
  const answer = useAnswer<Found | undefined>(
    `search-${order}-${limit}-${narrowed}-${asked}`,
    async () => (asked === '' ? nothing : office.searchIssues({ text: asked, filters, order, limit })),
    ['issues'],
  );
  const facets = useAnswer<Facets | undefined>(
    `facets-${narrowed}-${asked}`,
    async () => (asked === '' ? nothing : office.countFacets({ text: asked, filters })),
    ['issues'],
  );
  const drafts = useAnswer<FoundDrafts | undefined>(
    `drafts-${order}-${limit}-${asked}`,
    async () => (asked === '' ? nothing : office.searchDrafts({ text: asked, order, limit })),
    ['manuscripts', 'articles'],
  );
  return {
    asked,
    found: useLast(asked, answer.value),
    drafts: useLast(asked, drafts.value),
    facets: useLast(asked, facets.value),
    refusal: answer.refusal ?? drafts.refusal,
    more: () => setLimit((now) => Math.min(200, now + pageSize)),
  };
}

const nothing = { ok: true, value: undefined } as const;

/** The newest answer, or the one before while it is on its way. */
function useLast<Value>(asked: string, newest: Value | undefined): Value | undefined {
  const [last, setLast] = useState<Value>();
  useEffect(() => {
    if (newest) setLast(newest);
  }, [newest]);
  return asked === '' ? undefined : (newest ?? last);
}
