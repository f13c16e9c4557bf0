import { useState } from 'react';
import type { Unlock } from '#shared/contract/backupCommands.ts';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { announceRefusal } from '../../app/announcements.tsx';
import { saveEverything } from '../../app/leaving.ts';
import { office } from '../../app/office.ts';
import { forgetSession, useSession } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { baseCheck as strings } from '../../strings/baseCheck.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { byPassword, isTyped, UnlockFields } from '../restore/UnlockFields.tsx';
import { SalvagedTables } from './SalvagedTables.tsx';

type Salvaged = CommandOutput<'salvageBases'>;

export interface SalvageDialogProps {
  /** Who is chosen at first; '' for nobody in particular. */
  readonly personId: string;
  readonly onClose: () => void;
}

/** 抢救数据: asked with a password, then everybody signs in again on bases of what could be read. */
export function SalvageDialog({ personId, onClose }: SalvageDialogProps) {
  const status = useAnswer('salvage-keyring', () => office.officeStatus({})).value;
  const { signInNames = [], recoveryKind = 'code' } = status ?? {};
  const [typed, setUnlock] = useState<Unlock>();
  const unlock = typed ?? byPassword([personId, ...signInNames].filter((name) => name !== ''));
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const [salvaged, setSalvaged] = useState<Salvaged>();
  const session = useSession();
  const isReady = isTyped(unlock) && !isBusy && !salvaged;
  const run = async () => {
    if (!isReady || !(await saveEverything())) return;
    setRefused(undefined);
    setIsBusy(true);
    const answer = await office.salvageBases({ unlock });
    setIsBusy(false);
    if (answer.ok) return setSalvaged(answer.value);
    // Where it came so far that nobody is signed in any more, the sign-in stands there next.
    const now = session && (await office.officeStatus({}));
    if (now?.ok && now.value.signedIn === null) {
      announceRefusal(answer);
      return forgetSession();
    }
    setRefused(answer.message);
  };
  const close = () => {
    if (isBusy) return;
    if (salvaged) forgetSession();
    onClose();
  };
  return (
    <Dialog
      title={strings.salvageTitle}
      width="wide"
      onClose={close}
      onSubmit={run}
      actions={
        salvaged ? (
          <Button kind="primary" onClick={close}>
            {strings.signInAgain}
          </Button>
        ) : (
          <>
            <Button onClick={close} disabled={isBusy}>
              {words.cancel}
            </Button>
            <Button kind="danger" disabled={!isReady && !isBusy} isBusy={isBusy} onClick={run}>
              {strings.salvageVerb}
            </Button>
          </>
        )
      }
    >
      {salvaged ? (
        <>
          <Notice kind="ok">{strings.salvaged(salvaged.setAside)}</Notice>
          {salvaged.bases.map(({ base, tables }) => (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
            <section key={base} tabIndex={0} aria-label={strings.names[base]}>
              <h3>{strings.names[base]}</h3>
              <SalvagedTables tables={tables} />
            </section>
          ))}
        </>
      ) : (
        <>
          <p className="second">{strings.salvageText}</p>
          <UnlockFields
            keyring={{ signInNames, recoveryKind }}
            label={strings.openBy}
            unlock={unlock}
            onUnlock={setUnlock}
          />
          {isBusy && <p role="status">{strings.salvaging}</p>}
        </>
      )}
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}
