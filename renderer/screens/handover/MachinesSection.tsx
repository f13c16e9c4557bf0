import { useRef, useState } from 'react';
import type { MachineEntry } from '#shared/contract/machineCommands.ts';
import { announce, announceRefusal, ask } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useHasRole, useSignedIn } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { joinWindow as joining } from '../../strings/joinWindow.ts';
import { machines as strings } from '../../strings/machines.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ConfirmMachineDialog } from './ConfirmMachineDialog.tsx';
import { takeCardFile } from './cardFiles.ts';
import { MachineDuties } from './MachineDuties.tsx';
import { MachineRow, saveRevocation } from './MachineRow.tsx';
import { MissingDialog } from './MissingDialog.tsx';
import { OwnMachine } from './OwnMachine.tsx';
import { RecordedPackages } from './RecordedPackages.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';
import { WriteJoinDialog } from './WriteJoinDialog.tsx';
import './Machines.css';

/** 机器: this machine's card and those of the machines that it writes to and takes from. */
export function MachinesSection() {
  const { value: all, refusal, reload } = useAnswer('machines', () => office.listMachines({}));
  const mayOversee = useHasRole('securityAdministrator', 'auditor');
  const reads = useSignedIn().person.readsContent;
  const [missing, setMissing] = useState<MachineEntry>();
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
      <MachineDuties version={all.map(({ card, state }) => `${card}${state}`).join(' ')} />
      {mayOversee && <RecordedPackages />}
      {revoked.length > 0 && (
        <details className="machine-void system-people-head">
          <summary>{strings.void(revoked.length)}</summary>
          <ul className="system-rows">
            {revoked.map((machine) => (
              <MachineRow key={machine.card} machine={machine}>
                {reads && !machine.isOwn && (
                  <Button kind="quiet" aria-label={joining.missingOf(machine.name)} onClick={() => setMissing(machine)}>
                    {joining.missing}
                  </Button>
                )}
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
      {missing && <MissingDialog machine={missing} onClose={() => setMissing(undefined)} />}
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
  const mayWrite = useSignedIn().person.readsContent;
  const [revoking, setRevoking] = useState<MachineEntry>();
  const [writing, setWriting] = useState<MachineEntry>();
  const approve = async ({ card, name }: MachineEntry) => {
    const question = { title: joining.approveTitle(name), text: joining.approveText(name), verb: joining.approveVerb };
    if ((await ask(question)) === undefined) return;
    const answer = await office.approveJoin({ card });
    if (!answer.ok) return announceRefusal(answer);
    announce('ok', joining.approved(name));
    onChanged();
  };
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
    if (machine.state !== 'unconfirmed' || machine.toldVoid?.isDeclared) {
      return announce('info', strings.takenAgain(machine.name));
    }
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
    <section className="machine-shares" aria-label={strings.others}>
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
                {mayWrite && machine.state === 'confirmed' && machine.joinApprovedAt !== undefined && (
                  <Button aria-label={joining.writeTitle(machine.name)} onClick={() => setWriting(machine)}>
                    {joining.write}
                  </Button>
                )}
                {mayChange && (
                  <>
                    {machine.state === 'unconfirmed' && !machine.toldVoid?.isDeclared && (
                      <Button aria-label={strings.confirmTitle(machine.name)} onClick={() => setConfirming(machine)}>
                        {strings.confirm}
                      </Button>
                    )}
                    {machine.state === 'confirmed' && machine.joinApprovedAt === undefined && (
                      <Button
                        kind="quiet"
                        aria-label={joining.approveOf(machine.name)}
                        onClick={() => approve(machine)}
                      >
                        {joining.approve}
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
      {writing && <WriteJoinDialog machine={writing} onClose={() => setWriting(undefined)} />}
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
