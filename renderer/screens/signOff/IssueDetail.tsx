import { useEffect, useRef, useState } from 'react';
import type { IssueComment, WholeIssue } from '#shared/contract/issueCommands.ts';
import { stepMarks } from '../../app/issueSteps.ts';
import { office } from '../../app/office.ts';
import { useSignedIn } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { PagePreview } from '../../preview/PagePreview.tsx';
import { delegation } from '../../strings/delegation.ts';
import { paperSignOff } from '../../strings/paperSignOff.ts';
import { releaseSlip } from '../../strings/releaseSlip.ts';
import { signOff } from '../../strings/signOff.ts';
import { sinceSeen } from '../../strings/sinceSeen.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PaneHead, SidePane, WorkPane } from '../../ui/Panes.tsx';
import { StepLine } from '../../ui/StepLine.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { HandoverPart } from '../handover/HandoverPart.tsx';
import { SlipView } from '../releaseSlip/SlipView.tsx';
import { AfterPane } from './AfterPane.tsx';
import { ChangesTab } from './ChangesTab.tsx';
import { CheckPart } from './CheckPart.tsx';
import { CommentsTab } from './CommentsTab.tsx';
import { ConfirmPane } from './ConfirmPane.tsx';
import { CorrectionView } from './CorrectionView.tsx';
import { CountersignPane } from './CountersignPane.tsx';
import { type Correction, findCorrections } from './corrections.ts';
import { PagesTab } from './PagesTab.tsx';
import { PaperConfirmPane } from './PaperConfirmPane.tsx';
import { PaperPart } from './PaperPart.tsx';
import { PaperSheets } from './PaperSheets.tsx';
import { ReleasePane } from './ReleasePane.tsx';
import { RequestPart } from './RequestPart.tsx';
import { ReviewPane } from './ReviewPane.tsx';
import { SinceTab } from './SinceTab.tsx';
import { StateBadge } from './StateBadge.tsx';
import { TextTab } from './TextTab.tsx';
import { changesInWords, useIssueChanges, useIssueComparer, useSeenVersions } from './useIssueChanges.ts';
import { useOpenedIssue } from './useOpenedIssue.ts';
import { usePreparedRelease } from './usePreparedRelease.ts';

export interface IssueDetailProps {
  readonly id: string;
  /** The way back to a list that has given its room. */
  readonly onBack?: () => void;
}

/** One issue at the desk of whoever has to read or sign it. */
export function IssueDetail({ id, onBack }: IssueDetailProps) {
  const { value: issue, refusal } = useOpenedIssue(id);
  if (refusal?.message) return <Notice kind="error">{refusal.message}</Notice>;
  if (!issue) return <p className="second detail-loading">{words.loading}</p>;
  return <OpenIssue key={id} issue={issue} {...(onBack ? { onBack } : {})} />;
}

type TabName = 'paper' | 'pages' | 'since' | 'changes' | 'text' | 'comments' | 'slip';

function OpenIssue({ issue, onBack }: { readonly issue: WholeIssue } & Pick<IssueDetailProps, 'onBack'>) {
  const { id, publicationName, numberText, state, stateName, station, turn } = issue.summary;
  // A paper to be confirmed comes before a step of one's own: it waits for nobody else.
  const { person } = useSignedIn();
  const paper = issue.papers?.find(({ confirmerId, withdrawn }) => confirmerId === person.id && !withdrawn);
  const paperRead = useAnswer(`paper-${paper?.id ?? ''}`, async () =>
    paper ? office.readPaperSignOff({ paperId: paper.id }) : ({ ok: false, code: 'notFound', message: '' } as const),
  );
  const isMine = turn?.isMine === true && !paper;
  const stationKind = issue.flow[station]?.kind;
  const isReviewer = isMine && state === 'inReview' && stationKind === 'reviewer';
  const isCountersigner = isMine && state === 'inReview' && stationKind === 'countersigner';
  const isConfirmer = isMine && state === 'awaitingConfirmation';
  const isSigner = isMine && state === 'awaitingRelease';
  const [chosen, setChosen] = useState<TabName>();
  const [goTo, setGoTo] = useState<IssueComment>();
  const [correcting, setCorrecting] = useState<string>();
  const preparation = usePreparedRelease(id);
  const corrections = useAnswer(`corrections-${id}-${issue.contentHash}`, () => findCorrections(issue));
  // While those of a new content are read the ones before stay, so that nothing moves under the eyes.
  const lastCorrections = useRef<readonly Correction[]>([]);
  if (corrections.value) lastCorrections.current = corrections.value;
  const corrected = corrections.value ?? lastCorrections.current;
  const first: TabName = paper ? 'paper' : isConfirmer ? 'changes' : isReviewer || isCountersigner ? 'text' : 'pages';
  const tab = chosen === 'paper' && !paper ? first : (chosen ?? first);
  const versions = useSeenVersions(id);
  const comparer = useIssueComparer();
  const since = useIssueChanges(comparer, issue, versions.last?.name, false);
  const sinceText = changesInWords(versions, since);
  // What is before the eyes is on record, once it is known what was there before.
  const isShown = tab === 'text' || (tab === 'pages' && (!isSigner || preparation.prepared !== undefined));
  const isRecorded = isShown && versions.all !== undefined && issue.steps.length > 0;
  const { contentHash } = issue;
  useEffect(() => {
    // Where the content is another by now the next reading of it tells so.
    if (isRecorded) void office.recordIssueView({ id, contentHash });
  }, [isRecorded, id, contentHash]);
  const openComments = issue.comments.filter(({ resolvedAt }) => !resolvedAt).length;
  const tabs: readonly { readonly key: TabName; readonly label: string }[] = [
    ...(paper ? [{ key: 'paper' as const, label: paperSignOff.scanTab }] : []),
    { key: 'pages', label: signOff.pages },
    { key: 'text', label: signOff.text },
    { key: 'since', label: sinceLabel() },
    ...(corrected.length > 0 || isConfirmer ? [{ key: 'changes' as const, label: signOff.changes }] : []),
    { key: 'comments', label: signOff.comments(openComments) },
    { key: 'slip', label: releaseSlip.slip },
  ];

  return (
    <div className="detail">
      <PaneHead
        title={
          <>
            {publicationName} {numberText ?? <span className="second">{signOff.unnumbered}</span>}
          </>
        }
      >
        {onBack && (
          <Button kind="quiet" icon="left" onClick={onBack}>
            {words.backToList}
          </Button>
        )}
        <StateBadge state={state} name={stateName} />
      </PaneHead>
      <StepLine steps={stepMarks(issue)} />
      <div className="detail-panes">
        <div className="panes">
          <WorkPane label={signOff.parts}>
            <Tabs
              label={signOff.parts}
              tabs={tabs}
              chosen={tab}
              onChoose={setChosen}
              isReadOnly={tab === 'changes' || tab === 'since'}
            >
              {panel()}
            </Tabs>
          </WorkPane>
          <SidePane name="signOffAction" label={signOff.action} side="right" initial={320} least={260}>
            <div className="pane-body action">
              <h2>{paper ? paperSignOff.confirmTitle : isSigner ? issue.flow[station]?.label : signOff.action}</h2>
              {isMine && turn?.onBehalfOf !== undefined && (
                <Notice kind="info">{delegation.acting(person.name, turn.onBehalfOf)}</Notice>
              )}
              {isMine && !preparation.prepared && sinceText !== undefined && (
                <p className="since-note">
                  {sinceText}
                  {versions.last && (
                    <Button kind="quiet" onClick={() => setChosen('since')}>
                      {sinceSeen.see}
                    </Button>
                  )}
                </p>
              )}
              {isMine && <RequestPart issue={issue} />}
              {(isReviewer || isCountersigner || isConfirmer || isSigner) && <CheckPart issue={issue} />}
              {action()}
              {!isMine && !paper && <RequestPart issue={issue} />}
              {!paper && <PaperPart issue={issue} />}
              <HandoverPart issue={issue} />
            </div>
          </SidePane>
        </div>
      </div>
    </div>
  );

  function wayToChanges() {
    if (!versions.all?.length) return undefined;
    return { verb: versions.last ? sinceSeen.see : sinceSeen.seeSigned, run: () => setChosen('since') };
  }

  function sinceLabel(): string {
    if (!versions.all) return sinceSeen.tab;
    if (!versions.last) return sinceSeen.tabFirst;
    if (!since.told) return sinceSeen.tab;
    const { articles, makeUp } = since.told;
    return articles.length + makeUp.length === 0 ? sinceSeen.tabSame : sinceSeen.tabChanged(articles.length);
  }

  function panel() {
    switch (tab) {
      case 'paper':
        return paper && <PaperSheets issue={issue} paper={paper} read={paperRead} />;
      case 'pages':
        if (paper && paperRead.value?.release) {
          return <PagePreview pdf={paperRead.value.release.pdf} label={signOff.pages} note={paperSignOff.newPages} />;
        }
        if (isSigner && preparation.prepared) {
          return <PagePreview pdf={preparation.prepared.pdf} label={signOff.pages} note={signOff.releaseNote} />;
        }
        if (isSigner) {
          const isPreparing = preparation.progress !== undefined;
          return (
            <EmptyState icon="issue" title={isPreparing ? signOff.typesetting : signOff.releasePages}>
              {signOff.releasePagesHint}
            </EmptyState>
          );
        }
        return <PagesTab issue={issue} />;
      case 'since':
        return (
          <SinceTab
            issue={issue}
            versions={versions}
            comparer={comparer}
            onPages={() => setChosen('pages')}
            onText={() => setChosen('text')}
          />
        );
      case 'changes':
        if (corrections.refusal) return <Notice kind="error">{corrections.refusal.message}</Notice>;
        return (
          <ChangesTab
            issue={issue}
            corrections={corrected}
            mayWithdraw={isReviewer && correcting === undefined}
            isStale={corrections.value === undefined}
          />
        );
      case 'text':
        if (isReviewer && correcting !== undefined) {
          return (
            <CorrectionView
              issue={issue}
              articleId={correcting}
              handedOver={corrected.find(({ articleId }) => articleId === correcting)}
              onClose={() => setCorrecting(undefined)}
            />
          );
        }
        return <TextTab issue={issue} goTo={goTo} onCorrect={isReviewer ? setCorrecting : undefined} />;
      case 'comments':
        return (
          <CommentsTab
            issue={issue}
            onGoTo={(comment) => {
              setGoTo(comment);
              setChosen('text');
            }}
          />
        );
      case 'slip':
        return <SlipView issue={issue.summary} version={`${issue.contentHash}-${issue.steps.length}`} />;
      default:
        return tab satisfies never;
    }
  }

  function action() {
    if (paper) return <PaperConfirmPane key={paper.id} paper={paper} read={paperRead} />;
    if (isReviewer) return <ReviewPane issue={issue} isCorrecting={correcting !== undefined} />;
    if (isCountersigner) return <CountersignPane issue={issue} />;
    if (isConfirmer) return <ConfirmPane issue={issue} />;
    if (!isSigner) return <AfterPane issue={issue} />;
    return (
      <ReleasePane
        issue={issue}
        preparation={preparation}
        since={sinceText}
        onSince={wayToChanges()}
        corrected={corrected.map(({ title }) => title)}
        onPages={() => setChosen('pages')}
      />
    );
  }
}
