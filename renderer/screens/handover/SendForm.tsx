import { type ReactNode, useState } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import type { Answer } from '#shared/contract/errorCode.ts';
import type { PackageKind } from '#shared/handover/packageManifest.ts';
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
import { FolderField } from './FolderField.tsx';
import { NextMedium } from './NextMedium.tsx';
import type { MediumRoom } from './SendSize.tsx';
import { useMediumName } from './useMediumName.ts';
import { useWantedMedium } from './useWantedMedium.ts';
import './Handover.css';

const mostMegabytes = 4000;
/** What fits on a disc. */
const usualMegabytes = '600';

/** Where a package goes, as the dialog asks for it. */
export interface SendTarget {
  readonly machine: string;
  readonly folder: string;
  readonly medium: string;
  readonly dueOn?: string;
  readonly volumeMegabytes?: number;
  readonly changesMedium?: boolean;
}

export interface SendFormProps {
  /** As what it goes: the machine to which one like it went last is proposed. */
  readonly kind: PackageKind;
  /** What is handed over and what follows from it. */
  readonly children: (isBusy: boolean) => ReactNode;
  /** What is asked besides, behind the medium and at the end. */
  readonly choices?: (isBusy: boolean) => ReactNode;
  readonly ending?: ReactNode;
  /** How large it will be, beside the room of the medium. */
  readonly size?: (medium: MediumRoom) => ReactNode;
  readonly isReady: boolean;
  readonly refusal: string | undefined;
  readonly write: (target: SendTarget) => Promise<Answer<CommandOutput<'writePackage'>>>;
  readonly onClose: () => void;
}

/** 交到另一台机器: something is written as a package onto a medium, whole or not at all. */
export function SendForm({
  kind,
  children,
  choices,
  ending,
  size,
  isReady: isChosen,
  refusal: other,
  write,
  onClose,
}: SendFormProps) {
  const machines = useAnswer('machines', () => office.listMachines({}));
  const packages = useAnswer('packages-last', () => office.listPackages({ most: 50 }));
  const [card, setCard] = useState<string>();
  const [folder, setFolder] = useState<string>();
  const [dueOn, setDueOn] = useState('');
  const [isSplit, setIsSplit] = useState(false);
  const [megabytes, setMegabytes] = useState(usualMegabytes);
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const [isStopping, setIsStopping] = useState(false);
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
  const volume = Number(megabytes);
  const isVolume = Number.isInteger(volume) && volume >= 1 && volume <= mostMegabytes;
  const isReady =
    machine !== undefined && folder !== undefined && medium.trim() !== '' && (!isSplit || isVolume) && isChosen;

  const send = async () => {
    if (!isReady || isBusy) return;
    setRefused(undefined);
    setIsBusy(true);
    const answer = await write({
      machine: machine.card,
      folder,
      medium: medium.trim(),
      ...(dueOn === '' ? {} : { dueOn }),
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
  const refusal = refused ?? machines.refusal?.message ?? other;
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
          {children(isBusy)}
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
          {choices?.(isBusy)}
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
          {size?.({
            room,
            volumeBytes: isSplit && isVolume ? volume * (1 << 20) : undefined,
            changesMedium,
          })}
          {ending}
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
