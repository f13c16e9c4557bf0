import { useState } from 'react';
import type { DrillReport, Unlock } from '#shared/contract/backupCommands.ts';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { useProgress } from '../../app/useProgress.ts';
import { backup as strings } from '../../strings/backup.ts';
import { sizeText } from '../../strings/saveDialog.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { BackupFactsList } from '../restore/BackupFactsList.tsx';
import { faultsText } from '../restore/RestoreDialog.tsx';
import { byPassword, isTyped, UnlockFields } from '../restore/UnlockFields.tsx';

/** 试恢复: a backup is restored into a folder of its own, and what was found there is reported. */
export function DrillDialog({ path, onClose }: { readonly path: string; readonly onClose: () => void }) {
  const examined = useAnswer(`examine-${path}`, () => office.examineBackup({ path }));
  const facts = examined.value?.facts;
  const [typed, setUnlock] = useState<Unlock>();
  const unlock = typed ?? byPassword(facts?.signInNames ?? []);
  const [report, setReport] = useState<DrillReport>();
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const progress = useProgress(facts ? 'drillBackup' : 'examineBackup', isBusy || examined.isLoading);
  const isReady = facts !== undefined && isTyped(unlock) && !isBusy && !report;
  const run = async () => {
    if (!isReady) return;
    setRefused(undefined);
    setIsBusy(true);
    const answer = await office.drillBackup({ path, unlock });
    setIsBusy(false);
    if (!answer.ok) return setRefused(answer.message);
    if (answer.value.kind === 'done') return setReport(answer.value.report);
    announce('info', strings.tryStopped);
    onClose();
  };
  const faults = examined.value?.faults ?? [];
  return (
    <Dialog
      title={strings.tryTitle}
      onClose={() => (isBusy ? office.stopBackup({}) : onClose())}
      onSubmit={run}
      actions={
        report ? (
          <Button kind="primary" onClick={onClose}>
            {words.close}
          </Button>
        ) : (
          <>
            <Button onClick={() => (isBusy ? office.stopBackup({}) : onClose())}>
              {isBusy ? strings.stop : words.cancel}
            </Button>
            <Button kind="primary" disabled={!isReady && !isBusy} isBusy={isBusy} onClick={run}>
              {strings.tryVerb}
            </Button>
          </>
        )
      }
    >
      {!report && <p className="second">{strings.tryText}</p>}
      {(isBusy || examined.isLoading) && (
        <ProgressLine
          label={progress?.label ?? (isBusy ? strings.trying : strings.checking)}
          part={progress?.part ?? 0}
          whole={progress?.whole ?? 100}
        />
      )}
      {faults.length > 0 && <Notice kind="error">{faultsText(strings.tryFaulty, faults)}</Notice>}
      {facts && !report && (
        <>
          <BackupFactsList facts={facts} />
          <UnlockFields
            keyring={facts}
            label={strings.openBy}
            passwordHint={strings.passwordHint}
            unlock={unlock}
            onUnlock={setUnlock}
          />
        </>
      )}
      {report && <Report report={report} />}
      {(refused ?? examined.refusal?.message) && <Notice kind="error">{refused ?? examined.refusal?.message}</Notice>}
    </Dialog>
  );
}

function Report({ report }: { readonly report: DrillReport }) {
  const { faults, facts, files, registerRows, contentRows, issue, seconds } = report;
  if (faults.length > 0) return <Notice kind="error">{faultsText(strings.tryFaulty, faults)}</Notice>;
  return (
    <>
      <Notice kind="ok">{strings.tryFine}</Notice>
      <dl className="system-facts">
        <dt>{strings.reportFiles}</dt>
        <dd>{strings.reportFilesOf(files, sizeText(facts.bytes))}</dd>
        <dt>{strings.reportRegister}</dt>
        <dd>{strings.rows(registerRows)}</dd>
        <dt>{strings.reportContent}</dt>
        <dd>{contentRows === null ? strings.contentClosed : strings.rows(contentRows)}</dd>
        <dt>{strings.reportIssue}</dt>
        <dd>{issue ? strings.reportIssueOf(issue.numberText, issue.signatures) : strings.noIssue}</dd>
        <dt>{strings.reportSeconds}</dt>
        <dd>{strings.seconds(seconds)}</dd>
      </dl>
    </>
  );
}
