import { DueNotice } from '../../app/DueNotice.tsx';
import { goTo } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { backup as strings } from '../../strings/backup.ts';
import { momentText } from '../../strings/words.ts';

/** Offered to the system administrator once the days that were set have passed. */
export function BackupDueNotice() {
  const { value } = useAnswer('backup-due', () => office.readBackupState({}));
  if (!value?.isDue) return null;
  return (
    <DueNotice label={strings.dueTitle} verb={strings.dueGo} onGo={() => goTo({ place: 'system', id: 'backup' })}>
      {value.lastMadeAt === undefined ? strings.dueNever : strings.dueSince(momentText(value.lastMadeAt))}
    </DueNotice>
  );
}
