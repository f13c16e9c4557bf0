import { useMemo, useRef, useState } from 'react';
import type { BackIssueItem, BackIssueItemState } from '#shared/contract/backIssueCommands.ts';
import { backIssueDoubtText } from '#shared/issue/backIssueDoubt.ts';
import { announce, announceRefusal, ask } from '../../app/announcements.tsx';
import { useCommands } from '../../app/commands.ts';
import { goTo } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { chooseFolder } from '../../app/saveFiles.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { spansText, backIssues as strings } from '../../strings/backIssues.ts';
import { dayText, words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Badge, Notice, type NoticeKind } from '../../ui/Notice.tsx';
import { PaneHead } from '../../ui/Panes.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { BatchProgress, fileCount } from './BatchProgress.tsx';
import { backIssuesId } from './backIssuesId.ts';
import { ItemReview } from './ItemReview.tsx';

const filters = ['unsure', 'duplicate', 'failed', 'all'] as const;
type Filter = (typeof filters)[number];

const badges: Readonly<Record<BackIssueItemState, NoticeKind | 'plain'>> = {
  waiting: 'plain',
  parsed: 'ok',
  unsure: 'warn',
  duplicate: 'info',
  failed: 'error',
  accepted: 'ok',
  skipped: 'plain',
};

/** One batch: how far it is, what was unsure at the left, the file that is looked at beside it. */
export function BatchView({ id }: { readonly id: string }) {
  const { value, refusal } = useAnswer(`back-issue-batch-${id}`, () => office.readBackIssueBatch({ id }), [
    'backIssues',
  ]);
  const [filter, setFilter] = useState<Filter>('unsure');
  const [chosen, setChosen] = useState<string>();
  const toBatches = () => void goTo({ place: 'archive', id: backIssuesId, part: 'batches' });
  const latest = useRef({ confirm: async () => {}, undo: async () => {} });
  const state = value?.batch.state;
  useCommands(
    useMemo(
      () => [
        ...(state === 'read'
          ? [{ id: 'back-issues-confirm', label: strings.confirm, run: () => latest.current.confirm() }]
          : []),
        ...(state === 'reading' || state === 'paused' || state === 'read'
          ? [{ id: 'back-issues-undo', label: strings.undo, run: () => latest.current.undo() }]
          : []),
      ],
      [state],
    ),
  );
  const head = (
    <Button kind="quiet" icon="left" onClick={toBatches}>
      {words.backToList}
    </Button>
  );
  if (!value) {
    return (
      <>
        <PaneHead title={strings.title}>{head}</PaneHead>
        {refusal ? <Notice kind="error">{refusal.message}</Notice> : <p className="second">{words.loading}</p>}
      </>
    );
  }
  const { batch, items, gaps } = value;
  const isOpen = batch.state !== 'confirming' && batch.state !== 'confirmed';
  const unsure = items.filter((item) => item.state === 'unsure');
  const shown = filter === 'all' ? items : items.filter((item) => item.state === filter || item.id === chosen);
  const left = batch.counts.duplicate + batch.counts.failed + batch.counts.skipped;
  const issues = batch.counts.parsed + batch.counts.accepted;

  const resume = async (folder?: string) => {
    const answer = await office.resumeBackIssueImport({ id, ...(folder === undefined ? {} : { folder }) });
    if (!answer.ok) announceRefusal(answer);
  };
  const resumeElsewhere = async () => {
    const folder = await chooseFolder(strings.chooseTitle, { verb: strings.chooseVerb, isWritten: false });
    if (folder !== undefined) await resume(folder);
  };
  const stop = async () => {
    const answer = await office.pauseBackIssueImport({ id });
    if (!answer.ok) announceRefusal(answer);
  };
  const undo = async () => {
    const question = {
      title: strings.undoTitle,
      text: strings.undoText(fileCount(batch)),
      verb: strings.undo,
      isDangerous: true,
    };
    if ((await ask(question)) === undefined) return;
    const answer = await office.undoBackIssueImport({ id });
    if (!answer.ok) return announceRefusal(answer);
    announce('ok', strings.undone);
    toBatches();
  };
  const confirm = async () => {
    const question = {
      title: strings.confirmTitle,
      text: strings.confirmText(issues, left),
      verb: strings.confirm,
    };
    if (unsure.length === 0 && (await ask(question)) === undefined) return;
    const answer = await office.confirmBackIssueImport({ id });
    if (answer.ok) announce('ok', strings.confirmed);
    else announceRefusal(answer);
  };
  const skipUnsure = async () => {
    const question = {
      title: strings.skipUnsureTitle(unsure.length),
      text: strings.skipUnsureText,
      verb: strings.skipUnsure,
    };
    if ((await ask(question)) === undefined) return;
    const answer = await office.skipBackIssueItems({ ids: unsure.map((item) => item.id) });
    if (!answer.ok) announceRefusal(answer);
  };
  latest.current = { confirm, undo };
  /** What comes after a file in the list, once it is decided on. */
  const goOn = (from: string) => {
    const at = shown.findIndex((item) => item.id === from);
    const next = [...shown.slice(at + 1), ...shown.slice(0, at)].find((item) => item.state === 'unsure');
    setChosen(next?.id);
    // The fields that had the focus are gone with their file.
    document.querySelector<HTMLElement>('.back-list [role="listbox"]')?.focus();
  };
  const item = items.find((one) => one.id === chosen);
  return (
    <>
      <PaneHead title={batch.publicationName}>
        {head}
        {batch.state === 'reading' && <Button onClick={stop}>{strings.stop}</Button>}
        {batch.state === 'paused' && (
          <>
            {batch.isMissing && <Button onClick={resumeElsewhere}>{strings.resumeElsewhere}</Button>}
            <Button onClick={() => resume()}>{strings.resume}</Button>
          </>
        )}
        {isOpen && (
          <Button kind="danger" onClick={undo}>
            {strings.undo}
          </Button>
        )}
        {batch.state === 'read' && (
          <Button kind="primary" disabled={issues === 0} onClick={confirm}>
            {strings.confirm}
          </Button>
        )}
      </PaneHead>
      <div className="back-told">
        <p className="archive-row-head">
          <Badge kind={batch.state === 'confirmed' ? 'ok' : 'info'}>{strings.states[batch.state]}</Badge>
          <span className="second small back-path">{batch.folder}</span>
        </p>
        <BatchProgress batch={batch} />
        {batch.isMissing && <Notice kind="warn">{strings.missing}</Notice>}
        {batch.leftOut > 0 && <p className="second small">{strings.leftOut(batch.leftOut)}</p>}
        {gaps.length > 0 && batch.state === 'read' && (
          <p className="small">
            {strings.gaps(gaps.map(({ year, serials }) => strings.gapsOf(year, spansText(serials))).join('；'))}
          </p>
        )}
      </div>
      <div className="back-columns">
        <section className="back-list" aria-label={strings.files}>
          <div className="back-filter">
            <SelectField
              label={strings.filters}
              isLabelUnseen
              value={filter}
              onValue={(name) => setFilter(filters.find((one) => one === name) ?? 'unsure')}
              options={[
                { value: 'unsure', label: strings.toReview(batch.counts.unsure) },
                { value: 'duplicate', label: strings.duplicates(batch.counts.duplicate) },
                { value: 'failed', label: strings.failed(batch.counts.failed) },
                { value: 'all', label: strings.all(items.length) },
              ]}
            />
            {isOpen && filter === 'unsure' && unsure.length > 1 && (
              <Button kind="quiet" onClick={skipUnsure}>
                {strings.skipUnsure}
              </Button>
            )}
          </div>
          <VirtualList
            label={strings.files}
            items={shown}
            keyOf={(one) => one.id}
            chosen={chosen}
            onChoose={setChosen}
            onOpen={() => document.querySelector<HTMLElement>('.back-review :is(input, select, button)')?.focus()}
            rowHeight={76}
            renderItem={(one) => <ItemRow item={one} />}
            empty={
              <EmptyState icon="check" title={filter === 'unsure' ? strings.noneToReview : strings.noneHere}>
                {filter === 'unsure' && batch.state === 'read' ? strings.noneToReviewHint : ''}
              </EmptyState>
            }
          />
        </section>
        {item ? (
          <ItemReview key={item.id} item={item} isOpen={isOpen} onDecided={() => goOn(item.id)} />
        ) : (
          <EmptyState icon="file" title={strings.chooseFile}>
            {strings.chooseFileHint}
          </EmptyState>
        )}
      </div>
    </>
  );
}

function ItemRow({ item }: { readonly item: BackIssueItem }) {
  const { path, state, numberText, date, reasons, failure, articles } = item;
  const told = failure ?? reasons.map(backIssueDoubtText).join('；');
  return (
    <div className="archive-row">
      <p className="archive-row-head">
        <strong className="list-title archive-line">{path}</strong>
        <Badge kind={badges[state]}>{strings.itemStates[state]}</Badge>
      </p>
      <p className="small archive-line">
        {state === 'waiting' || state === 'failed'
          ? ''
          : `${numberText ?? strings.noNumber}　${date === undefined ? strings.noDate : dayText(date)}　${strings.articles(articles)}`}
      </p>
      <p className="second small archive-line" title={told}>
        {told}
      </p>
    </div>
  );
}
