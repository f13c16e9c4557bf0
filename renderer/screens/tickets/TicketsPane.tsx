import { useState } from 'react';
import type { OutputTicket } from '#shared/contract/ticketCommands.ts';
import { outputFormNames } from '#shared/issue/outputApproval.ts';
import { announce, announceRefusal, ask } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { tickets as strings } from '../../strings/tickets.ts';
import { momentText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Badge, type NoticeKind } from '../../ui/Notice.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import './Tickets.css';

type TabName = 'mine' | 'toDecide' | 'all';

const badges: Readonly<Record<OutputTicket['state'], NoticeKind | 'plain'>> = {
  applied: 'info',
  approved: 'ok',
  refused: 'error',
  withdrawn: 'plain',
  usedUp: 'plain',
};

/** 输出审批: the tickets one applied for, those that wait for one, and all of them. */
export function TicketsPane({ tickets }: { readonly tickets: readonly OutputTicket[] }) {
  const waiting = tickets.filter(({ mayDecide }) => mayDecide);
  const [tab, setTab] = useState<TabName>(waiting.length > 0 ? 'toDecide' : 'mine');
  const shown = { mine: tickets.filter(({ isMine }) => isMine), toDecide: waiting, all: tickets }[tab];
  return (
    <section className="tickets-pane" aria-label={strings.title}>
      <Tabs
        label={strings.title}
        tabs={[
          { key: 'mine', label: strings.mine },
          { key: 'toDecide', label: strings.toDecide(waiting.length) },
          { key: 'all', label: strings.all },
        ]}
        chosen={tab}
        onChoose={setTab}
        isReadOnly
      >
        {shown.length === 0 ? (
          <EmptyState icon="signOff" title={strings.none[tab]}>
            {strings.noneHint}
          </EmptyState>
        ) : (
          <ul className="tickets-list">
            {shown.map((ticket) => (
              <TicketRow key={ticket.id} ticket={ticket} />
            ))}
          </ul>
        )}
      </Tabs>
    </section>
  );
}

function TicketRow({ ticket }: { readonly ticket: OutputTicket }) {
  const { id, number, title, form, purpose, copies, used, state, reason, isStamped, isMine, mayDecide } = ticket;
  const { applicantName, appliedAt, decidedByName, decidedAt } = ticket;
  const approve = async () => {
    const answer = await office.decideTicket({ id, isApproved: true });
    if (answer.ok) announce('ok', strings.approved(number));
    else announceRefusal(answer);
  };
  const refuse = async () => {
    const question = { title: strings.refuseTitle(number), text: strings.refuseText, verb: strings.refuse };
    const why = await ask({ ...question, isDangerous: true, reasonLabel: strings.refuseReason });
    if (why === undefined) return;
    const answer = await office.decideTicket({ id, isApproved: false, reason: why });
    if (answer.ok) announce('ok', strings.refused(number));
    else announceRefusal(answer);
  };
  const withdraw = async () => {
    const question = { title: strings.withdrawTitle(number), text: strings.withdrawText, verb: strings.withdraw };
    if ((await ask({ ...question, isDangerous: true })) === undefined) return;
    const answer = await office.withdrawTicket({ id });
    if (answer.ok) announce('ok', strings.withdrawn(number));
    else announceRefusal(answer);
  };
  return (
    <li className="ticket-row">
      <div className="ticket-words">
        <p className="ticket-head">
          <strong>{number}</strong>
          <span>{title}</span>
          <Badge kind={badges[state]}>{strings.states[state]}</Badge>
          {isStamped && <Badge kind="plain">{strings.stamped}</Badge>}
        </p>
        <p>{strings.line(outputFormNames[form], copies, purpose)}</p>
        <p className="second small">
          {[
            strings.applied(applicantName, momentText(appliedAt)),
            ...(decidedByName && decidedAt
              ? [
                  strings.decided(
                    decidedByName,
                    momentText(decidedAt),
                    strings.states[state === 'refused' ? state : 'approved'],
                  ),
                ]
              : []),
            strings.used(used, copies),
            ...(reason === '' ? [] : [strings.because(reason)]),
          ].join('　')}
        </p>
      </div>
      <div className="ticket-tools">
        {mayDecide && (
          <>
            <Button kind="danger" onClick={refuse}>
              {strings.refuse}
            </Button>
            <Button kind="primary" onClick={approve}>
              {strings.approve}
            </Button>
          </>
        )}
        {isMine && (state === 'applied' || state === 'approved') && (
          <Button kind="quiet" onClick={withdraw}>
            {strings.withdraw}
          </Button>
        )}
      </div>
    </li>
  );
}
