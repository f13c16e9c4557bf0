import type { Unlock } from '#shared/contract/backupCommands.ts';
import { backup as strings } from '../../strings/backup.ts';
import { SelectField, TextField } from '../../ui/Field.tsx';

export interface UnlockFieldsProps {
  /** Names in the keyring of the backup. */
  readonly names: readonly string[];
  readonly unlock: Unlock;
  readonly onUnlock: (unlock: Unlock) => void;
}

/** What opens a backup: the printed code, or a person's name and password. */
export function UnlockFields({ names, unlock, onUnlock }: UnlockFieldsProps) {
  const choose = (kind: string) =>
    onUnlock(
      kind === 'code' ? { kind: 'code', recoveryCode: '' } : { kind: 'person', personId: names[0] ?? '', password: '' },
    );
  return (
    <>
      <SelectField
        label={strings.openBy}
        value={unlock.kind}
        onValue={choose}
        options={[
          { value: 'person', label: strings.byPassword },
          { value: 'code', label: strings.byCode },
        ]}
      />
      {unlock.kind === 'code' ? (
        <TextField
          label={strings.code}
          hint={strings.codeHint}
          value={unlock.recoveryCode}
          onValue={(recoveryCode) => onUnlock({ ...unlock, recoveryCode })}
        />
      ) : (
        <>
          <SelectField
            label={strings.person}
            value={unlock.personId}
            onValue={(personId) => onUnlock({ ...unlock, personId })}
            options={names.map((name) => ({ value: name, label: name }))}
          />
          <TextField
            label={strings.password}
            hint={strings.passwordHint}
            type="password"
            value={unlock.password}
            onValue={(password) => onUnlock({ ...unlock, password })}
          />
        </>
      )}
    </>
  );
}

/** Whether everything that opens it has been typed. */
export function isTyped(unlock: Unlock): boolean {
  return unlock.kind === 'code' ? unlock.recoveryCode.trim() !== '' : unlock.personId !== '' && unlock.password !== '';
}
