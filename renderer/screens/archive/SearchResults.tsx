import { archive } from '../../strings/archive.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { type Hit, HitRow } from './HitRow.tsx';
import type { Search, SearchOrder } from './useSearch.ts';

export interface SearchResultsProps {
  readonly search: Search;
  readonly order: SearchOrder;
  readonly onOrder: (order: SearchOrder) => void;
  readonly chosen: string | undefined;
  readonly onChoose: (hit: Hit) => void;
}

/** What was found, with how many and in which order. */
export function SearchResults({ search, order, onOrder, chosen, onChoose }: SearchResultsProps) {
  const { asked, found, refusal, more } = search;
  if (refusal) return <Notice kind="error">{refusal.message}</Notice>;
  const hits = found?.hits ?? [];
  const mayAskMore = found !== undefined && hits.length < Math.min(200, found.total);
  return (
    <>
      <div className="archive-filters">
        <span className="second small archive-found" role="status">
          {found ? archive.found(found.total, found.hasMore) : archive.searching}
        </span>
        <SelectField
          label={archive.order}
          isLabelUnseen
          value={order}
          onValue={(value) => onOrder(value === 'relevance' ? 'relevance' : 'newest')}
          options={[
            { value: 'newest', label: archive.newest },
            { value: 'relevance', label: archive.relevance },
          ]}
        />
      </div>
      <VirtualList
        label={archive.search}
        items={hits}
        keyOf={keyOfHit}
        chosen={chosen}
        onChoose={(key) => {
          const hit = hits.find((one) => keyOfHit(one) === key);
          if (hit) onChoose(hit);
        }}
        rowHeight={96}
        renderItem={(hit) => <HitRow hit={hit} />}
        empty={
          found && (
            <EmptyState icon="search" title={archive.nothingFound(asked)}>
              {archive.nothingFoundHint}
            </EmptyState>
          )
        }
      />
      {mayAskMore && (
        <Button kind="quiet" onClick={more}>
          {archive.more}
        </Button>
      )}
    </>
  );
}

export function keyOfHit({ issueId, articleId }: Hit): string {
  return `${issueId} ${articleId ?? ''}`;
}
