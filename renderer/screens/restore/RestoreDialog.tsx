import { useState } from 'react';
import type { BackupFacts, BackupFault, FoundBackup, PresentOffice, Unlock } from '#shared/contract/backupCommands.ts';
import { announce } from '../../app/announcements.tsx';
import { saveEverything } from '../../app/leaving.ts';
import { office } from '../../app/office.ts';
import { chooseFolder } from '../../app/saveFiles.ts';
import { secondsOf, useSecondsLeft } from '../../app/secondsLeft.ts';
import { useProgress } from '../../app/useProgress.ts';
import { accounts } from '../../strings/accounts.ts';
import { backup as strings } from '../../strings/backup.ts';
import { sizeText } from '../../strings/saveDialog.ts';
import { momentText, words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { BackupFactsList } from './BackupFactsList.tsx';
import './RestoreDialog.css';
import { byPassword, isTyped, UnlockFields } from './UnlockFields.tsx';

export interface RestoreDialogProps {
  readonly onClose: () => void;
  /** The data directory now holds what the backup held. */
  readonly onRestored: () => void;
}

interface Examined {
  readonly path: string;
  readonly facts?: BackupFacts | undefined;
  readonly faults: readonly BackupFault[];
  readonly present: PresentOffice;
}

/**
 * 从备份恢复: which backup, what it holds, what opens it, and the consent of the office that is there; then everything is as
 * it was when the backup was made.
 */
export function RestoreDialog({ onClose, onRestored }: RestoreDialogProps) {
  const [found, setFound] = useState<readonly FoundBackup[]>();
  const [examined, setExamined] = useState<Examined>();
  const [unlock, setUnlock] = useState<Unlock>(byPassword([]));
  const [consent, setConsent] = useState<Unlock>(byPassword([]));
  /** Asked only once the office has told, by what opens it, that it is another one. */
  const [other, setOther] = useState<'unasked' | 'asked' | 'wanted'>('unasked');
  const [mayPutAside, setMayPutAside] = useState(false);
  const [work, setWork] = useState<'examineBackup' | 'restoreBackup'>();
  const [refused, setRefused] = useState<string>();
  /** Which of the two passwords or papers the refusal is about. */
  const [asked, setAsked] = useState<unknown>();
  const progress = useProgress(work ?? '', work !== undefined);
  const facts = examined?.facts;
  const present = examined?.present ?? { kind: 'none' };
  const isOccupied = present.kind !== 'none';
  const isGuarded = present.kind === 'guarded';
  const { left, begin } = useSecondsLeft();
  const isReady =
    facts !== undefined &&
    isTyped(unlock) &&
    (!isGuarded || isTyped(consent)) &&
    (!isOccupied || mayPutAside) &&
    other !== 'asked' &&
    left === 0 &&
    work === undefined;

  const choose = async () => {
    const folder = await chooseFolder(strings.chooseTitle, { verb: strings.chooseVerb, isWritten: false });
    if (folder === undefined) return;
    setRefused(undefined);
    setAsked(undefined);
    setExamined(undefined);
    const answer = await office.findBackups({ folder });
    if (!answer.ok) return setRefused(answer.message);
    setFound(answer.value);
    const [only, ...more] = answer.value;
    if (only && more.length === 0 && only.fault === undefined) await examine(only.path);
  };
  const examine = async (path: string) => {
    setRefused(undefined);
    setWork('examineBackup');
    const answer = await office.examineBackup({ path });
    setWork(undefined);
    if (!answer.ok) return setRefused(answer.message);
    setExamined({ path, ...answer.value });
    setUnlock(byPassword(answer.value.facts?.signInNames ?? []));
    setOther('unasked');
    if (answer.value.present.kind === 'guarded') setConsent(byPassword(answer.value.present.signInNames));
  };
  const restore = async () => {
    if (!isReady || !examined || !(await saveEverything())) return;
    setRefused(undefined);
    setAsked(undefined);
    setWork('restoreBackup');
    const answer = await office.restoreBackup({
      path: examined.path,
      unlock,
      setAside: isOccupied,
      ...(isGuarded ? { consent, replacesOther: other === 'wanted' } : {}),
    });
    setWork(undefined);
    if (!answer.ok) {
      if (answer.details?.isOther === true) setOther('asked');
      begin(secondsOf(answer.details));
      setAsked(answer.details?.asked);
      return setRefused(answer.message);
    }
    const { office: name, madeAt, setAside } = answer.value;
    const at = momentText(madeAt);
    onRestored();
    announce('ok', setAside === undefined ? strings.restored(name, at) : strings.restoredAside(name, at, setAside));
  };
  return (
    <Dialog
      title={strings.restoreTitle}
      onClose={() => work === undefined && onClose()}
      onSubmit={restore}
      actions={
        <>
          <Button onClick={onClose} disabled={work !== undefined}>
            {words.cancel}
          </Button>
          {facts ? (
            <Button kind="primary" disabled={!isReady} isBusy={work === 'restoreBackup'} onClick={restore}>
              {left > 0 ? accounts.waiting(left) : strings.restoreVerb}
            </Button>
          ) : (
            <Button kind="primary" icon="folder" disabled={work !== undefined} onClick={choose}>
              {strings.choose}
            </Button>
          )}
        </>
      }
    >
      {!examined && !work && <p className="second">{strings.chooseFirst}</p>}
      {found && !examined && !work && <FoundList found={found} onChoose={examine} />}
      {work && (
        <ProgressLine
          label={progress?.label ?? (work === 'examineBackup' ? strings.checking : strings.restoring)}
          part={progress?.part ?? 0}
          whole={progress?.whole ?? 100}
        />
      )}
      {examined && !facts && <Notice kind="error">{faultsText(strings.isFaulty, examined.faults)}</Notice>}
      {facts && (
        <>
          <Notice
            kind="ok"
            action={
              <Button kind="quiet" disabled={work !== undefined} onClick={choose}>
                {strings.another}
              </Button>
            }
          >
            {strings.isWhole}
          </Notice>
          <div className="restore-facts">
            <BackupFactsList facts={facts} />
          </div>
          <section className="restore-part" aria-label={strings.backupKey}>
            <UnlockFields
              keyring={facts}
              label={strings.openBy}
              passwordHint={strings.passwordHint}
              unlock={unlock}
              onUnlock={setUnlock}
            />
            {refused && asked === 'backup' && <Notice kind="error">{refused}</Notice>}
          </section>
          {present.kind === 'unopenable' && <Notice kind="warn">{strings.unopenable(present.reason)}</Notice>}
          {isGuarded && (
            <section className="restore-part restore-consent" aria-label={strings.consent}>
              <h3>{strings.consent}</h3>
              <p className="second">{strings.consentText}</p>
              <UnlockFields
                keyring={present}
                label={strings.consentBy}
                passwordHint={strings.consentHint}
                unlock={consent}
                onUnlock={setConsent}
              />
              {refused && asked === 'present' && <Notice kind="error">{refused}</Notice>}
              {other !== 'unasked' && (
                <CheckField
                  label={strings.otherAgree}
                  isChecked={other === 'wanted'}
                  onChecked={(isWanted) => setOther(isWanted ? 'wanted' : 'asked')}
                />
              )}
            </section>
          )}
          {isOccupied && (
            <div>
              <p className="second">{strings.asideText}</p>
              <CheckField label={strings.asideAgree} isChecked={mayPutAside} onChecked={setMayPutAside} />
            </div>
          )}
        </>
      )}
      {refused && asked === undefined && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}

/** Which files are not what they were, a line each. */
export function faultsText(head: string, faults: readonly BackupFault[]): string {
  return [head, ...faults.map(({ file, message }) => `${file}：${message}`)].join('\n');
}

function FoundList({
  found,
  onChoose,
}: {
  readonly found: readonly FoundBackup[];
  readonly onChoose: (path: string) => void;
}) {
  if (found.length === 0) return <Notice kind="warn">{strings.foundNone}</Notice>;
  return (
    <ul className="restore-list" aria-label={strings.found}>
      {found.map(({ path, name, office: of, madeAt, madeBy, bytes, fault }) => (
        <li key={path}>
          <button type="button" disabled={fault !== undefined} onClick={() => onChoose(path)}>
            <strong>{of === undefined ? name : strings.foundOf(of, momentText(madeAt ?? ''))}</strong>
            <span className="second small">
              {fault ?? `${name}　${strings.by(madeBy ?? '', sizeText(bytes ?? 0))}`}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
