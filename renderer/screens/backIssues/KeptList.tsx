import type { ReactNode } from 'react';
import type { BackIssue } from '#shared/contract/backIssueCommands.ts';
import { goTo } from '../../app/navigation.ts';
import { backIssues as strings } from '../../strings/backIssues.ts';
import { dayText } from '../../strings/words.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';

/** Every back issue of the archive, the newest first; Enter opens one. */
export function KeptList({
  issues,
  action,
  isArchivist,
}: {
  readonly issues: readonly BackIssue[];
  readonly action: ReactNode;
  readonly isArchivist: boolean;
}) {
  return (
    <VirtualList
      label={strings.keptList}
      items={issues}
      keyOf={({ id }) => id}
      chosen={undefined}
      onChoose={(id) => goTo({ place: 'archive', id })}
      isChosenByEnter
      rowHeight={56}
      renderItem={({ publicationName, numberText, date, titles, fileName }) => (
        <div className="archive-row">
          <p className="archive-row-head">
            <strong className="list-title">{numberText}</strong>
            <span>{publicationName}</span>
            <span className="second small">{strings.articles(titles.length)}</span>
          </p>
          <p className="second small archive-line">
            {strings.dated(dayText(date))}　{fileName}　{titles.join('　')}
          </p>
        </div>
      )}
      empty={
        <EmptyState icon="archive" title={strings.noneKept} action={action}>
          {isArchivist ? strings.noneKeptHint : strings.noneKeptHintOther}
        </EmptyState>
      }
    />
  );
}
