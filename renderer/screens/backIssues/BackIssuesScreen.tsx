import { useMemo, useRef, useState } from 'react';
import { useCommands } from '../../app/commands.ts';
import { goTo, useLocation } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { useHasRole } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { backIssues as strings } from '../../strings/backIssues.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PaneHead, WorkPane } from '../../ui/Panes.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { BatchList } from './BatchList.tsx';
import { BatchView } from './BatchView.tsx';
import { backIssuesId } from './backIssuesId.ts';
import { KeptList } from './KeptList.tsx';
import { StartDialog } from './StartDialog.tsx';
import '../archive/ArchiveScreen.css';
import './BackIssues.css';

/** 以往刊期: what stands in the archive, the batches, or one batch that is looked through. */
export function BackIssuesScreen() {
  const { part } = useLocation();
  const isArchivist = useHasRole('archivist');
  return (
    <div className="panes">
      <WorkPane label={strings.title}>
        {part !== undefined && part !== 'batches' && isArchivist ? (
          <BatchView key={part} id={part} />
        ) : (
          <Overview isArchivist={isArchivist} shown={part === 'batches' ? 'batches' : 'kept'} />
        )}
      </WorkPane>
    </div>
  );
}

type Part = 'kept' | 'batches';

function Overview({ isArchivist, shown }: { readonly isArchivist: boolean; readonly shown: Part }) {
  const [isStarting, setIsStarting] = useState(false);
  const kept = useAnswer('back-issues', () => office.listBackIssues({}), ['backIssues']);
  const batches = useAnswer(
    'back-issue-batches',
    async () => (isArchivist ? office.listBackIssueBatches({}) : { ok: true as const, value: [] }),
    ['backIssues'],
  );
  const show = (name: Part) =>
    void goTo({ place: 'archive', id: backIssuesId, ...(name === 'batches' ? { part: name } : {}) });
  const start = useRef(() => setIsStarting(true));
  useCommands(
    useMemo(
      () => (isArchivist ? [{ id: 'back-issues-start', label: strings.startTitle, run: () => start.current() }] : []),
      [isArchivist],
    ),
  );
  const refusal = kept.refusal ?? batches.refusal;
  const startButton = (
    <Button kind="primary" icon="plus" onClick={() => setIsStarting(true)}>
      {strings.start}
    </Button>
  );
  const list = kept.value && (
    <KeptList issues={kept.value} action={isArchivist ? startButton : undefined} isArchivist={isArchivist} />
  );
  return (
    <>
      <PaneHead title={strings.title}>
        <Button kind="quiet" icon="left" onClick={() => goTo({ place: 'archive' })}>
          {strings.back}
        </Button>
        {isArchivist && (shown === 'batches' || (kept.value?.length ?? 0) > 0) && startButton}
      </PaneHead>
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
      {isArchivist ? (
        <Tabs
          label={strings.parts}
          tabs={[
            { key: 'kept', label: strings.kept(kept.value?.length ?? 0) },
            { key: 'batches', label: strings.batches(batches.value?.length ?? 0) },
          ]}
          chosen={shown}
          onChoose={show}
        >
          {shown === 'kept' ? list : batches.value && <BatchList batches={batches.value} />}
        </Tabs>
      ) : (
        list
      )}
      {isStarting && <StartDialog onClose={() => setIsStarting(false)} />}
    </>
  );
}
