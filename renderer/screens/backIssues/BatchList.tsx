import type { BackIssueBatch } from '#shared/contract/backIssueCommands.ts';
import { goTo } from '../../app/navigation.ts';
import { backIssues as strings } from '../../strings/backIssues.ts';
import { momentText } from '../../strings/words.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Badge } from '../../ui/Notice.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { BatchProgress } from './BatchProgress.tsx';
import { backIssuesId } from './backIssuesId.ts';

/** The batches, the newest first; Enter opens one to be looked through. */
export function BatchList({ batches }: { readonly batches: readonly BackIssueBatch[] }) {
  return (
    <VirtualList
      label={strings.batchList}
      items={batches}
      keyOf={({ id }) => id}
      chosen={undefined}
      onChoose={(id) => goTo({ place: 'archive', id: backIssuesId, part: id })}
      isChosenByEnter
      rowHeight={84}
      renderItem={(batch) => (
        <div className="archive-row">
          <p className="archive-row-head">
            <strong className="list-title">{batch.publicationName}</strong>
            <Badge kind={batch.state === 'confirmed' ? 'ok' : batch.state === 'paused' ? 'warn' : 'info'}>
              {strings.states[batch.state]}
            </Badge>
            <span className="second small">{strings.startedBy(batch.startedBy, momentText(batch.startedAt))}</span>
          </p>
          <p className="second small archive-line">{batch.folder}</p>
          <BatchProgress batch={batch} />
        </div>
      )}
      empty={
        <EmptyState icon="archive" title={strings.noneBatches}>
          {strings.startHint}
        </EmptyState>
      }
    />
  );
}
