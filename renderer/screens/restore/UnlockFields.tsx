import type { BackupFacts, Unlock } from '#shared/contract/backupCommands.ts';
import { unlock as strings } from '../../strings/unlock.ts';
import { SelectField, TextField } from '../../ui/Field.tsx';
import './UnlockFields.css';

export interface Unlockable {
  readonly signInNames: readonly string[];
  readonly recoveryKind: BackupFacts['recoveryKind'];
}

export interface UnlockFieldsProps {
  /** What the keyring says of those whom it lets in. */
  readonly keyring: Unlockable;
  readonly unlock: Unlock;
  readonly onUnlock: (unlock: Unlock) => void;
  /** On the choice of the way. */
  readonly label: string;
  readonly passwordHint?: string;
}

type Share = Extract<Unlock, { readonly kind: 'shares' }>['shares'][number];

/** What opens bases: a person's name and password, or what is printed: the code, or two of its shares with their numbers. */
export function UnlockFields({ keyring, unlock, onUnlock, label, passwordHint }: UnlockFieldsProps) {
  const { signInNames, recoveryKind } = keyring;
  return (
    <>
      <SelectField
        label={label}
        value={unlock.kind}
        onValue={(kind) => onUnlock(kind === 'person' ? byPassword(signInNames) : byPapers(recoveryKind))}
        options={[
          { value: 'person', label: strings.byPassword },
          { value: recoveryKind, label: strings.byPapers[recoveryKind] },
        ]}
      />
      {unlock.kind === 'code' && (
        <TextField
          label={strings.code}
          hint={strings.codeHint}
          value={unlock.recoveryCode}
          onValue={(recoveryCode) => onUnlock({ ...unlock, recoveryCode })}
        />
      )}
      {unlock.kind === 'shares' && (
        <>
          <ShareField
            label={strings.firstShare}
            share={unlock.shares[0]}
            onShare={(share) => onUnlock({ ...unlock, shares: [share, unlock.shares[1]] })}
          />
          <ShareField
            label={strings.secondShare}
            share={unlock.shares[1]}
            onShare={(share) => onUnlock({ ...unlock, shares: [unlock.shares[0], share] })}
          />
        </>
      )}
      {unlock.kind === 'person' && (
        <>
          <SelectField
            label={strings.person}
            value={unlock.personId}
            onValue={(personId) => onUnlock({ ...unlock, personId })}
            options={signInNames.map((name) => ({ value: name, label: name }))}
          />
          <TextField
            label={strings.password}
            hint={passwordHint}
            type="password"
            value={unlock.password}
            onValue={(password) => onUnlock({ ...unlock, password })}
          />
        </>
      )}
    </>
  );
}

interface ShareFieldProps {
  readonly label: string;
  readonly share: Share;
  readonly onShare: (share: Share) => void;
}

function ShareField({ label, share, onShare }: ShareFieldProps) {
  return (
    <fieldset className="unlock-share">
      <legend className="unseen">{label}</legend>
      <SelectField
        label={strings.shareNumber}
        value={String(share.number)}
        onValue={(number) => onShare({ ...share, number: Number(number) })}
        options={[1, 2, 3].map((number) => ({ value: String(number), label: strings.numbered(number) }))}
      />
      <TextField
        label={label}
        hint={strings.shareHint}
        value={share.text}
        onValue={(text) => onShare({ ...share, text })}
      />
    </fieldset>
  );
}

/** Nothing typed yet, by password. */
export function byPassword(signInNames: readonly string[]): Unlock {
  return { kind: 'person', personId: signInNames[0] ?? '', password: '' };
}

function byPapers(kind: BackupFacts['recoveryKind']): Unlock {
  if (kind === 'code') return { kind, recoveryCode: '' };
  return {
    kind,
    shares: [
      { number: 1, text: '' },
      { number: 2, text: '' },
    ],
  };
}

/** Whether everything that opens it has been typed. */
export function isTyped(unlock: Unlock): boolean {
  switch (unlock.kind) {
    case 'code':
      return unlock.recoveryCode.trim() !== '';
    case 'shares':
      return unlock.shares.every(({ text }) => text.trim() !== '');
    case 'person':
      return unlock.personId !== '' && unlock.password !== '';
    default:
      return unlock satisfies never;
  }
}
