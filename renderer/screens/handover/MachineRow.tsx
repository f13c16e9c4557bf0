import type { ReactNode } from 'react';
import type { MachineEntry } from '#shared/contract/machineCommands.ts';
import { announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { joinWindow as joining } from '../../strings/joinWindow.ts';
import { machines as strings } from '../../strings/machines.ts';
import { momentText } from '../../strings/words.ts';
import { Badge, type NoticeKind } from '../../ui/Notice.tsx';
import { saveCardFile } from './cardFiles.ts';

const badges: Readonly<Record<MachineEntry['state'], NoticeKind | 'plain'>> = {
  unconfirmed: 'warn',
  confirmed: 'ok',
  revoked: 'plain',
};

export interface MachineRowProps {
  readonly machine: MachineEntry;
  /** What can be done with it. */
  readonly children?: ReactNode;
}

/** A card with what became of it, when, by whom. */
export function MachineRow({ machine, children }: MachineRowProps) {
  const { name, office: of, isOwn, state } = machine;
  return (
    <li className="system-row">
      <div className="system-row-main">
        <p className="machine-head">
          <strong>{name}</strong>
          <span className="second">{of}</span>
          {isOwn && <Badge kind="plain">{strings.ofThisMachine}</Badge>}
          <Badge kind={badges[state]}>{strings.states[state]}</Badge>
        </p>
        <p className="second small">{whatBecameOf(machine).join('　')}</p>
      </div>
      {children}
    </li>
  );
}

/** Saves once more the statement by which a card became void, where there is one. */
export async function saveRevocation(card: string): Promise<void> {
  const answer = await office.readCardRevocation({ card });
  if (!answer.ok) return announceRefusal(answer);
  await saveCardFile(answer.value, strings.saveRevocationTitle);
}

function whatBecameOf(machine: MachineEntry): readonly string[] {
  const {
    isOwn,
    takenAt,
    takenByName,
    confirmedAt,
    confirmedByName = '',
    revokedAt,
    revokedByName = '',
    toldVoid,
  } = machine;
  const begun = isOwn ? strings.ownMadeAt : strings.takenBy;
  return [
    begun(momentText(takenAt), takenByName),
    ...(toldVoid ? [strings[toldVoid.isDeclared ? 'declaredVoid' : 'toldVoid'](toldVoid.name)] : []),
    ...(confirmedAt === undefined || isOwn ? [] : [strings.confirmedBy(momentText(confirmedAt), confirmedByName)]),
    ...(machine.joinApprovedAt === undefined
      ? []
      : [joining.approvedBy(momentText(machine.joinApprovedAt), machine.joinApprovedByName ?? '')]),
    ...(revokedAt === undefined
      ? []
      : [strings.revokedBy(momentText(revokedAt), revokedByName, strings.reasons[machine.reason ?? 'mistaken'])]),
  ];
}
