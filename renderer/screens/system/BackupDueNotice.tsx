import { useState } from 'react';
import { goTo } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { backup as strings } from '../../strings/backup.ts';
import { momentText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import './BackupDueNotice.css';

/** Offered to the system administrator once the days that were set have passed; put off until the next sign-in. */
export function BackupDueNotice() {
  const { value } = useAnswer('backup-due', () => office.readBackupState({}));
  const [isPutOff, setIsPutOff] = useState(false);
  if (!value?.isDue || isPutOff) return null;
  const go = () => {
    setIsPutOff(true);
    goTo({ place: 'system', id: 'backup' });
  };
  return (
    <section className="backup-due" aria-label={strings.dueTitle}>
      <Notice
        kind="warn"
        action={
          <>
            <Button onClick={go}>{strings.dueGo}</Button>
            <Button kind="quiet" onClick={() => setIsPutOff(true)}>
              {strings.later}
            </Button>
          </>
        }
      >
        {value.lastMadeAt === undefined ? strings.dueNever : strings.dueSince(momentText(value.lastMadeAt))}
      </Notice>
    </section>
  );
}
