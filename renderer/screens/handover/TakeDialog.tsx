import { useRef, useState } from 'react';
import type { FoundPackage } from '#shared/contract/packageCommands.ts';
import { ask } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { useProgress } from '../../app/useProgress.ts';
import { handover as strings } from '../../strings/handover.ts';
import { sizeText } from '../../strings/saveDialog.ts';
import { dayText, momentText, words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { CheckField, TextField } from '../../ui/Field.tsx';
import { Badge, Notice } from '../../ui/Notice.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { FolderField } from './FolderField.tsx';
import { openIssue } from './PackageRow.tsx';
import { type Told, takeAsLost, takePackages } from './takePackages.ts';
import { issueNameOf, useIssueNames } from './useIssueNames.ts';
import { useMediumName } from './useMediumName.ts';
import './Handover.css';

export interface TakeDialogProps {
  readonly folder: string;
  readonly usualMedium: string;
  readonly onClose: () => void;
}

const keyOf = ({ files }: FoundPackage) => files[0] ?? '';
/** It can be taken, or its turn comes once what lies beside it has been taken. */
const isTakeable = ({ state, reason }: FoundPackage) => state === 'new' || reason === 'gap';

/** 从介质收: what lies there for this machine, taking it, and the receipts that go back on the same medium. */
export function TakeDialog({ folder: first, usualMedium, onClose }: TakeDialogProps) {
  const [folder, setFolder] = useState(first);
  const found = useAnswer(`found-${folder}`, () => office.findPackages({ folder }));
  const nameOf = useIssueNames();
  const [medium, setMedium] = useMediumName(folder, usualMedium);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [writesReceipts, setWritesReceipts] = useState(true);
  const [place, setPlace] = useState<number>();
  const [told, setTold] = useState<readonly Told[]>();
  const [isStopping, setIsStopping] = useState(false);
  const isStopped = useRef(false);
  const isBusy = place !== undefined;
  const progress = useProgress('takePackage', isBusy);
  const mine = (found.value ?? []).filter(({ state }) => state !== 'forOthers');
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
      writesReceipts,
      onTold: (more) => setTold((before) => [...(before ?? []).filter(({ waits }) => waits !== one), ...more]),
      nameOf: issueNameOf,
    });
    setPlace(undefined);
  };
  const lookAt = (next: string) => {
    setFolder(next);
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
          label={progress?.label ?? strings.takeTaking(place, chosen.length)}
          part={progress?.part ?? place - 1}
          whole={progress?.whole ?? chosen.length}
        />
      )}
      {told && (
        <div className="handover-told">
          {told.map(({ kind, text, issueId, waits }, index) => (
            <Notice
              // biome-ignore lint/suspicious/noArrayIndexKey: they are only added to
              key={index}
              kind={kind}
              action={
                !isBusy &&
                (waits ? (
                  <Button onClick={() => asLost(waits)}>{strings.asLost}</Button>
                ) : (
                  issueId !== undefined && (
                    <Button
                      kind="quiet"
                      onClick={() => {
                        onClose();
                        openIssue(issueId);
                      }}
                    >
                      {strings.openIssue}
                    </Button>
                  )
                ))
              }
            >
              {text}
            </Notice>
          ))}
        </div>
      )}
    </Dialog>
  );
}

interface FoundRowProps {
  readonly found: FoundPackage;
  readonly issueName: string;
  readonly isChosen: boolean;
  readonly onChosen: (isChosen: boolean) => void;
}

/** Who wrote it and what it is about, as far as that can be told before it is taken. */
function FoundRow({ found, issueName, isChosen, onChosen }: FoundRowProps) {
  const { inside, outside, state, message } = found;
  const fileName = keyOf(found).split(/[\\/]/).at(-1) ?? '';
  const title = inside ? `${strings.kinds[inside.kind] ?? ''}　${issueName}` : fileName;
  const lines = inside
    ? [strings.takeFrom(inside.sender, inside.person), momentText(inside.at)]
    : outside
      ? [strings.takeWrittenOn(dayText(outside.date))]
      : [];
  const size = outside ? [sizeText(outside.bytes)] : [];
  const volumes = outside && outside.volumes > 1 ? [strings.takeSeveral(outside.volumes)] : [];
  const text = (
    <>
      <strong>{title}</strong>
      <span className="second small">　{[...lines, ...volumes, ...size].join('　')}</span>
      {state === 'refused' && message !== undefined && <span className="second small handover-why">{message}</span>}
    </>
  );
  return (
    <li>
      <div className="handover-words">
        {isTakeable(found) ? <CheckField label={text} isChecked={isChosen} onChecked={onChosen} /> : text}
      </div>
      {state === 'taken' && <Badge kind="plain">{strings.takeAlready}</Badge>}
      {state === 'refused' && !isTakeable(found) && <Badge kind="warn">{strings.takeNot}</Badge>}
    </li>
  );
}
