import { useState } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { type Due, exitOffer, isAnythingDue } from '../../app/dueAtExit.ts';
import { desk, office } from '../../app/office.ts';
import { chooseFolder, saveFiles } from '../../app/saveFiles.ts';
import { useProgress } from '../../app/useProgress.ts';
import { backup as backupStrings } from '../../strings/backup.ts';
import { exit as strings } from '../../strings/exit.ts';
import { seals } from '../../strings/seals.ts';
import { momentText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';

type Seal = CommandOutput<'sealAudit'>;

const quit = () => desk.quit({});
const stay = () => exitOffer.set(undefined);

/** 退出前: a backup or a seal that is due, offered once; whoever would rather go goes, also in the middle of it. */
export function ExitDialog({ due }: { readonly due: Due }) {
  const [left, setLeft] = useState(due);
  const [work, setWork] = useState<'backup' | 'seal'>();
  const [sealed, setSealed] = useState<Seal>();
  const [refused, setRefused] = useState<string>();
  const progress = useProgress('makeBackup', work === 'backup');
  const { backupSince, isSealDue } = left;

  const done = (next: Due) => {
    if (isAnythingDue(next)) setLeft(next);
    else quit();
  };
  const backUp = async () => {
    const folder = await chooseFolder(backupStrings.makeTitle, { verb: backupStrings.makeVerb, isWritten: true });
    if (folder === undefined) return;
    setRefused(undefined);
    setWork('backup');
    const answer = await office.makeBackup({ folder });
    setWork(undefined);
    if (!answer.ok) return setRefused(answer.message);
    if (answer.value.kind === 'stopped') return setRefused(backupStrings.stopped);
    done({ isSealDue });
  };
  const seal = async () => {
    setRefused(undefined);
    let given = sealed;
    if (!given) {
      setWork('seal');
      const answer = await office.sealAudit({});
      setWork(undefined);
      if (!answer.ok) return setRefused(answer.message);
      given = answer.value;
      setSealed(given);
    }
    const { number, file } = given;
    const files = [file as { name: string; bytes: Uint8Array<ArrayBuffer> }];
    const path = await saveFiles({ title: seals.saveTitle(number), files });
    if (path === undefined) return setRefused(strings.notKept);
    done({ ...(backupSince === undefined ? {} : { backupSince }), isSealDue: false });
  };
  const stopAndQuit = async () => {
    // What is stopped leaves nothing; the program does not wait to hear that it has.
    office.stopBackup({});
    await quit();
  };
  return (
    <Dialog
      title={strings.title}
      width="narrow"
      onClose={() => work === undefined && stay()}
      actions={
        work === 'backup' ? (
          <Button onClick={stopAndQuit}>{strings.stopAndQuit}</Button>
        ) : (
          <>
            <Button onClick={stay} disabled={work !== undefined}>
              {strings.stay}
            </Button>
            <Button onClick={quit}>{strings.quit}</Button>
            {isSealDue && (
              <Button kind="primary" icon="lock" isBusy={work === 'seal'} onClick={seal}>
                {sealed ? strings.keepSeal : strings.sealNow}
              </Button>
            )}
            {backupSince !== undefined && (
              <Button kind="primary" icon="export" disabled={work !== undefined} onClick={backUp}>
                {strings.backUp}
              </Button>
            )}
          </>
        )
      }
    >
      {backupSince !== undefined && (
        <p>{backupSince === '' ? strings.backupNever : strings.backupSince(momentText(backupSince))}</p>
      )}
      {isSealDue && <p>{strings.seal}</p>}
      <p className="second">{strings.hint}</p>
      {work === 'backup' && (
        <ProgressLine
          label={progress?.label ?? backupStrings.making}
          part={progress?.part ?? 0}
          whole={progress?.whole ?? 100}
        />
      )}
      {work === 'seal' && <p role="status">{strings.sealing}</p>}
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}
