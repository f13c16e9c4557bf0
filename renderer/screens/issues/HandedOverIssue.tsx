import { useMemo, useState } from 'react';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { titleInOneLine } from '#shared/issue/article.ts';
import { contentsLines } from '#shared/issue/contentsLines.ts';
import { urgencyNames } from '#shared/issue/issueDocument.ts';
import { findIssueTransition, type IssueAction } from '#shared/workflow/issueWorkflow.ts';
import { announce, announceRefusal } from '../../app/announcements.tsx';
import { useCommands } from '../../app/commands.ts';
import { mayTake, placeOf } from '../../app/issuePlace.ts';
import { stepMarks } from '../../app/issueSteps.ts';
import { goTo } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { useSignedIn } from '../../app/session.ts';
import { issues } from '../../strings/issues.ts';
import { marking } from '../../strings/marking.ts';
import { print } from '../../strings/print.ts';
import { releaseSlip } from '../../strings/releaseSlip.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Badge } from '../../ui/Notice.tsx';
import { HandoverPart } from '../handover/HandoverPart.tsx';
import { MarkingFacts } from '../marking/MarkingFacts.tsx';
import { MarkingStanding } from '../marking/MarkingStanding.tsx';
import { OriginatorConsents } from '../marking/OriginatorConsents.tsx';
import { PrintDialog } from '../print/PrintDialog.tsx';
import { SlipDialog } from '../releaseSlip/SlipDialog.tsx';
import { RequestPart } from '../signOff/RequestPart.tsx';
import { useExport } from '../tickets/useExport.tsx';
import { exportPages } from './exportPages.ts';
import { IssueComments } from './IssueComments.tsx';
import { IssueFrame } from './IssueFrame.tsx';
import { IssuePagesPane } from './IssuePagesPane.tsx';
import { issueBadge } from './issueBadge.ts';
import { RegisterPrintingDialog } from './RegisterPrintingDialog.tsx';

/** An issue that is not this person's to change: where it stands, what it says, and what can still be done here. */
export function HandedOverIssue({ issue }: { readonly issue: WholeIssue }) {
  const { summary, document, openedAt } = issue;
  const { id, state, turn } = summary;
  const { person } = useSignedIn();
  const [open, setOpen] = useState<'print' | 'register' | 'slip'>();
  const exporting = useExport(id, (ticketId) => exportPages(summary, ticketId));
  const isUnderWay = ['inReview', 'awaitingConfirmation', 'awaitingRelease'].includes(state);
  const may = (action: IssueAction) => mayTake(issue, person, action);
  // What could be taken back had nobody opened it: then it says so instead.
  const recalled = findIssueTransition({ ...placeOf(issue), opened: false }, { action: 'recall', actor: person });
  const recallStep = typeof recalled === 'object' && !summary.lending ? recalled : undefined;
  // Looking at it here would not be on record; who is to sign looks at it where one signs.
  const waitsInSignOff = turn?.isMine === true && ['inReview', 'awaitingRelease'].includes(state);
  const isHandedOut = !waitsInSignOff && state !== 'void';
  const isPrintedHere = isHandedOut && !summary.lending;
  useCommands(
    useMemo(
      () =>
        isPrintedHere ? [{ id: 'issue-print', label: print.print, keys: 'Ctrl+P', run: () => setOpen('print') }] : [],
      [isPrintedHere],
    ),
  );
  const isConfirming = state === 'awaitingConfirmation' && may('confirm');
  const recall = async () => {
    const answer = await office.recallIssue({ id });
    if (!answer.ok) return announceRefusal(answer);
    announce('ok', issues.recalled);
  };
  const lists = [
    [issues.column, document.column === undefined ? [] : [document.column]],
    [issues.marking, document.marking],
    [issues.editorsNote, document.editorsNote === undefined ? [] : [document.editorsNote]],
    [issues.reportTo, document.reportTo],
    [issues.copyTo, document.copyTo],
    [issues.sendTo, document.sendTo],
    [releaseSlip.urgency, [urgencyNames[document.urgency ?? 'ordinary']]],
    [issues.copies, document.copies === undefined ? [] : [`${document.copies}份`]],
  ] as const;
  return (
    <>
      <IssueFrame
        isReadOnly
        title={
          <>
            {summary.publicationName} {summary.numberText ?? issues.noNumber(summary.series)}{' '}
            <Badge kind={issueBadge[state]}>{summary.stateName}</Badge>
          </>
        }
        tools={
          <>
            {isHandedOut && (
              <Button kind="quiet" icon="export" onClick={exporting.begin}>
                {summary.numberText === undefined ? issues.exportDraft : issues.exportIssue}
              </Button>
            )}
            {isPrintedHere && (
              <Button kind="quiet" icon="print" keys="Ctrl+P" onClick={() => setOpen('print')}>
                {print.print}
              </Button>
            )}
            {!waitsInSignOff && (
              <Button kind="quiet" onClick={() => setOpen('slip')}>
                {releaseSlip.slip}
              </Button>
            )}
            {recallStep && !openedAt && <Button onClick={recall}>{recallStep.label}</Button>}
            {may('print') && (
              <Button kind="primary" onClick={() => setOpen('register')}>
                {issues.print}
              </Button>
            )}
            {(isConfirming || may('archive')) && (
              <Button kind="primary" onClick={() => goTo({ place: isConfirming ? 'signOff' : 'archive', id })}>
                {isConfirming ? issues.goToSignOff : issues.goToArchive}
              </Button>
            )}
          </>
        }
        steps={stepMarks(issue)}
        find={waitsInSignOff ? undefined : { issue, isReadOnly: true }}
        pages={
          waitsInSignOff ? (
            <EmptyState
              icon="signOff"
              title={issues.waitsForYou}
              action={<Button onClick={() => goTo({ place: 'signOff', id })}>{issues.goToSignOff}</Button>}
            >
              {issues.waitsForYouHint}
            </EmptyState>
          ) : (
            <IssuePagesPane issue={issue} />
          )
        }
      >
        {recallStep && openedAt && <p className="second">{issues.opened}</p>}
        <HandoverPart issue={issue} />
        {!waitsInSignOff && <RequestPart issue={issue} isHinted={false} />}
        <section className="make-part" aria-label={issues.contents}>
          <h3>{issues.contents}</h3>
          <ul className="make-contents">
            {contentsLines(document).map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two articles may have one title, and nothing moves here
              <li key={index}>{line}</li>
            ))}
          </ul>
        </section>
        <dl className="make-facts">
          {lists.map(([name, lines]) => (
            <div key={name}>
              <dt className="second">{name}</dt>
              <dd>{lines.length === 0 ? <span className="second">{issues.empty}</span> : lines.join('\n')}</dd>
            </div>
          ))}
        </dl>
        {document.articles.length > 0 && (
          <section aria-label={marking.ofArticles}>
            {document.articles.map(({ id: articleId, title }) => (
              <OriginatorConsents
                key={articleId}
                articleId={articleId}
                title={titleInOneLine(title)}
                mayRecord={person.roles.includes('editor') && isUnderWay}
              />
            ))}
          </section>
        )}
        {document.markingDecision && (
          <section className="make-part" aria-label={marking.marking}>
            <h3>{marking.marking}</h3>
            <MarkingFacts decision={document.markingDecision} />
            <MarkingStanding subject={{ kind: 'issue', id: issue.summary.id }} />
          </section>
        )}
        <IssueComments issue={issue} />
      </IssueFrame>
      {open === 'print' && (
        <PrintDialog
          issue={summary}
          copies={summary.numberText === undefined ? undefined : document.copies}
          onClose={() => setOpen(undefined)}
          onExport={exporting.begin}
          onRegister={may('print') ? () => setOpen('register') : undefined}
        />
      )}
      {exporting.gate}
      {open === 'slip' && (
        <SlipDialog
          issue={summary}
          version={`${issue.contentHash}-${issue.steps.length}`}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open === 'register' && <RegisterPrintingDialog issue={issue} onClose={() => setOpen(undefined)} />}
    </>
  );
}
