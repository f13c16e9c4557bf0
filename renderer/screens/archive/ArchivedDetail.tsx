import { useEffect, useMemo, useRef, useState } from 'react';
import { announce, announceRefusal, ask } from '../../app/announcements.tsx';
import { useCommands } from '../../app/commands.ts';
import { mayTake } from '../../app/issuePlace.ts';
import { stepMarks } from '../../app/issueSteps.ts';
import { goTo } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { saveFiles } from '../../app/saveFiles.ts';
import { useSignedIn } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { archive } from '../../strings/archive.ts';
import { print } from '../../strings/print.ts';
import { records } from '../../strings/records.ts';
import { releaseSlip } from '../../strings/releaseSlip.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PaneHead } from '../../ui/Panes.tsx';
import { StepLine } from '../../ui/StepLine.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { PrintDialog } from '../print/PrintDialog.tsx';
import { SlipView } from '../releaseSlip/SlipView.tsx';
import { StateBadge } from '../signOff/StateBadge.tsx';
import { useExport } from '../tickets/useExport.tsx';
import { ArchivedText } from './ArchivedText.tsx';
import { ContentsTab } from './ContentsTab.tsx';
import { FilesTab } from './FilesTab.tsx';
import { type ArchivedWhole, readArchived } from './readArchived.ts';
import { PutAwayDialog } from './records/PutAwayDialog.tsx';
import { RecordTab } from './records/RecordTab.tsx';
import { SearchedPages } from './SearchedPages.tsx';
import { type VerdictText, verdictText } from './verdictText.ts';

export interface ArchivedDetailProps {
  readonly id: string;
  /** The article that was found, where a search led here. */
  readonly articleId: string | undefined;
  readonly searched: string;
  /** The way back to a list that has given its room. */
  readonly onBack?: () => void;
}

/** One signed issue: its frozen pages, its text, its files, and what may still be done with it. */
export function ArchivedDetail({ id, articleId, searched, onBack }: ArchivedDetailProps) {
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  const before = useRef<ArchivedWhole>(undefined);
  const { value, refusal } = useAnswer(`archived-${id}`, async () => {
    const answer = await readArchived(id, { isGone: () => isGone.current, before: before.current });
    if (answer.ok) before.current = answer.value;
    return answer;
  }, ['issues']);
  if (refusal?.message) return <Notice kind="error">{refusal.message}</Notice>;
  if (!value) return <p className="second detail-loading">{words.loading}</p>;
  return <OpenArchived whole={value} articleId={articleId} searched={searched} {...(onBack ? { onBack } : {})} />;
}

type TabName = 'pages' | 'text' | 'contents' | 'slip' | 'files' | 'record';

function OpenArchived({
  whole,
  articleId,
  searched,
  onBack,
}: Omit<ArchivedDetailProps, 'id'> & { readonly whole: ArchivedWhole }) {
  const { issue, document, files, issueHash, contentHash, flow, steps, pdf, summary } = whole;
  const { issueId: id, publicationName, numberText, state } = issue;
  const { person } = useSignedIn();
  const [tab, setTab] = useState<TabName>('pages');
  const [article, setArticle] = useState(articleId);
  const [verdict, setVerdict] = useState<VerdictText>();
  const [isPrinting, setIsPrinting] = useState(false);
  const [isPuttingAway, setIsPuttingAway] = useState(false);
  const [busy, setBusy] = useState<'export' | 'verify'>();
  // Another hit of the same issue was chosen.
  const [ledTo, setLedTo] = useState(articleId);
  if (ledTo !== articleId) {
    setLedTo(articleId);
    setArticle(articleId);
    if (articleId !== undefined && tab !== 'text') setTab('pages');
  }

  const exportFiles = async (ticketId?: string) => {
    setBusy('export');
    const answer = await office.exportIssue({ id, ...(ticketId === undefined ? {} : { ticketId }) });
    setBusy(undefined);
    if (!answer.ok) {
      announceRefusal(answer);
      return undefined;
    }
    const folderName = publicationName + numberText;
    return saveFiles({ title: archive.exportTitle(folderName), folderName, files: answer.value });
  };
  const exporting = useExport(id, exportFiles);
  const verify = async () => {
    setVerdict(undefined);
    setBusy('verify');
    const answer = await office.verifyArchive({ id });
    setBusy(undefined);
    if (answer.ok) setVerdict(verdictText(answer.value));
    else announceRefusal(answer);
  };
  const voidIssue = async () => {
    const question = { title: archive.voidTitle(numberText), text: archive.voidText, verb: archive.voidVerb };
    const reason = await ask({ ...question, isDangerous: true, reasonLabel: archive.voidReason });
    if (reason === undefined) return;
    const answer = await office.voidIssue({ id, reason });
    if (answer.ok) announce('ok', archive.voided(numberText));
    else announceRefusal(answer);
  };
  const may = (action: 'void' | 'archive' | 'print') => mayTake(whole, person, action);
  const isHandedOut = state !== 'void';
  const latest = useRef({ verify, beginExport: exporting.begin });
  latest.current = { verify, beginExport: exporting.begin };
  useCommands(
    useMemo(
      () => [
        { id: 'archive-verify', label: archive.verify, run: () => latest.current.verify() },
        ...(isHandedOut
          ? [
              { id: 'archive-export', label: archive.export, keys: 'Ctrl+E', run: () => latest.current.beginExport() },
              { id: 'archive-print', label: print.print, keys: 'Ctrl+P', run: () => setIsPrinting(true) },
            ]
          : []),
      ],
      [isHandedOut],
    ),
  );

  return (
    <div className="detail">
      <PaneHead
        title={
          <>
            {publicationName} {numberText}
          </>
        }
      >
        {onBack && (
          <Button kind="quiet" icon="left" onClick={onBack}>
            {words.backToList}
          </Button>
        )}
        <StateBadge state={state} />
        {may('void') && (
          <Button kind="danger" onClick={voidIssue}>
            {archive.voidVerb}
          </Button>
        )}
        <Button icon="check" isBusy={busy === 'verify'} onClick={verify}>
          {archive.verify}
        </Button>
        {isHandedOut && (
          <Button icon="print" keys="Ctrl+P" onClick={() => setIsPrinting(true)}>
            {print.print}
          </Button>
        )}
        {isHandedOut && (
          <Button icon="export" keys="Ctrl+E" isBusy={busy === 'export'} onClick={exporting.begin}>
            {archive.export}
          </Button>
        )}
        {may('archive') && (
          <Button kind="primary" onClick={() => setIsPuttingAway(true)}>
            {archive.archive}
          </Button>
        )}
      </PaneHead>
      <StepLine steps={stepMarks({ summary, steps, flow })} />
      {verdict && (
        <div className="archive-verdict">
          <Notice
            kind={verdict.isSound ? 'ok' : 'error'}
            action={
              <Button kind="quiet" icon="close" aria-label={words.putAway} onClick={() => setVerdict(undefined)} />
            }
          >
            {verdict.text}
          </Notice>
        </div>
      )}
      <Tabs
        label={archive.parts}
        tabs={[
          { key: 'pages', label: archive.pages },
          { key: 'text', label: archive.text },
          { key: 'contents', label: archive.contents },
          { key: 'slip', label: releaseSlip.slip },
          { key: 'files', label: archive.files },
          { key: 'record', label: records.tab },
        ]}
        chosen={tab}
        onChoose={setTab}
        isReadOnly={tab === 'files'}
      >
        {panel()}
      </Tabs>
      {exporting.gate}
      {isPuttingAway && <PutAwayDialog issue={issue} onClose={() => setIsPuttingAway(false)} />}
      {isPrinting && (
        <PrintDialog
          issue={{ id, publicationName, numberText }}
          copies={document.copies}
          onClose={() => setIsPrinting(false)}
          onExport={exporting.begin}
          // Registering has its place where the issue is made.
          onRegister={may('print') ? () => goTo({ place: 'issues', id }) : undefined}
        />
      )}
    </div>
  );

  function panel() {
    switch (tab) {
      case 'pages':
        return <SearchedPages pdf={pdf} document={document} articleId={article} searched={searched} />;
      case 'text':
        return <ArchivedText document={document} articleId={article} searched={searched} />;
      case 'contents':
        return (
          <ContentsTab
            document={document}
            onArticle={(chosen) => {
              setArticle(chosen);
              setTab('text');
            }}
          />
        );
      case 'slip':
        return <SlipView issue={summary} version={String(steps.length)} />;
      case 'files':
        return <FilesTab files={files} issueHash={issueHash} contentHash={contentHash} />;
      case 'record':
        return <RecordTab issue={issue} />;
      default:
        return tab satisfies never;
    }
  }
}
