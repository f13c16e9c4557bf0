import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import type { ArchivedIssue } from '#shared/contract/archiveCommands.ts';
import type { SearchFilters } from '#shared/contract/searchCommands.ts';
import { isBackIssueId } from '#shared/issue/backIssueId.ts';
import { announce, announceRefusal } from '../../app/announcements.tsx';
import { useCommands } from '../../app/commands.ts';
import { goTo, useLocation } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { archive } from '../../strings/archive.ts';
import { backIssues } from '../../strings/backIssues.ts';
import { flow } from '../../strings/flow.ts';
import { records } from '../../strings/records.ts';
import { search as strings } from '../../strings/search.ts';
import { statistics } from '../../strings/statistics.ts';
import { volumes } from '../../strings/volumes.ts';
import { words } from '../../strings/words.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SidePane, WorkPane } from '../../ui/Panes.tsx';
import { roomForList_px, useWidth } from '../../ui/useWidth.ts';
import { backIssuesId } from '../backIssues/backIssuesId.ts';
import { statisticsId } from '../statistics/statisticsId.ts';
import { ArchivedDetail } from './ArchivedDetail.tsx';
import { ArchiveList } from './ArchiveList.tsx';
import { ProofProgress } from './ProofProgress.tsx';
import { RecordsPane } from './records/RecordsPane.tsx';
import { SaveSearchDialog } from './SaveSearchDialog.tsx';
import { SearchMemory } from './SearchMemory.tsx';
import { type SearchGroup, SearchResults } from './SearchResults.tsx';
import { type SearchOrder, useSearch } from './useSearch.ts';
import { useSearchMemory } from './useSearchMemory.ts';
import { VoidNumbers } from './VoidNumbers.tsx';
import { type VerdictText, verdictText } from './verdictText.ts';
import '../signOff/SignOffScreen.css';
import './ArchiveScreen.css';
import './Search.css';

const StatisticsScreen = lazy(() =>
  import('../statistics/StatisticsScreen.tsx').then((module) => ({ default: module.StatisticsScreen })),
);

const VolumeDialog = lazy(() =>
  import('./volume/VolumeDialog.tsx').then((module) => ({ default: module.VolumeDialog })),
);

const BackIssuesScreen = lazy(() =>
  import('../backIssues/BackIssuesScreen.tsx').then((module) => ({ default: module.BackIssuesScreen })),
);
const BackIssueDetail = lazy(() =>
  import('../backIssues/BackIssueDetail.tsx').then((module) => ({ default: module.BackIssueDetail })),
);

/** Stands where the id of an issue would: 断号簿. */
const voidNumbersId = 'void-numbers';

/** The same for 归档文件. */
const recordsId = 'records';

/** 档案: the issues, those from before this program, or the statistics of them. */
export function ArchiveScreen() {
  const { id } = useLocation();
  if (id !== statisticsId && id !== backIssuesId) return <IssueArchive />;
  return (
    <Suspense fallback={<p className="second">{words.loading}</p>}>
      {id === backIssuesId ? <BackIssuesScreen /> : <StatisticsScreen />}
    </Suspense>
  );
}

/** Every signed issue by publication and year, and the search over their words. */
function IssueArchive() {
  const { id, part } = useLocation();
  const [text, setText] = useState('');
  const [order, setOrder] = useState<SearchOrder>('newest');
  const [filters, setFilters] = useState<SearchFilters>({});
  const [group, setGroup] = useState<SearchGroup>('printed');
  const [isRemembering, setIsRemembering] = useState(false);
  const [isSaving, setIsSaving] = useState(false);
  const [isBinding, setIsBinding] = useState(false);
  const [verdict, setVerdict] = useState<VerdictText>();
  const [isVerifying, setIsVerifying] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const showsList = useWidth(frame) >= roomForList_px || id === undefined;
  const field = useRef<HTMLInputElement>(null);
  const search = useSearch(text, order, filters);
  const memory = useSearchMemory();
  const change = (typed: string) => {
    setText(typed);
    if (typed === '') setFilters({});
  };
  const issues = useAnswer('archive-list', () => office.listArchive({}), ['issues']);
  const verifyAll = async () => {
    setVerdict(undefined);
    setIsVerifying(true);
    const answer = await office.verifyArchive({});
    setIsVerifying(false);
    if (answer.ok) setVerdict(verdictText(answer.value));
    else if (answer.details?.isStopped === true) announce('ok', answer.message);
    else announceRefusal(answer);
  };
  const latest = useRef(verifyAll);
  latest.current = verifyAll;
  useCommands(
    useMemo(
      () => [
        { id: 'archive-search', label: archive.search, keys: 'Ctrl+F', run: () => field.current?.focus() },
        { id: 'archive-verify-all', label: archive.verifyAll, run: () => latest.current() },
        {
          id: 'archive-void-numbers',
          label: flow.voidNumbers,
          run: () => void goTo({ place: 'archive', id: voidNumbersId }),
        },
        {
          id: 'archive-statistics',
          label: statistics.title,
          run: () => void goTo({ place: 'archive', id: statisticsId }),
        },
        { id: 'archive-volume', label: volumes.entry, run: () => setIsBinding(true) },
        {
          id: 'archive-back-issues',
          label: backIssues.title,
          run: () => void goTo({ place: 'archive', id: backIssuesId }),
        },
        { id: 'archive-records', label: records.records, run: () => void goTo({ place: 'archive', id: recordsId }) },
      ],
      [],
    ),
  );
  return (
    <div className="panes" ref={frame}>
      {showsList && (
        <SidePane name="archiveList" label={archive.list} side="left" initial={360}>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: it only watches where the focus is */}
          <div
            className="search-area"
            onFocus={(event) => {
              // Only for the words: what stands below must not move away under the pointer of whoever pressed a button here.
              if (event.target === field.current) setIsRemembering(true);
            }}
            onBlur={(event) => {
              if (!event.currentTarget.contains(event.relatedTarget)) setIsRemembering(false);
            }}
          >
            <div className="archive-search">
              <TextField
                ref={field}
                label={archive.search}
                isLabelUnseen
                type="text"
                placeholder={strings.hint}
                value={text}
                onValue={change}
                onKeyDown={(event) => {
                  if (event.nativeEvent.isComposing) return;
                  if (event.key === 'Escape') change('');
                  if (event.key === 'Enter' && text.trim() !== '') memory.note({ text: text.trim(), filters });
                  if (event.key !== 'ArrowDown') return;
                  event.preventDefault();
                  const below = text === '' ? '.search-kept .button' : '[role="listbox"]';
                  event.currentTarget.closest('.pane')?.querySelector<HTMLElement>(below)?.focus();
                }}
              />
              {text === '' ? (
                <IconButton label={archive.verifyAll} icon="check" isBusy={isVerifying} onClick={verifyAll} />
              ) : (
                <IconButton label={archive.clear} icon="close" onClick={() => change('')} />
              )}
            </div>
            {text === '' && isRemembering && !isVerifying && memory.kept && (
              <SearchMemory
                kept={memory.kept}
                onChoose={(kept) => {
                  setText(kept.text);
                  setFilters(kept.filters);
                  field.current?.focus();
                }}
                onRemove={memory.remove}
                onLeave={() => field.current?.focus()}
              />
            )}
          </div>
          {isVerifying && (
            <div className="archive-verdict">
              <ProofProgress command="verifyArchive" label={archive.verifying} />
            </div>
          )}
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
          {issues.refusal && <Notice kind="error">{issues.refusal.message}</Notice>}
          {search.asked === '' ? (
            issues.value && (
              <ArchiveList
                issues={issues.value}
                chosen={id}
                onChoose={(issueId) => goTo({ place: 'archive', id: issueId })}
              />
            )
          ) : (
            // biome-ignore lint/a11y/noStaticElementInteractions: the list inside takes the keys; Esc leads back from it
            <div
              className="search-results"
              onKeyDown={(event) => {
                if (event.key === 'Escape') field.current?.focus();
              }}
            >
              <SearchResults
                search={search}
                group={group}
                onGroup={setGroup}
                filters={filters}
                onFilters={setFilters}
                onSave={() => setIsSaving(true)}
                order={order}
                onOrder={setOrder}
                chosen={id && `${id} ${part ?? ''}`}
                onChoose={({ issueId, articleId }) => {
                  memory.note({ text: search.asked, filters });
                  goTo({ place: 'archive', id: issueId, part: articleId ?? undefined });
                }}
                onChooseDraft={({ kind, id: draftId }) => {
                  memory.note({ text: search.asked, filters });
                  goTo({ place: kind === 'manuscript' ? 'manuscripts' : 'articles', id: draftId });
                }}
              />
            </div>
          )}
          <div className="archive-foot">
            <Button
              kind="quiet"
              icon="archive"
              aria-pressed={id === recordsId}
              onClick={() => goTo({ place: 'archive', id: recordsId })}
            >
              {records.records}
            </Button>
            <Button
              kind="quiet"
              icon="file"
              aria-pressed={id === voidNumbersId}
              onClick={() => goTo({ place: 'archive', id: voidNumbersId })}
            >
              {flow.voidNumbers}
            </Button>
            <Button kind="quiet" icon="file" onClick={() => goTo({ place: 'archive', id: backIssuesId })}>
              {backIssues.title}
            </Button>
            <Button kind="quiet" icon="archive" onClick={() => goTo({ place: 'archive', id: statisticsId })}>
              {statistics.statistics}
            </Button>
            <Button kind="quiet" icon="issue" onClick={() => setIsBinding(true)}>
              {volumes.entry}
            </Button>
          </div>
        </SidePane>
      )}
      {isBinding && issues.value && (
        <Suspense>
          <VolumeDialog years={yearsOf(issues.value)} onClose={() => setIsBinding(false)} />
        </Suspense>
      )}
      {isSaving && (
        <SaveSearchDialog
          proposed={text.trim()}
          onClose={() => setIsSaving(false)}
          onSave={async (name) => {
            const refusal = await memory.save({ text: text.trim(), filters, name });
            if (refusal !== undefined) return refusal;
            setIsSaving(false);
            announce('ok', strings.savedAs(name));
            return undefined;
          }}
        />
      )}
      <WorkPane label={id === voidNumbersId ? flow.voidNumbers : id === recordsId ? records.records : archive.parts}>
        {id === recordsId ? (
          <RecordsPane key={part} onBack={showsList ? undefined : () => goTo({ place: 'archive' })} />
        ) : id === voidNumbersId ? (
          <VoidNumbers onBack={showsList ? undefined : () => goTo({ place: 'archive' })} />
        ) : id === undefined ? (
          issues.value && (
            <EmptyState icon="archive" title={issues.value.length === 0 ? archive.empty : archive.chooseOne}>
              {issues.value.length === 0 ? archive.emptyHint : archive.chooseOneHint}
            </EmptyState>
          )
        ) : isBackIssueId(id) ? (
          <Suspense fallback={<p className="second detail-loading">{words.loading}</p>}>
            <BackIssueDetail
              key={id}
              id={id}
              articleId={part}
              searched={search.asked}
              onBack={() => goTo(showsList ? { place: 'archive', id: backIssuesId } : { place: 'archive' })}
            />
          </Suspense>
        ) : (
          <ArchivedDetail
            key={id}
            id={id}
            articleId={part}
            searched={search.asked}
            {...(showsList ? {} : { onBack: () => goTo({ place: 'archive' }) })}
          />
        )}
      </WorkPane>
    </div>
  );
}

/** The years of archived issues, the newest first; this one where there are none. */
function yearsOf(issues: readonly ArchivedIssue[]): readonly number[] {
  const years = issues.map(({ numberText }) => Number(/^\d{4}/.exec(numberText)?.[0]));
  const known = [...new Set(years.filter((year) => year > 0))];
  return known.length > 0 ? known.toSorted((one, other) => other - one) : [new Date().getFullYear()];
}
