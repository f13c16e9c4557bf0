import { useState } from 'react';
import type { PackageEntry } from '#shared/contract/packageCommands.ts';
import { goTo } from '../../app/navigation.ts';
import { handover as strings } from '../../strings/handover.ts';
import { joinWindow as joining } from '../../strings/joinWindow.ts';
import { Button } from '../../ui/Button.tsx';
import { Badge, type NoticeKind } from '../../ui/Notice.tsx';
import { JoinRolesDialog } from './JoinRolesDialog.tsx';
import { packageLines } from './packageLines.ts';
import { takeRegister } from './takeRegister.ts';

export interface PackageRowProps {
  readonly entry: PackageEntry;
  /** How its issue is called here; '' where it is about none. */
  readonly issueName: string;
  readonly onReceipt: () => void;
  readonly onParts: () => void;
}

const badges: Readonly<Record<PackageEntry['direction'], NoticeKind | 'plain'>> = {
  written: 'plain',
  taken: 'ok',
  refused: 'warn',
};

/** A line of the register and what can still be done with it. */
export function PackageRow({ entry, issueName, onReceipt, onParts }: PackageRowProps) {
  const { number, direction, kind, issueId, isOverdue } = entry;
  const isTaken = direction === 'taken';
  const isContent = isTaken && kind !== 'receipt';
  const isRegister = isTaken && kind === 'join';
  const named = strings.number(number);
  const [isParted, setIsParted] = useState(false);
  const take = async () => {
    if ((await takeRegister(entry.hash ?? '')) === 'parted') setIsParted(true);
  };
  return (
    <li className="handover-row">
      <div className="handover-words">
        <p className="handover-head">
          <span className="second">{named}</span>
          <Badge kind={badges[direction]}>{strings.directions[direction]}</Badge>
          {kind !== undefined && <strong>{strings.kinds[kind]}</strong>}
          {issueName !== '' && <span>{issueName}</span>}
          {isOverdue && <Badge kind="error">{strings.overdue}</Badge>}
        </p>
        {packageLines(entry).map((line) => (
          <p key={line} className="second small">
            {line}
          </p>
        ))}
      </div>
      <div className="handover-tools">
        {isContent && issueId !== undefined && issueName !== strings.unknownIssue && (
          <Button
            kind="quiet"
            aria-label={`${strings.openIssue}（${named}）`}
            onClick={() => goTo({ place: 'issues', id: issueId })}
          >
            {strings.openIssue}
          </Button>
        )}
        {isRegister && (
          <Button aria-label={`${joining.takeRegister}（${named}）`} onClick={take}>
            {joining.takeRegister}
          </Button>
        )}
        {isContent && (
          <>
            <Button kind="quiet" aria-label={`${strings.receipt}（${named}）`} onClick={onReceipt}>
              {strings.receipt}
            </Button>
            <Button kind="quiet" aria-label={`${strings.parts}（${named}）`} onClick={onParts}>
              {strings.parts}
            </Button>
          </>
        )}
      </div>
      {isParted && <JoinRolesDialog hash={entry.hash ?? ''} onClose={() => setIsParted(false)} />}
    </li>
  );
}
