import { useState } from 'react';
import type { ArchivedIssue } from '#shared/contract/archiveCommands.ts';
import { archive } from '../../strings/archive.ts';
import { dayText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { StateBadge } from '../signOff/StateBadge.tsx';

export interface ArchiveListProps {
  readonly issues: readonly ArchivedIssue[];
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}

/** Every signed issue, newest first, by publication and year. */
export function ArchiveList({ issues, chosen, onChoose }: ArchiveListProps) {
  const [publication, setPublication] = useState('');
  const [year, setYear] = useState('');
  const shown = issues.filter(
    ({ publicationName, date }) =>
      (publication === '' || publicationName === publication) && (year === '' || date.startsWith(year)),
  );
  const publications = [...new Set(issues.map(({ publicationName }) => publicationName))];
  const years = [...new Set(issues.map(({ date }) => date.slice(0, 4)))].toSorted().toReversed();
  const showAll = () => {
    setPublication('');
    setYear('');
  };
  return (
    <>
      <div className="archive-filters">
        <SelectField
          label={archive.publication}
          isLabelUnseen
          value={publication}
          onValue={setPublication}
          options={[
            { value: '', label: archive.allPublications },
            ...publications.map((name) => ({ value: name, label: name })),
          ]}
        />
        <SelectField
          label={archive.year}
          isLabelUnseen
          value={year}
          onValue={setYear}
          options={[
            { value: '', label: archive.allYears },
            ...years.map((one) => ({ value: one, label: archive.yearOf(one) })),
          ]}
        />
        <span className="second small" role="status">
          {archive.count(shown.length)}
        </span>
      </div>
      <VirtualList
        label={archive.list}
        items={shown}
        keyOf={({ issueId }) => issueId}
        chosen={chosen}
        onChoose={onChoose}
        rowHeight={76}
        renderItem={(issue) => <IssueRow issue={issue} />}
        empty={
          issues.length === 0 ? (
            <p className="archive-none second">{archive.empty}</p>
          ) : (
            <EmptyState
              icon="archive"
              title={archive.emptyFilter}
              action={<Button onClick={showAll}>{archive.showAll}</Button>}
            />
          )
        }
      />
    </>
  );
}

function IssueRow({ issue }: { readonly issue: ArchivedIssue }) {
  const { publicationName, numberText, date, titles, state } = issue;
  return (
    <div className="archive-row">
      <p className="archive-row-head">
        <strong className="list-title">{numberText}</strong>
        <StateBadge state={state} />
      </p>
      <p className="archive-line">{publicationName}</p>
      <p className="second small archive-line">
        {archive.dated(dayText(date))}　{archive.articles(titles.length)}
      </p>
    </div>
  );
}
