import type { Ref } from 'react';
import type { Manuscript, ManuscriptState } from '#shared/contract/manuscriptCommands.ts';
import { stateNames, manuscripts as strings } from '../../strings/manuscripts.ts';
import { dayText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Badge, type NoticeKind } from '../../ui/Notice.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { countStates, type ManuscriptSort, type StateFilter } from './chooseManuscripts.ts';

export const stateFilters = ['received', 'selected', 'reserved', 'rejected', 'all'] as const;
export const stateKinds: Readonly<Record<ManuscriptState, NoticeKind | 'plain'>> = {
  received: 'info',
  selected: 'ok',
  reserved: 'warn',
  rejected: 'plain',
};

export interface ListView {
  readonly state: StateFilter;
  readonly query: string;
  readonly sort: ManuscriptSort;
}

export interface ManuscriptListProps {
  readonly all: readonly Manuscript[];
  readonly shown: readonly Manuscript[];
  readonly view: ListView;
  readonly onView: (change: Partial<ListView>) => void;
  readonly unitName: (manuscript: Manuscript) => string;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
  readonly onOpen: () => void;
  readonly searchField: Ref<HTMLInputElement>;
}

/** The register: filtered by state, searched, sorted; two lines a manuscript. */
export function ManuscriptList(props: ManuscriptListProps) {
  const { all, shown, view, onView, unitName, chosen, onChoose, onOpen, searchField } = props;
  const counts = countStates(all);
  return (
    <>
      <div className="register-tools">
        <TextField
          ref={searchField}
          label={strings.search}
          isLabelUnseen
          type="search"
          placeholder={strings.searchHint}
          value={view.query}
          onValue={(query) => onView({ query })}
        />
        <SelectField
          label={strings.sort}
          isLabelUnseen
          value={view.sort}
          onValue={(sort) => onView({ sort: sort as ManuscriptSort })}
          options={Object.entries(strings.sorts).map(([value, label]) => ({ value, label }))}
        />
      </div>
      <Tabs
        label={strings.states}
        chosen={view.state}
        onChoose={(state) => onView({ state })}
        tabs={stateFilters.map((key) => ({
          key,
          label: strings.tab(key === 'all' ? strings.all : stateNames[key], counts[key]),
        }))}
      >
        <VirtualList
          label={strings.list}
          items={shown}
          keyOf={({ id }) => id}
          chosen={chosen}
          onChoose={onChoose}
          onOpen={onOpen}
          rowHeight={56}
          empty={<EmptyList view={view} onView={onView} />}
          renderItem={(manuscript) => (
            <div className="register-row">
              <p className="register-line">
                <span className="list-title">{manuscript.title || strings.untitled}</span>
                <Badge kind={stateKinds[manuscript.state]}>{stateNames[manuscript.state]}</Badge>
              </p>
              <p className="register-line second small">
                <span>{manuscript.number}</span>
                <span className="list-title">{unitName(manuscript) || strings.noUnit}</span>
                <span>{dayText(manuscript.arrivedOn).replace(`${new Date().getFullYear()}年`, '')}</span>
              </p>
            </div>
          )}
        />
      </Tabs>
    </>
  );
}

function EmptyList({ view, onView }: Pick<ManuscriptListProps, 'view' | 'onView'>) {
  const { state, query } = view;
  if (query.trim() === '') {
    return <EmptyState icon="inbox" title={strings.emptyState(state === 'all' ? '' : stateNames[state])} />;
  }
  return (
    <EmptyState
      icon="search"
      title={strings.emptySearch}
      action={state !== 'all' && <Button onClick={() => onView({ state: 'all' })}>{strings.showAll}</Button>}
    >
      {strings.emptySearchText(query.trim())}
    </EmptyState>
  );
}
