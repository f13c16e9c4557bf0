import type { SearchFilters } from '#shared/contract/searchCommands.ts';
import { queryNoteText } from '#shared/search/queryNoteText.ts';
import { archive } from '../../strings/archive.ts';
import { search as strings } from '../../strings/search.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { type DraftHit, DraftRow, type Hit, HitRow } from './HitRow.tsx';
import { SearchFacets } from './SearchFacets.tsx';
import type { Search, SearchOrder } from './useSearch.ts';

export type SearchGroup = 'printed' | 'drafts';

export interface SearchResultsProps {
  readonly search: Search;
  readonly group: SearchGroup;
  readonly onGroup: (group: SearchGroup) => void;
  readonly order: SearchOrder;
  readonly onOrder: (order: SearchOrder) => void;
  readonly filters: SearchFilters;
  readonly onFilters: (filters: SearchFilters) => void;
  readonly onSave: () => void;
  readonly chosen: string | undefined;
  readonly onChoose: (hit: Hit) => void;
  readonly onChooseDraft: (hit: DraftHit) => void;
}

/** What was found: in signed issues, by what it may be narrowed to, and in 来稿 and 稿件. */
export function SearchResults(props: SearchResultsProps) {
  const { search, group, onGroup, order, onOrder, filters, onFilters, onSave } = props;
  const { found, drafts, facets, refusal } = search;
  if (refusal) return <Notice kind="error">{refusal.message}</Notice>;
  const counted = group === 'printed' ? found : drafts;
  return (
    <>
      {found && found.notes.length > 0 && <Notes asked={search.asked} notes={found.notes} />}
      <Tabs
        label={strings.groups}
        chosen={group}
        onChoose={onGroup}
        tabs={[
          { key: 'printed', label: strings.printed(count(found)) },
          { key: 'drafts', label: strings.drafts(count(drafts)) },
        ]}
      >
        <div className="archive-filters search-order">
          <span className="second small archive-found" role="status">
            {counted ? archive.found(counted.total, counted.hasMore) : archive.searching}
          </span>
          <IconButton label={strings.save} icon="plus" onClick={onSave} />
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
        {group === 'printed' && facets && <SearchFacets facets={facets} filters={filters} onFilters={onFilters} />}
        {group === 'printed' ? <PrintedHits {...props} /> : <DraftHits {...props} />}
      </Tabs>
    </>
  );
}

function PrintedHits({ search, chosen, onChoose }: SearchResultsProps) {
  const { asked, found, more } = search;
  const hits = found?.hits ?? [];
  return (
    <>
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
        empty={found && <NothingFound asked={asked} />}
      />
      {found && hits.length < Math.min(200, found.total) && (
        <Button kind="quiet" onClick={more}>
          {archive.more}
        </Button>
      )}
    </>
  );
}

function DraftHits({ search, onChooseDraft }: SearchResultsProps) {
  const { asked, drafts, more } = search;
  const hits = drafts?.hits ?? [];
  return (
    <>
      <VirtualList
        label={strings.drafts('')}
        items={hits}
        keyOf={keyOfDraft}
        chosen={undefined}
        onChoose={(key) => {
          const hit = hits.find((one) => keyOfDraft(one) === key);
          if (hit) onChooseDraft(hit);
        }}
        // Choosing leaves this place.
        isChosenByEnter
        rowHeight={96}
        renderItem={(hit) => <DraftRow hit={hit} />}
        empty={drafts && <NothingFound asked={asked} />}
      />
      {drafts && hits.length < Math.min(200, drafts.total) && (
        <Button kind="quiet" onClick={more}>
          {archive.more}
        </Button>
      )}
    </>
  );
}

function NothingFound({ asked }: { readonly asked: string }) {
  return (
    <EmptyState icon="search" title={archive.nothingFound(asked)}>
      {archive.nothingFoundHint}
    </EmptyState>
  );
}

/** What of the query was not read as it was meant, each with where it stands. */
function Notes({ asked, notes }: { readonly asked: string; readonly notes: NonNullable<Search['found']>['notes'] }) {
  return (
    <div className="archive-verdict">
      <Notice kind="warn">
        <p>{strings.notRead}</p>
        <ul className="search-notes">
          {notes.slice(0, 3).map((note) => (
            <li key={`${note.kind}-${note.start}`}>{queryNoteText(asked, note)}</li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

function count(found: { readonly total: number; readonly hasMore: boolean } | undefined): string {
  return found ? strings.countOf(found.total, found.hasMore) : '…';
}

export function keyOfHit({ issueId, articleId }: Pick<Hit, 'issueId' | 'articleId'>): string {
  return `${issueId} ${articleId ?? ''}`;
}

function keyOfDraft({ kind, id }: DraftHit): string {
  return `${kind} ${id}`;
}
