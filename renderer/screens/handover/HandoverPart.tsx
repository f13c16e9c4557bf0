import { useState } from 'react';
import type { IssueLending, WholeIssue } from '#shared/contract/issueCommands.ts';
import { askedSend } from '../../app/askedSend.ts';
import { office } from '../../app/office.ts';
import { handover as strings } from '../../strings/handover.ts';
import { dayText, momentText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Badge, Notice } from '../../ui/Notice.tsx';
import { CancelDialog } from './CancelDialog.tsx';
import { packageKindOf } from './packageKindOf.ts';
import { ReclaimDialog } from './ReclaimDialog.tsx';
import { UnresolvedPart } from './UnresolvedPart.tsx';
import './Handover.css';

/** At an issue: on which machine it is, how it comes back, and the way to another machine. */
export function HandoverPart({ issue }: { readonly issue: WholeIssue }) {
  const { id, lending, unresolved = [] } = issue.summary;
  if (lending) return <Lent id={id} lending={lending} />;
  if (unresolved.length > 0) return <UnresolvedPart issueId={id} />;
  const kind = packageKindOf(issue);
  if (!kind) return null;
  return (
    <div>
      <Button icon="export" onClick={() => askedSend.set({ issueId: id, kind })}>
        {strings.send}
      </Button>
    </div>
  );
}

function Lent({ id, lending }: { readonly id: string; readonly lending: IssueLending }) {
  const { machineName, since, isCopy, dueOn, isOverdue, receivedAt, cancel } = lending;
  const [open, setOpen] = useState<'cancel' | 'reclaim'>();
  const close = () => setOpen(undefined);
  return (
    <section className="handover-part" aria-label={strings.title}>
      <Notice kind="info">
        <p>
          <strong>{strings.lentAt(machineName, momentText(since))}</strong>
          {isOverdue && <Badge kind="error">{strings.overdue}</Badge>}
        </p>
        <p>{isCopy ? strings.lentCopy : strings.lentText}</p>
        {!isCopy && (
          <p className="second small">
            {receivedAt === undefined ? strings.lentNotReceived : strings.lentReceived(momentText(receivedAt))}
            {dueOn !== undefined && receivedAt === undefined && `　${strings.lentDue(dayText(dueOn))}`}
          </p>
        )}
      </Notice>
      {cancel && (
        <Notice kind="warn">
          {cancel.refused === undefined
            ? strings.cancelAsked(momentText(cancel.at))
            : strings.cancelRefused(strings.cancelReasons[cancel.refused])}
        </Notice>
      )}
      {!isCopy && (
        <div className="handover-tools">
          {(!cancel || cancel.refused !== undefined) && (
            <Button icon="undo" onClick={() => setOpen('cancel')}>
              {strings.cancel}
            </Button>
          )}
          <Button kind="quiet" onClick={() => setOpen('reclaim')}>
            {strings.reclaim}
          </Button>
        </div>
      )}
      {open === 'cancel' && <CancelDialog issueId={id} machineName={machineName} onClose={close} />}
      {open === 'reclaim' && (
        <ReclaimDialog
          text={strings.reclaimText(machineName)}
          done={strings.reclaimed}
          reclaim={(given) => office.reclaimIssue({ id, ...given })}
          onClose={close}
        />
      )}
    </section>
  );
}
