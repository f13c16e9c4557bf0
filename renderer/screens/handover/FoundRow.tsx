import type { FoundPackage } from '#shared/contract/packageCommands.ts';
import { handover as strings } from '../../strings/handover.ts';
import { sizeText } from '../../strings/saveDialog.ts';
import { dayText, momentText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckField } from '../../ui/Field.tsx';
import { Badge } from '../../ui/Notice.tsx';
import './Handover.css';

export const keyOf = ({ files }: FoundPackage) => files[0] ?? '';

/** It can be taken, or its turn comes once what lies beside it has been taken. */
export const isTakeable = ({ state, reason }: FoundPackage) => state === 'new' || reason === 'gap';

/** The volumes that lie on this medium and are not kept here yet. */
export function onMediumOf({ outside }: FoundPackage): readonly number[] {
  if (!outside) return [];
  const { volumes, missing, gathered } = outside;
  return Array.from({ length: volumes }, (_, index) => index + 1).filter(
    (number) => !missing.includes(number) && !gathered.includes(number),
  );
}

export interface FoundRowProps {
  readonly found: FoundPackage;
  readonly issueName: string;
  readonly isChosen: boolean;
  readonly onChosen: (isChosen: boolean) => void;
  /** Keeps its volumes from this medium; undefined while it is not said which medium it is. */
  readonly onGather: (() => void) | undefined;
  readonly onDrop: () => void;
}

/** Who wrote it and what it is about, as far as that can be told before it is taken. */
export function FoundRow({ found, issueName, isChosen, onChosen, onGather, onDrop }: FoundRowProps) {
  const { inside, outside, state, reason, message } = found;
  const fileName = keyOf(found).split(/[\\/]/).at(-1) ?? '';
  const title = inside ? `${strings.kinds[inside.kind] ?? ''}　${issueName}` : fileName;
  const lines = inside
    ? [strings.takeFrom(inside.sender, inside.person), momentText(inside.at)]
    : outside
      ? [strings.takeWrittenOn(dayText(outside.date))]
      : [];
  const size = outside ? [sizeText(outside.bytes)] : [];
  const volumes = outside && outside.volumes > 1 ? [strings.takeSeveral(outside.volumes)] : [];
  const { missing = [], gathered = [] } = outside ?? {};
  const isApart = reason === 'volumeMissing';
  const onMedium = onMediumOf(found);
  const apart = [
    ...(gathered.length > 0 ? [strings.takeGathered(gathered)] : []),
    ...(missing.length > 0 ? [strings.takeMissing(missing)] : []),
    ...(isApart && onMedium.length === 0 ? [strings.gatherNext] : []),
  ];
  const why = isApart || apart.length > 0 ? apart.join('；') : state === 'refused' ? message : undefined;
  const text = (
    <>
      <strong>{title}</strong>
      <span className="second small">　{[...lines, ...volumes, ...size].join('　')}</span>
      {why !== undefined && <span className="second small handover-why">{why}</span>}
    </>
  );
  return (
    <li>
      <div className="handover-words">
        {isTakeable(found) ? <CheckField label={text} isChecked={isChosen} onChecked={onChosen} /> : text}
      </div>
      {state === 'taken' && <Badge kind="plain">{strings.takeAlready}</Badge>}
      {isApart && onMedium.length > 0 && (
        <Button disabled={onGather === undefined} onClick={() => onGather?.()}>
          {strings.gather(onMedium)}
        </Button>
      )}
      {gathered.length > 0 && (
        <Button kind="quiet" onClick={onDrop}>
          {strings.drop}
        </Button>
      )}
      {state === 'refused' && !isApart && !isTakeable(found) && <Badge kind="warn">{strings.takeNot}</Badge>}
    </li>
  );
}
