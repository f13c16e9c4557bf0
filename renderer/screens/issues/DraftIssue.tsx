import { useCallback, useEffect, useMemo, useState } from 'react';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { titleInOneLine } from '#shared/issue/article.ts';
import { announce, announceRefusal, ask } from '../../app/announcements.tsx';
import { useCommands } from '../../app/commands.ts';
import { stepMarks } from '../../app/issueSteps.ts';
import { holdText } from '../../app/leaving.ts';
import { goTo } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { clearStatus, setStatus } from '../../app/status.ts';
import { useStore } from '../../app/store.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { issues } from '../../strings/issues.ts';
import { print } from '../../strings/print.ts';
import { releaseSlip } from '../../strings/releaseSlip.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Badge, Notice } from '../../ui/Notice.tsx';
import { HandoverPart } from '../handover/HandoverPart.tsx';
import { MarkingPart } from '../marking/MarkingPart.tsx';
import { PrintDialog } from '../print/PrintDialog.tsx';
import { SlipDialog } from '../releaseSlip/SlipDialog.tsx';
import { useExport } from '../tickets/useExport.tsx';
import { ArticleOrder } from './ArticleOrder.tsx';
import { exportPages } from './exportPages.ts';
import { IssueComments } from './IssueComments.tsx';
import { IssueFrame } from './IssueFrame.tsx';
import { IssuePagesPane } from './IssuePagesPane.tsx';
import { createIssueDraft } from './issueDraft.ts';
import { MakeUpFields } from './MakeUpFields.tsx';
import { linesOf, moved } from './makeUp.ts';
import { PreflightPart } from './PreflightPart.tsx';
import { SubmitDialog } from './SubmitDialog.tsx';
import { SubstituteDialog } from './SubstituteDialog.tsx';
import { TakeArticlesDialog } from './TakeArticlesDialog.tsx';

/** 组稿: one draft with its articles, its words and its pages; every change is saved by itself. */
export function DraftIssue({ read }: { readonly read: WholeIssue }) {
  const [draft] = useState(() => createIssueDraft(read, office));
  const { issue, makeUp, isSaving, savedAt, refusal, conflict } = useStore(draft.state);
  const [open, setOpen] = useState<'take' | 'submit' | 'substitutes' | 'print' | 'slip'>();
  const [chosen, setChosen] = useState<string>();
  const { id, publicationId, publicationName } = issue.summary;
  const exporting = useExport(id, (ticketId) => exportPages(issue.summary, ticketId));
  const publications = useAnswer('publications', () => office.listPublications({}), ['publications']);
  const known = useAnswer('article-titles', () => office.listArticles({}), ['articles']);
  const findings = useAnswer(`preflight-${id}`, () => office.preflightIssue({ id }), [
    'issues',
    'articles',
    'articleComments',
    'publications',
    'units',
    'pages',
    'terms',
    'ignoredFindings',
  ]);
  const publication = publications.value?.find((one) => one.id === publicationId);

  useEffect(() => draft.takeIn(read), [draft, read]);
  useEffect(() => holdText(draft), [draft]);
  useEffect(() => setStatus({ saved: savedAt }), [savedAt]);
  useEffect(() => clearStatus, []);

  const articles = makeUp.articleIds.map((articleId) => {
    const inIssue = issue.document.articles.find((article) => article.id === articleId);
    const summary = known.value?.find((article) => article.id === articleId);
    const title = inIssue ? titleInOneLine(inIssue.title) : (summary?.title ?? '');
    return { id: articleId, title: title === '' ? '（无标题）' : title, source: inIssue?.source?.line ?? '' };
  });
  const remove = (articleId: string) => {
    const before = draft.state.get().makeUp.articleIds;
    const place = before.indexOf(articleId);
    draft.reorder(before.filter((one) => one !== articleId));
    const title = articles.find((article) => article.id === articleId)?.title ?? '';
    const run = () => {
      const now = draft.state.get().makeUp.articleIds;
      if (!now.includes(articleId)) draft.reorder(now.toSpliced(place, 0, articleId));
    };
    announce('info', issues.removed(title), { label: issues.undo, run });
  };
  const discard = async () => {
    const answer = await ask({
      title: issues.discardTitle,
      text: issues.discardText,
      verb: issues.discard,
      isDangerous: true,
    });
    if (answer === undefined) return;
    const discarded = await office.discardIssue({ id });
    if (!discarded.ok) return announceRefusal(discarded);
    announce('ok', issues.discarded);
    goTo({ place: 'issues' });
  };
  /** What goes out, is printed or handed over has to be what stands in the fields. */
  const afterSaving = useCallback(
    async (work: () => void) => {
      if (await draft.saveNow()) work();
    },
    [draft],
  );
  const openSubmit = useCallback(() => afterSaving(() => setOpen('submit')), [afterSaving]);
  const openPrint = useCallback(() => afterSaving(() => setOpen('print')), [afterSaving]);
  const openSlip = useCallback(() => afterSaving(() => setOpen('slip')), [afterSaving]);
  useCommands(
    useMemo(() => {
      const moveChosen = (step: number) => () => {
        const { articleIds } = draft.state.get().makeUp;
        const place = articleIds.indexOf(chosen ?? '');
        draft.reorder(moved(articleIds, place, place + step));
      };
      return [
        { id: 'issue-take', label: issues.take, keys: 'Ctrl+I', run: () => setOpen('take') },
        { id: 'issue-submit', label: issues.submit, keys: 'Ctrl+Enter', run: openSubmit },
        { id: 'issue-print', label: print.print, keys: 'Ctrl+P', run: openPrint },
        { id: 'issue-slip', label: releaseSlip.slip, run: openSlip },
        { id: 'issue-up', label: issues.moveUp, keys: 'Alt+ArrowUp', run: moveChosen(-1) },
        { id: 'issue-down', label: issues.moveDown, keys: 'Alt+ArrowDown', run: moveChosen(1) },
        { id: 'issue-undo', label: issues.undoOrder, run: draft.undo },
      ];
    }, [draft, chosen, openSubmit, openPrint, openSlip]),
  );
  const isNew = issue.steps.length === 0;
  return (
    <>
      <IssueFrame
        title={
          <>
            {publicationName} <Badge kind="plain">{issues.noNumber(issue.summary.series)}</Badge>
          </>
        }
        tools={
          <>
            <span className="second small" role="status">
              {isSaving ? issues.saving : refusal || conflict ? issues.unsaved : ''}
            </span>
            <IconButton label={issues.exportDraft} icon="export" onClick={() => afterSaving(exporting.begin)} />
            <IconButton label={print.print} icon="print" onClick={openPrint} />
            <IconButton label={releaseSlip.slip} icon="article" onClick={openSlip} />
            {isNew && (
              <Button kind="quiet" onClick={discard}>
                {issues.discard}
              </Button>
            )}
            <Button kind="primary" keys="Ctrl+Enter" onClick={openSubmit}>
              {issues.submit}
            </Button>
          </>
        }
        steps={isNew ? undefined : stepMarks(issue)}
        pages={<IssuePagesPane issue={issue} />}
        find={{ issue, isReadOnly: false }}
      >
        {refusal && <Notice kind="error">{refusal.message}</Notice>}
        {conflict && (
          <Notice
            kind="warn"
            action={
              <>
                <Button kind="quiet" onClick={() => draft.settle('theirs')}>
                  {issues.takeTheirs}
                </Button>
                <Button kind="quiet" onClick={() => draft.settle('mine')}>
                  {issues.keepMine}
                </Button>
              </>
            }
          >
            {issues.conflict}
          </Notice>
        )}
        <HandoverPart issue={issue} />
        <section className="make-part" aria-label={issues.articles} data-part="order">
          <div className="make-part-head">
            <h3>
              {issues.articles} <span className="second small">{issues.articleCount(articles.length)}</span>
            </h3>
            {articles.length > 0 && (
              <Button kind="quiet" icon="plus" keys="Ctrl+I" onClick={() => setOpen('take')}>
                {issues.take}
              </Button>
            )}
          </div>
          {articles.length === 0 ? (
            <div className="make-empty">
              <EmptyState
                icon="article"
                title={issues.emptyOrder}
                action={
                  <Button icon="plus" keys="Ctrl+I" onClick={() => setOpen('take')}>
                    {issues.take}
                  </Button>
                }
              >
                {issues.emptyOrderHint}
              </EmptyState>
            </div>
          ) : (
            <ArticleOrder
              articles={articles}
              chosen={chosen}
              onChoose={setChosen}
              onOrder={draft.reorder}
              onRemove={remove}
              onEdit={(articleId) => goTo({ place: 'articles', id: articleId })}
              onUndo={draft.undo}
            />
          )}
        </section>
        {/* An issue without articles says so where they would stand. */}
        {articles.length > 0 && (
          <PreflightPart
            findings={findings.value}
            refusal={findings.refusal}
            publicationId={publicationId}
            {...(publication ? { onSubstitutes: () => setOpen('substitutes') } : {})}
          />
        )}
        {articles.length > 0 && (
          <section className="make-part" aria-label={issues.contents}>
            <h3>
              {issues.contents} <span className="second small">{issues.contentsHint}</span>
            </h3>
            <ul className="make-contents">
              {articles.map((article) => (
                <li key={article.id}>{article.title}</li>
              ))}
            </ul>
          </section>
        )}
        <MarkingPart
          issue={issue}
          publication={publication}
          lines={linesOf(makeUp.marking)}
          onLines={(lines) => draft.change({ marking: lines.join('\n') })}
          beforeRecord={afterSaving}
        />
        <IssueComments issue={issue} canResolve />
        <MakeUpFields
          makeUp={makeUp}
          draft={draft}
          publication={publication}
          sources={issue.document.articles.map(({ source }) => source)}
        />
      </IssueFrame>
      {open === 'take' && (
        <TakeArticlesDialog
          taken={makeUp.articleIds}
          onClose={() => setOpen(undefined)}
          onTake={(ids) => {
            draft.reorder([...draft.state.get().makeUp.articleIds, ...ids]);
            setOpen(undefined);
          }}
        />
      )}
      {open === 'substitutes' && publication && (
        <SubstituteDialog issueId={id} publication={publication} onClose={() => setOpen(undefined)} />
      )}
      {open === 'print' && (
        <PrintDialog issue={issue.summary} onClose={() => setOpen(undefined)} onExport={exporting.begin} />
      )}
      {exporting.gate}
      {open === 'slip' && (
        <SlipDialog issue={issue.summary} version={issue.contentHash} onClose={() => setOpen(undefined)} />
      )}
      {open === 'submit' && (
        <SubmitDialog issue={issue} findings={findings.value ?? []} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}
