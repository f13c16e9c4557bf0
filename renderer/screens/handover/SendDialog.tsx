import { useState } from 'react';
import type { CommandInput } from '#shared/contract/contract.ts';
import { announce } from '../../app/announcements.tsx';
import { goTo } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { useProgress } from '../../app/useProgress.ts';
import { handover as strings } from '../../strings/handover.ts';
import { sizeText } from '../../strings/saveDialog.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { CheckField, SelectField, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { TicketChoice, usableTickets } from '../tickets/TicketChoice.tsx';
import { FolderField } from './FolderField.tsx';
import { NextMedium } from './NextMedium.tsx';
import { SendSize } from './SendSize.tsx';
import { useMediumName } from './useMediumName.ts';
import { useWantedMedium } from './useWantedMedium.ts';
import './Handover.css';

const forms = ['export', 'burn'] as const;
const mostMegabytes = 4000;
/** What fits on a disc. */
const usualMegabytes = '600';

export interface SendDialogProps {
  readonly issueId: string;
  readonly kind: CommandInput<'writePackage'>['kind'];
  readonly onClose: () => void;
}

/** 交到另一台机器: the issue is written as a package onto a medium, whole or not at all. */
export function SendDialog({ issueId, kind, onClose }: SendDialogProps) {
  const machines = useAnswer('machines', () => office.listMachines({}));
  const packages = useAnswer('packages-last', () => office.listPackages({ most: 50 }));
  const terms = useAnswer(`send-terms-${issueId}`, () => office.readOutputTerms({ issueId }), ['tickets']);
  const [card, setCard] = useState<string>();
  const [folder, setFolder] = useState<string>();
  const [dueOn, setDueOn] = useState('');
  const [isSplit, setIsSplit] = useState(false);
  const [megabytes, setMegabytes] = useState(usualMegabytes);
  const [ticketId, setTicketId] = useState<string>();
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const [isStopping, setIsStopping] = useState(false);
  const [isCopy, setIsCopy] = useState(false);
  const [changesMedium, setChangesMedium] = useState(true);
  const [wanted, mediumGiven] = useWantedMedium(isBusy);
  const progress = useProgress('writePackage', isBusy);

  const known = (machines.value ?? []).filter(({ isOwn, state }) => !isOwn && state === 'confirmed');
  const hasOwn = machines.value?.some(({ isOwn, state }) => isOwn && state !== 'revoked') === true;
  const written = (packages.value ?? []).filter(({ direction }) => direction === 'written');
  // Where it went last it goes again, as a rule.
  const lastName = written.find(({ kind: of }) => of === kind)?.machines[0]?.name;
  const machine = known.find((one) => one.card === card) ?? known.find(({ name }) => name === lastName) ?? known[0];
  const [medium, setMedium, room] = useMediumName(folder, written[0]?.medium);
  const usable = terms.value ? usableTickets(terms.value, forms) : [];
  const ticket = usable.find(({ id }) => id === ticketId) ?? usable[0];
  const isTicketed = terms.value?.isNeeded === true;
  const volume = Number(megabytes);
  const isVolume = Number.isInteger(volume) && volume >= 1 && volume <= mostMegabytes;
  const isReady =
    machine !== undefined &&
    folder !== undefined &&
    medium.trim() !== '' &&
    (!isSplit || isVolume) &&
    terms.value !== undefined &&
    (!isTicketed || ticket !== undefined);

  const send = async () => {
    if (!isReady || isBusy) return;
    setRefused(undefined);
    setIsBusy(true);
    const answer = await office.writePackage({
      issueId,
      kind,
      machines: [machine.card],
      folder,
      medium: medium.trim(),
      isCopy,
      ...(dueOn === '' ? {} : { dueOn }),
      ...(isTicketed && ticket ? { ticketId: ticket.id } : {}),
      ...(isSplit ? { volumeMegabytes: volume, changesMedium } : {}),
    });
    setIsBusy(false);
    setIsStopping(false);
    if (!answer.ok) {
      const stopped = isSplit && changesMedium ? strings.sendStoppedMidway : strings.sendStopped;
      return setRefused(answer.details?.isStopped === true ? stopped : answer.message);
    }
    const { entry, files } = answer.value;
    announce('ok', strings.sent(machine.name, files.length, sizeText(entry.bytes ?? 0)));
    onClose();
  };
  const stop = async () => {
    setIsStopping(true);
    await office.stopPackage({});
  };
  const refusal = refused ?? machines.refusal?.message ?? terms.refusal?.message;
  const canSend = hasOwn && known.length > 0;
  return (
    <Dialog
      title={strings.sendTitle}
      onClose={() => !isBusy && onClose()}
      onSubmit={send}
      actions={
        <>
          {isBusy ? (
            <Button isBusy={isStopping} onClick={stop}>
              {isStopping ? strings.stopping : strings.stop}
            </Button>
          ) : (
            <Button onClick={onClose}>{words.cancel}</Button>
          )}
          {canSend && !wanted && (
            <Button kind="primary" disabled={!isReady} isBusy={isBusy} onClick={send}>
              {strings.sendVerb}
            </Button>
          )}
        </>
      }
    >
      {machines.value && !canSend ? (
        <NoMachine hasOwn={hasOwn} onClose={onClose} />
      ) : wanted ? (
        <NextMedium key={wanted.volume} wanted={wanted} onGiven={mediumGiven} />
      ) : (
        <>
          <p>{strings.sendText[kind]}</p>
          <SelectField
            label={strings.machine}
            hint={strings.machineHint}
            value={machine?.card ?? ''}
            onValue={setCard}
            disabled={isBusy}
            options={known.map(({ card: value, name }) => ({ value, label: name }))}
          />
          <FolderField
            label={strings.folder}
            folder={folder}
            onFolder={setFolder}
            title={strings.sendFolder}
            choice={{ verb: strings.sendHere, isWritten: true }}
            disabled={isBusy}
          />
          <div className="handover-two">
            <TextField
              label={strings.takeMedium}
              hint={strings.mediumHint}
              value={medium}
              onValue={setMedium}
              disabled={isBusy}
            />
            <TextField
              label={strings.dueOn}
              hint={strings.dueOnHint}
              type="date"
              max="9999-12-31"
              value={dueOn}
              onValue={setDueOn}
              disabled={isBusy}
            />
          </div>
          <CheckField label={strings.sendCopy} isChecked={isCopy} onChecked={setIsCopy} disabled={isBusy} />
          <CheckField label={strings.isSplit} isChecked={isSplit} onChecked={setIsSplit} disabled={isBusy} />
          {isSplit && (
            <>
              <TextField
                label={strings.volumeMegabytes}
                inputMode="numeric"
                value={megabytes}
                onValue={setMegabytes}
                error={isVolume ? undefined : strings.volumeWrong}
                disabled={isBusy}
              />
              <CheckField
                label={strings.changesMedium}
                isChecked={changesMedium}
                onChecked={setChangesMedium}
                disabled={isBusy}
              />
            </>
          )}
          <SendSize
            issueId={issueId}
            room={room}
            volumeBytes={isSplit && isVolume ? volume * (1 << 20) : undefined}
            changesMedium={changesMedium}
          />
          {isTicketed && terms.value && (
            <TicketChoice issueId={issueId} terms={terms.value} forms={forms} chosen={ticket} onChoose={setTicketId} />
          )}
          {isBusy && (
            <ProgressLine
              label={progress?.label ?? strings.sendWriting}
              part={progress?.part ?? 0}
              whole={progress?.whole ?? 100}
            />
          )}
        </>
      )}
      {refusal && <Notice kind="error">{refusal}</Notice>}
    </Dialog>
  );
}

function NoMachine({ hasOwn, onClose }: { readonly hasOwn: boolean; readonly onClose: () => void }) {
  const go = () => {
    onClose();
    void goTo({ place: 'system', id: 'machines' });
  };
  return (
    <EmptyState
      icon="system"
      title={hasOwn ? strings.noMachine : strings.noCard}
      action={<Button onClick={go}>{strings.goToMachines}</Button>}
    >
      {hasOwn ? strings.noMachineHint : strings.noCardHint}
    </EmptyState>
  );
}
