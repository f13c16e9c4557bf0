import { useRef, useState } from 'react';
import type { FoundPackage } from '#shared/contract/packageCommands.ts';
import { announce, ask } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { useProgress } from '../../app/useProgress.ts';
import { handover as strings } from '../../strings/handover.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { CheckField, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { FolderField } from './FolderField.tsx';
import { FoundRow, isTakeable, keyOf, onMediumOf } from './FoundRow.tsx';
import { ToldList } from './ToldList.tsx';
import { type Told, takeAsLost, takePackages } from './takePackages.ts';
import { issueNameOf, useIssueNames } from './useIssueNames.ts';
import { useMediumName } from './useMediumName.ts';
import './Handover.css';

export interface TakeDialogProps {
  readonly folder: string;
  readonly usualMedium: string;
  readonly onClose: () => void;
}

/** 从介质收: what lies there for this machine, taking it, and the receipts that go back on the same medium. */
export function TakeDialog({ folder: first, usualMedium, onClose }: TakeDialogProps) {
  const [folder, setFolder] = useState(first);
  const found = useAnswer(`found-${folder}`, () => office.findPackages({ folder }));
  const nameOf = useIssueNames();
  const [round, setRound] = useState(0);
  const [medium, setMedium] = useMediumName(folder, usualMedium, round);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [writesReceipts, setWritesReceipts] = useState(true);
  const [place, setPlace] = useState<number>();
  const [told, setTold] = useState<readonly Told[]>();
  const [isGathering, setIsGathering] = useState(false);
  const [isStopping, setIsStopping] = useState(false);
  const isStopped = useRef(false);
  const isBusy = place !== undefined || isGathering;
  const progress = useProgress(isGathering ? 'gatherVolumes' : 'takePackage', isBusy);
  const mine = (found.value ?? []).filter(
    ({ state, outside }) => state !== 'forOthers' || (outside?.gathered ?? []).length > 0,
  );
  const others = (found.value ?? []).length - mine.length;
  const chosen = mine.filter((one) => isTakeable(one) && !left.has(keyOf(one)));
  const isReady = chosen.length > 0 && medium.trim() !== '' && !isBusy && !told;

  const take = async () => {
    if (!isReady) return;
    isStopped.current = false;
    setTold(undefined);
    let all: readonly Told[] = [];
    await takePackages(chosen, {
      medium: medium.trim(),
      writesReceipts,
      folder,
      isStopped: () => isStopped.current,
      onPlace: setPlace,
      onTold: (more) => {
        all = [...all, ...more];
        setTold(all);
      },
      nameOf: issueNameOf,
    });
    setPlace(undefined);
    setIsStopping(false);
  };
  const stop = async () => {
    isStopped.current = true;
    setIsStopping(true);
    await office.stopPackage({});
  };
  const asLost = async (one: FoundPackage) => {
    const reason = await ask({
      title: strings.asLostTitle,
      text: strings.asLostText,
      verb: strings.asLostVerb,
      isDangerous: true,
      reasonLabel: strings.asLostReason,
    });
    if (reason === undefined) return;
    setPlace(1);
    await takeAsLost(one, reason, {
      medium: medium.trim(),
      folder,
      writesReceipts,
      onTold: (more) => setTold((before) => [...(before ?? []).filter(({ waits }) => waits !== one), ...more]),
      nameOf: issueNameOf,
    });
    setPlace(undefined);
  };
  const nextRound = () => {
    setRound((before) => before + 1);
    found.reload();
  };
  const gather = async (one: FoundPackage) => {
    const { missing = [] } = one.outside ?? {};
    setIsGathering(true);
    const answer = await office.gatherVolumes({ files: [...one.files], medium: medium.trim() });
    setIsGathering(false);
    setIsStopping(false);
    if (!answer.ok) {
      const isEnded = answer.details?.isStopped === true;
      return announce(isEnded ? 'warn' : 'error', answer.message);
    }
    announce('ok', strings.gathered(onMediumOf(one), missing));
    nextRound();
  };
  const drop = async ({ outside }: FoundPackage) => {
    if (!outside) return;
    const isSure = await ask({
      title: strings.dropTitle,
      text: strings.dropText(outside.gathered),
      verb: strings.dropVerb,
      isDangerous: true,
    });
    if (isSure === undefined) return;
    const answer = await office.dropVolumes({ mark: outside.mark });
    if (!answer.ok) announce('error', answer.message);
    found.reload();
  };
  const lookAt = (next: string) => {
    setFolder(next);
    setRound((before) => before + 1);
    setTold(undefined);
    setLeft(new Set());
    if (next === folder) found.reload();
  };
  const toggle = (key: string, isChosen: boolean) => {
    const next = new Set(left);
    if (isChosen) next.delete(key);
    else next.add(key);
    setLeft(next);
  };
  const isOver = told !== undefined && !isBusy;
  return (
    <Dialog
      title={strings.takeTitle}
      onClose={() => !isBusy && onClose()}
      onSubmit={take}
      actions={
        isOver ? (
          <Button kind="primary" onClick={onClose}>
            {words.close}
          </Button>
        ) : isBusy ? (
          <Button isBusy={isStopping} onClick={stop}>
            {isStopping ? strings.stopping : strings.stop}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{words.cancel}</Button>
            <Button kind="primary" disabled={!isReady} onClick={take}>
              {strings.takeGo(chosen.length)}
            </Button>
          </>
        )
      }
    >
      <FolderField
        label={strings.takeFolder}
        folder={folder}
        onFolder={lookAt}
        title={strings.takeChoose}
        choice={{ verb: strings.takeVerb, isWritten: false }}
        disabled={isBusy}
      />
      {found.refusal && <Notice kind="error">{found.refusal.message}</Notice>}
      {!found.value && !found.refusal && <p role="status">{strings.takeLooking}</p>}
      {found.value && mine.length === 0 && (
        <EmptyState icon="folder" title={strings.takeNothing}>
          {strings.takeNothingHint}
        </EmptyState>
      )}
      {!told && !isBusy && mine.length > 0 && (
        <>
          <ul className="handover-found" aria-label={strings.takeList}>
            {mine.map((one) => (
              <FoundRow
                key={keyOf(one)}
                found={one}
                issueName={nameOf(one.inside?.issueId)}
                isChosen={!left.has(keyOf(one))}
                onChosen={(isChosen) => toggle(keyOf(one), isChosen)}
                onGather={medium.trim() === '' ? undefined : () => gather(one)}
                onDrop={() => drop(one)}
              />
            ))}
          </ul>
          <TextField label={strings.takeMedium} hint={strings.takeMediumHint} value={medium} onValue={setMedium} />
          <CheckField
            label={
              <>
                {strings.takeReceipt}
                <span className="second small">　{strings.takeReceiptHint}</span>
              </>
            }
            isChecked={writesReceipts}
            onChecked={setWritesReceipts}
          />
        </>
      )}
      {!told && others > 0 && <p className="second">{strings.takeForOthers(others)}</p>}
      {isBusy && (
        <ProgressLine
          label={
            progress?.label ?? (place === undefined ? strings.gathering : strings.takeTaking(place, chosen.length))
          }
          part={progress?.part ?? (place ?? 1) - 1}
          whole={progress?.whole ?? chosen.length}
        />
      )}
      {told && <ToldList told={told} isBusy={isBusy} onAsLost={asLost} onLeave={onClose} />}
    </Dialog>
  );
}
