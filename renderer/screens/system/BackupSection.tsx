import { useState } from 'react';
import type { BackupRecord } from '#shared/contract/backupCommands.ts';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { announce, announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { chooseFolder } from '../../app/saveFiles.ts';
import { useHasRole } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { useProgress } from '../../app/useProgress.ts';
import { backup as strings } from '../../strings/backup.ts';
import { sizeText } from '../../strings/saveDialog.ts';
import { momentText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Badge, Notice } from '../../ui/Notice.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { BackupSettingsForm } from './BackupSettingsForm.tsx';
import './BackupSection.css';
import { DrillDialog } from './DrillDialog.tsx';

type State = CommandOutput<'readBackupState'>;

/** 备份: the last one and the next, making one, trying one out, how many are kept. */
export function BackupSection() {
  const isAdministrator = useHasRole('systemAdministrator');
  if (!isAdministrator) return <EmptyState icon="lock" title={strings.onlyAdministrator} />;
  return <Backups />;
}

function Backups() {
  const { value: state, refusal, reload } = useAnswer('backups', () => office.readBackupState({}));
  const [isMaking, setIsMaking] = useState(false);
  const [isStopping, setIsStopping] = useState(false);
  const [failed, setFailed] = useState<string>();
  const [tried, setTried] = useState<string>();
  const progress = useProgress('makeBackup', isMaking);

  const make = async () => {
    const folder = await chooseFolder(strings.makeTitle, { verb: strings.makeVerb, isWritten: true });
    if (folder === undefined) return;
    setFailed(undefined);
    setIsMaking(true);
    const answer = await office.makeBackup({ folder });
    setIsMaking(false);
    setIsStopping(false);
    if (!answer.ok) setFailed(answer.message);
    else if (answer.value.kind === 'stopped') announce('info', strings.stopped);
    else {
      const { backup, removed } = answer.value;
      const { length } = removed;
      announce('ok', length > 0 ? strings.madeRemoved(backup.path, length) : strings.made(backup.path));
    }
    reload();
  };
  const stop = async () => {
    setIsStopping(true);
    const answer = await office.stopBackup({});
    if (!answer.ok) announceRefusal(answer);
  };
  const tryOther = async () => {
    const folder = await chooseFolder(strings.chooseTitle, { verb: strings.tryVerb, isWritten: false });
    if (folder === undefined) return;
    const found = await office.findBackups({ folder });
    if (!found.ok) return announceRefusal(found);
    const [first] = found.value;
    if (first) setTried(first.path);
    else announce('warn', strings.foundNone);
  };
  return (
    <>
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
      <div className="system-card">
        <p>{strings.intro}</p>
        {state && (
          <p className="backup-last">
            <strong>{lastText(state)}</strong>
            {state.settings.dueDays > 0 && (
              <Badge kind={state.isDue ? 'warn' : 'plain'}>{state.isDue ? strings.due : strings.notDue}</Badge>
            )}
          </p>
        )}
        {isMaking ? (
          <>
            <ProgressLine
              label={progress?.label ?? strings.making}
              part={progress?.part ?? 0}
              whole={progress?.whole ?? 100}
            />
            <div>
              <Button isBusy={isStopping} onClick={stop}>
                {isStopping ? strings.stopping : strings.stop}
              </Button>
            </div>
          </>
        ) : (
          <div className="backup-actions">
            <Button kind="primary" icon="export" onClick={make}>
              {strings.make}
            </Button>
            <Button onClick={tryOther}>{strings.tryOther}</Button>
          </div>
        )}
        {failed && <Notice kind="error">{failed}</Notice>}
      </div>
      {state && <BackupSettingsForm key={JSON.stringify(state.settings)} settings={state.settings} onSaved={reload} />}
      {state && <BackupList backups={state.backups} onTry={setTried} />}
      {tried !== undefined && <DrillDialog path={tried} onClose={() => setTried(undefined)} />}
    </>
  );
}

function lastText({ lastMadeAt }: State): string {
  return lastMadeAt === undefined ? strings.never : strings.last(momentText(lastMadeAt));
}

function BackupList({
  backups,
  onTry,
}: {
  readonly backups: readonly BackupRecord[];
  readonly onTry: (path: string) => void;
}) {
  if (backups.length === 0) {
    return (
      <EmptyState icon="archive" title={strings.empty}>
        {strings.emptyHint}
      </EmptyState>
    );
  }
  return (
    <section aria-label={strings.list}>
      <h2 className="backup-head">{strings.list}</h2>
      <ul className="system-rows">
        {backups.map(({ id, madeAt, madeBy, bytes, path, isContentRead, isThere }) => (
          <li key={id} className="system-row">
            <span className="system-row-main">
              <strong>{momentText(madeAt)}</strong>
              <span className="second">　{strings.by(madeBy, sizeText(bytes))}</span>
              <span className="second small backup-path">{path}</span>
            </span>
            <Badge kind={isContentRead ? 'ok' : 'plain'}>
              {isContentRead ? strings.contentRead : strings.contentNotRead}
            </Badge>
            <Badge kind={isThere ? 'plain' : 'warn'}>{isThere ? strings.there : strings.notThere}</Badge>
            <Button kind="quiet" disabled={!isThere} onClick={() => onTry(path)}>
              {strings.try}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
