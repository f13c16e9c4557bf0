import { useEffect, useState } from 'react';
import type { BurnState } from '#shared/contract/deskCommands.ts';
import { announceRefusal } from '../../app/announcements.tsx';
import { desk, type Refusal } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { tickets } from '../../strings/tickets.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { useBurnJob } from './useBurnJob.ts';

export interface BurnDialogProps {
  /** The folder that was exported to. */
  readonly path: string;
  readonly onClose: () => void;
}

/** 刻录: the folder that was just exported goes on a blank disc, and what the disc holds is compared with it. */
export function BurnDialog({ path, onClose }: BurnDialogProps) {
  const drives = useAnswer('burners', () => desk.listBurners({}));
  const [chosen, setChosen] = useState<string>();
  const [job, setJob] = useState<string>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [isBusy, setIsBusy] = useState(false);
  const state = useBurnJob(job);
  const { burners = [], why } = drives.value ?? {};
  const burner = burners.find(({ device }) => device === chosen) ?? burners[0];
  const isRunning =
    job !== undefined && (state === undefined || state.kind === 'burning' || state.kind === 'verifying');
  const mayBurn = burner !== undefined && burner.refusal === undefined && !isRunning && state?.kind !== 'done';
  const burn = async () => {
    if (!mayBurn || isBusy) return;
    setIsBusy(true);
    setRefusal(undefined);
    const answer = await desk.burnFolder({ device: burner.device, path, label: labelOf(new Date()) });
    setIsBusy(false);
    if (answer.ok) setJob(answer.value.job);
    else setRefusal(answer);
  };
  const cancel = async () => {
    if (job === undefined) return;
    const answer = await desk.cancelBurnJob({ job });
    if (!answer.ok) announceRefusal(answer);
  };
  // What was tried may have used the disc up: the drive is looked at again.
  const { reload } = drives;
  const hasFailed = state?.kind === 'failed' || state?.kind === 'cancelled';
  useEffect(() => {
    if (hasFailed) reload();
  }, [hasFailed, reload]);
  return (
    <Dialog
      title={tickets.burnTitle}
      width="narrow"
      onClose={isRunning ? () => {} : onClose}
      onSubmit={burn}
      actions={
        isRunning ? (
          <Button kind="danger" onClick={cancel}>
            {tickets.burnStop}
          </Button>
        ) : (
          <>
            {burners.length > 0 && state?.kind !== 'done' && (
              <Button
                onClick={() => {
                  setRefusal(undefined);
                  reload();
                }}
              >
                {tickets.burnLook}
              </Button>
            )}
            <Button onClick={onClose}>{state?.kind === 'done' || why ? words.close : tickets.burnLater}</Button>
            {!why && state?.kind !== 'done' && (
              <Button kind="primary" disabled={!mayBurn} isBusy={isBusy} onClick={burn}>
                {tickets.burn}
              </Button>
            )}
          </>
        )
      }
    >
      <p>{tickets.burnFolder(path)}</p>
      {!drives.value && !drives.refusal && <p className="second">{tickets.burnLooking}</p>}
      {drives.refusal && <Notice kind="error">{drives.refusal.message}</Notice>}
      {why !== undefined && <Notice kind="info">{why}</Notice>}
      {burners.length > 0 && !isRunning && state?.kind !== 'done' && (
        <SelectField
          label={tickets.burner}
          value={burner?.device ?? ''}
          onValue={setChosen}
          options={burners.map(({ device, name }) => ({ value: device, label: name }))}
        />
      )}
      {burner?.refusal !== undefined && !isRunning && <Notice kind="warn">{burner.refusal}</Notice>}
      {mayBurn && !hasFailed && <p className="second">{tickets.burnHint}</p>}
      {isRunning && <Running state={state} />}
      {state?.kind === 'done' && <Notice kind="ok">{tickets.burnDone}</Notice>}
      {state?.kind === 'cancelled' && (
        <Notice kind="warn">{state.isWritten ? tickets.burnUnverified : tickets.burnStopped}</Notice>
      )}
      {state?.kind === 'failed' && <Notice kind="error">{state.message}</Notice>}
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
    </Dialog>
  );
}

function Running({ state }: { readonly state: BurnState | undefined }) {
  if (state?.kind === 'verifying') return <p role="status">{tickets.burnVerifying}</p>;
  const percent = state?.kind === 'burning' ? state.percent : 0;
  return <ProgressLine label={tickets.burning(percent)} part={percent} whole={100} />;
}

/** The name of a disc takes capital letters, digits and _ only. */
function labelOf(day: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `NEIKAN_${day.getFullYear()}${two(day.getMonth() + 1)}${two(day.getDate())}`;
}
