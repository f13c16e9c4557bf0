import { useState } from 'react';
import type { BackupSettings } from '#shared/contract/backupCommands.ts';
import { announce, announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { backup as strings } from '../../strings/backup.ts';
import { Button } from '../../ui/Button.tsx';
import { NumberField } from '../../ui/NumberField.tsx';

/** How many backups are kept in one place, and after how many days the next is offered. */
export function BackupSettingsForm({
  settings,
  onSaved,
}: {
  readonly settings: BackupSettings;
  readonly onSaved: () => void;
}) {
  const [keep, setKeep] = useState(settings.keep);
  const [dueDays, setDueDays] = useState(settings.dueDays);
  const isChanged = keep !== settings.keep || dueDays !== settings.dueDays;
  const save = async () => {
    if (!isChanged) return;
    const answer = await office.saveBackupSettings({ keep, dueDays });
    if (!answer.ok) return announceRefusal(answer);
    announce('ok', strings.settingsSaved);
    onSaved();
  };
  return (
    <form
      className="system-card"
      aria-label={strings.settings}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="system-two">
        <NumberField
          label={strings.keep}
          hint={strings.keepHint}
          value={keep}
          least={1}
          most={100}
          decimals={0}
          wrong={strings.between(1, 100)}
          onNumber={setKeep}
        />
        <NumberField
          label={strings.dueDays}
          hint={strings.dueDaysHint}
          value={dueDays}
          least={0}
          most={365}
          decimals={0}
          wrong={strings.between(0, 365)}
          onNumber={setDueDays}
        />
      </div>
      <div>
        <Button type="submit" disabled={!isChanged}>
          {strings.saveSettings}
        </Button>
      </div>
    </form>
  );
}
