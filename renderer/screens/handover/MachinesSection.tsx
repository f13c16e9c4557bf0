import { useRef, useState } from 'react';
import type { MachineEntry } from '#shared/contract/machineCommands.ts';
import { announce, announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useHasRole } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { machines as strings } from '../../strings/machines.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ConfirmMachineDialog } from './ConfirmMachineDialog.tsx';
import { takeCardFile } from './cardFiles.ts';
import { MachineRow, saveRevocation } from './MachineRow.tsx';
import { OwnMachine } from './OwnMachine.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';
import './Machines.css';

/** 机器: this machine's card and those of the machines that it writes to and takes from. */
export function MachinesSection() {
  const { value: all, refusal, reload } = useAnswer('machines', () => office.listMachines({}));
  if (refusal) return <Notice kind="error">{refusal.message}</Notice>;
  if (!all) return null;
  const own = all.find(({ isOwn, state }) => isOwn && state !== 'revoked');
  const others = all.filter(({ isOwn, state }) => !isOwn && state !== 'revoked');
  const revoked = all.filter(({ state }) => state === 'revoked');
  return (
    <>
      <p className="second system-people-head">{strings.intro}</p>
      <OwnMachine own={own} onChanged={reload} />
      <OtherMachines machines={others} onChanged={reload} />
      {revoked.length > 0 && (
        <details className="machine-void system-people-head">
          <summary>{strings.void(revoked.length)}</summary>
          <ul className="system-rows">
            {revoked.map((machine) => (
              <MachineRow key={machine.card} machine={machine}>
                <Button
                  kind="quiet"
                  aria-label={`${strings.saveRevocation}${machine.name}`}
                  onClick={() => saveRevocation(machine.card)}
                >
                  {strings.saveRevocation}
                </Button>
              </MachineRow>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

interface OtherMachinesProps {
  readonly machines: readonly MachineEntry[];
  readonly onChanged: () => void;
}

function OtherMachines({ machines, onChanged }: OtherMachinesProps) {
  const mayChange = useHasRole('securityAdministrator');
  const [confirming, setConfirming] = useState<MachineEntry>();
  const [revoking, setRevoking] = useState<MachineEntry>();
  const [isTaking, setIsTaking] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const take = async (file: File) => {
    setIsTaking(true);
    const answer = await takeCardFile(file);
    setIsTaking(false);
    if (!answer.ok) return announceRefusal(answer);
    onChanged();
    const { kind, machine } = answer.value;
    if (kind === 'revocation') return announce('ok', strings.revocationTaken(machine.name));
    if (machine.state !== 'unconfirmed') return announce('info', strings.takenAgain(machine.name));
    announce('ok', strings.taken(machine.name));
    setConfirming(machine);
  };
  const takeButton = mayChange && (
    <>
      <Button icon="file" isBusy={isTaking} title={strings.takeHint} onClick={() => chooser.current?.click()}>
        {strings.take}
      </Button>
      <input
        ref={chooser}
        type="file"
        accept=".nkcard,.nkvoid"
        hidden
        aria-label={strings.take}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) take(file);
        }}
      />
    </>
  );
  return (
    <section aria-label={strings.others}>
      {machines.length === 0 ? (
        <EmptyState icon="system" title={strings.othersNone} action={takeButton}>
          {mayChange ? strings.othersNoneHint : strings.othersByAdministrator}
        </EmptyState>
      ) : (
        <>
          <div className="system-line system-people-head">
            <h3>{strings.others}</h3>
            {takeButton || <p className="second small">{strings.othersByAdministrator}</p>}
          </div>
          <ul className="system-rows">
            {machines.map((machine) => (
              <MachineRow key={machine.card} machine={machine}>
                {mayChange && (
                  <>
                    {machine.state === 'unconfirmed' && (
                      <Button aria-label={strings.confirmTitle(machine.name)} onClick={() => setConfirming(machine)}>
                        {strings.confirm}
                      </Button>
                    )}
                    <Button
                      kind="quiet"
                      aria-label={strings.revokeTitle(machine.name)}
                      onClick={() => setRevoking(machine)}
                    >
                      {strings.revoke}
                    </Button>
                  </>
                )}
              </MachineRow>
            ))}
          </ul>
        </>
      )}
      {confirming && (
        <ConfirmMachineDialog
          key={confirming.card}
          machine={confirming}
          onConfirmed={onChanged}
          onClose={() => setConfirming(undefined)}
        />
      )}
      {revoking && (
        <RevokeDialog
          title={strings.revokeTitle(revoking.name)}
          text={strings.revokeText(revoking.name)}
          verb={strings.revokeVerb}
          revoke={(reason) => office.revokeMachine({ card: revoking.card, reason })}
          onDone={({ name }) => {
            announce('ok', strings.revoked(name));
            onChanged();
          }}
          onClose={() => setRevoking(undefined)}
        />
      )}
    </section>
  );
}
