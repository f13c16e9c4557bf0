import { lazy, Suspense, useRef, useState } from 'react';
import type { IssueSummary } from '#shared/contract/issueCommands.ts';
import { goTo, useLocation } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { useHasRole } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { useAwaitedMarkings } from '../../app/useAwaitedMarkings.ts';
import { waitingFor } from '../../app/waiting.ts';
import { delegation } from '../../strings/delegation.ts';
import { handover } from '../../strings/handover.ts';
import { marking } from '../../strings/marking.ts';
import { requests } from '../../strings/requests.ts';
import { signOff } from '../../strings/signOff.ts';
import { tickets as ticketStrings } from '../../strings/tickets.ts';
import { momentText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SidePane, WorkPane } from '../../ui/Panes.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { roomForList_px, useWidth } from '../../ui/useWidth.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { DelegationDialog } from '../delegation/DelegationDialog.tsx';
import { AwaitedMarkings } from '../marking/AwaitedMarkings.tsx';
import { DueMarkings } from '../marking/DueMarkings.tsx';
import { useDueMarkings } from '../marking/useDueMarkings.ts';
import { TicketsPane } from '../tickets/TicketsPane.tsx';
import { IssueDetail } from './IssueDetail.tsx';
import { StateBadge } from './StateBadge.tsx';
import { stayedFor } from './stayedFor.ts';
import './SignOffScreen.css';

/** Read when it is wanted: most offices work on one machine. */
const HandoverPane = lazy(() =>
  import('../handover/HandoverPane.tsx').then((module) => ({ default: module.HandoverPane })),
);

/** What stands beside the issues. */
type Aside = 'awaited' | 'markings' | 'tickets';

interface Row {
  readonly issue: IssueSummary;
  readonly note: string;
}

/** 审签: what waits for the person since when, what the person has handled, and the one that is open. */
export function SignOffScreen() {
  const { id, part } = useLocation();
  const showsHandover = id === undefined && part === 'handover';
  const [isDelegating, setIsDelegating] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const showsList = useWidth(frame) >= roomForList_px || (id === undefined && !showsHandover);
  const [list, setList] = useState<'waiting' | 'handled'>('waiting');
  const issues = useAnswer('sign-off-list', () => office.listIssues({}), ['issues']);
  const handled = useAnswer('sign-off-handled', () => office.listHandled({}), ['issues']);
  const waiting = waitingFor(issues.value ?? []).map(
    (issue): Row => ({ issue, note: signOff.since(momentText(issue.since)) }),
  );
  const done = (handled.value ?? []).map(
    ({ issue, label, at }): Row => ({ issue, note: signOff.handledAt(label, momentText(at)) }),
  );
  const rows = list === 'waiting' ? waiting : done;
  // All rows are of one height: they have a line more where one of them is asked for something.
  const rowHeight = rows.some(({ issue }) => askedText(issue) !== undefined) ? 92 : 72;
  const refusal = issues.refusal ?? handled.refusal;
  const seesDue = useHasRole('editor', 'archivist');
  const due = useDueMarkings(seesDue);
  const awaited = useAwaitedMarkings();
  const [aside, setAside] = useState<Aside>();
  const tickets = useAnswer('tickets', () => office.listTickets({}), ['tickets', 'issues']);
  const mayDecide = (tickets.value ?? []).filter((ticket) => ticket.mayDecide).length;
  const packages = useAnswer('packages-overdue', () => office.listPackages({ isOverdue: true }), ['issues']);
  const overdue = packages.value?.length ?? 0;
  const show = (one: Aside) => {
    setAside(aside === one ? undefined : one);
    goTo({ place: 'signOff' });
  };
  return (
    <div className="panes" ref={frame}>
      {showsList && (
        <SidePane name="signOffList" label={signOff.list} side="left" initial={300}>
          {refusal && <Notice kind="error">{refusal.message}</Notice>}
          <Tabs
            label={signOff.list}
            tabs={[
              { key: 'waiting', label: signOff.waiting(waiting.length) },
              { key: 'handled', label: signOff.handled },
            ]}
            chosen={list}
            onChoose={setList}
          >
            <VirtualList
              label={list === 'waiting' ? signOff.waiting(waiting.length) : signOff.handled}
              items={rows}
              keyOf={({ issue }) => issue.id}
              chosen={id}
              onChoose={(key) => {
                setAside(undefined);
                goTo({ place: 'signOff', id: key });
              }}
              rowHeight={rowHeight}
              renderItem={({ issue, note }) => <IssueRow issue={issue} note={note} />}
              isChosenByEnter
              empty={issues.value && handled.value ? <p className="issue-none second">{emptyTitles[list]}</p> : null}
            />
          </Tabs>
          <div className="sign-off-asides">
            {(awaited.length > 0 || aside === 'awaited') && (
              <Button kind="quiet" aria-pressed={aside === 'awaited'} onClick={() => show('awaited')}>
                {marking.awaited(awaited.length)}
              </Button>
            )}
            {seesDue && (
              <Button kind="quiet" aria-pressed={aside === 'markings'} onClick={() => show('markings')}>
                {marking.due(due.length)}
              </Button>
            )}
            <Button kind="quiet" aria-pressed={aside === 'tickets'} onClick={() => show('tickets')}>
              {ticketStrings.tickets(mayDecide)}
            </Button>
            <Button
              kind="quiet"
              aria-pressed={showsHandover}
              onClick={() => goTo({ place: 'signOff', part: showsHandover ? undefined : 'handover' })}
            >
              {handover.open(overdue)}
            </Button>
            <Button kind="quiet" onClick={() => setIsDelegating(true)}>
              {delegation.open}
            </Button>
          </div>
        </SidePane>
      )}
      <WorkPane label={signOff.opened}>
        {showsHandover ? (
          <Suspense>
            <HandoverPane {...(showsList ? {} : { onBack: () => goTo({ place: 'signOff' }) })} />
          </Suspense>
        ) : aside === 'markings' && id === undefined ? (
          <DueMarkings due={due} />
        ) : aside === 'awaited' && id === undefined ? (
          <AwaitedMarkings awaited={awaited} />
        ) : aside === 'tickets' && id === undefined ? (
          tickets.value && <TicketsPane key={String(mayDecide > 0)} tickets={tickets.value} />
        ) : id === undefined ? (
          issues.value && handled.value && emptyOf(list, rows.length)
        ) : (
          <IssueDetail key={id} id={id} {...(showsList ? {} : { onBack: () => goTo({ place: 'signOff' }) })} />
        )}
      </WorkPane>
      {isDelegating && <DelegationDialog onClose={() => setIsDelegating(false)} />}
    </div>
  );
}

function IssueRow({ issue, note }: Row) {
  const { publicationName, numberText, titles, state, stateName } = issue;
  const asked = askedText(issue);
  const [first] = titles;
  return (
    <div className="issue-row">
      <p className="issue-row-head">
        <strong className="list-title">
          {publicationName} {numberText}
        </strong>
        <StateBadge state={state} name={stateName} />
      </p>
      <p className="issue-row-titles">
        {first === undefined ? signOff.noTitles : signOff.titlesOf(first, titles.length)}
      </p>
      <p className="second small">
        {note}
        {issue.turn?.onBehalfOf !== undefined && `　${delegation.by(issue.turn.onBehalfOf)}`}
      </p>
      {asked !== undefined && <p className="small issue-row-asked">{asked}</p>}
    </div>
  );
}

/** What others ask of whoever has the issue, in a line of its row. */
function askedText({ request, reminder, since }: IssueSummary): string | undefined {
  if (request) return requests.asked(request.personName, momentText(request.at), request.reason);
  if (!reminder) return undefined;
  const { personName, at, count } = reminder;
  return `${requests.wasReminded(personName, momentText(at), count)}，${requests.stayed(stayedFor(since))}`;
}

const emptyTitles = { waiting: signOff.noWaiting, handled: signOff.noHandled } as const;
const emptyHints = { waiting: signOff.noWaitingHint, handled: signOff.noHandledHint } as const;
const choiceHints = { waiting: signOff.chooseOneHint, handled: signOff.chooseHandledHint } as const;

/** What stands beside the list while nothing of it is open. */
function emptyOf(list: 'waiting' | 'handled', count: number) {
  return (
    <EmptyState icon="signOff" title={count === 0 ? emptyTitles[list] : signOff.chooseOne}>
      {count === 0 ? emptyHints[list] : choiceHints[list]}
    </EmptyState>
  );
}
