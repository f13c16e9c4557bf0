import { type ReactNode, useMemo, useRef, useState } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { periodName } from '#shared/statistics/period.ts';
import { versionOn } from '#shared/statistics/scoringRules.ts';
import { announce, announceRefusal } from '../../app/announcements.tsx';
import { useCommands } from '../../app/commands.ts';
import { goTo, useLocation } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { saveFiles } from '../../app/saveFiles.ts';
import { useHasRole } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { statistics } from '../../strings/statistics.ts';
import { dayText, words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { CheckField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PaneHead, WorkPane } from '../../ui/Panes.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { CountTab } from './CountTab.tsx';
import { type Detail, DetailDialog } from './DetailDialog.tsx';
import { PeriodFields } from './PeriodFields.tsx';
import { PublishedTab } from './PublishedTab.tsx';
import { RecordsTab } from './RecordsTab.tsx';
import { RulesTab } from './RulesTab.tsx';
import { statisticsId } from './statisticsId.ts';
import { UnitsTab } from './UnitsTab.tsx';
import { usePeriod } from './usePeriod.ts';
import './StatisticsScreen.css';

const tabNames = ['units', 'columns', 'months', 'records', 'rules', 'published'] as const;
type TabName = (typeof tabNames)[number];

/** 统计: adoption by unit, column and month, points and why, 批示 and 约稿, the tables of points, what was published. */
export function StatisticsScreen() {
  const { part } = useLocation();
  const tab = tabNames.find((name) => name === part) ?? 'units';
  const setTab = (name: TabName) => void goTo({ place: 'archive', id: statisticsId, part: name });
  const [period, setPeriod] = usePeriod();
  const [detail, setDetail] = useState<Detail>();
  const [ruleShown, setRuleShown] = useState<number>();
  const [busy, setBusy] = useState<string>();
  const isEditor = useHasRole('editor');
  const [withBackIssues, setWithBackIssues] = useState(false);
  const mayCountMore = tab === 'units' || tab === 'columns' || tab === 'months';
  const countsMore = withBackIssues && mayCountMore;
  const name = periodName(period);
  const { value: figures, refusal } = useAnswer(
    `statistics-${name}-${countsMore}`,
    () => office.readStatistics({ period, withBackIssues: countsMore }),
    ['statistics', 'issues', 'manuscripts', 'units', 'backIssues'],
  );
  const archive = useAnswer('statistics-years', () => office.listArchive({}), ['issues']);
  const past = useAnswer('statistics-past', () => office.listBackIssues({}), ['backIssues']);
  const years = useMemo(
    () => yearsOf([...(archive.value ?? []), ...(past.value ?? [])], period.year),
    [archive.value, past.value, period.year],
  );

  const exportAs = async (format: 'csv' | 'xlsx') => {
    setBusy(format);
    const answer = await office.exportStatistics({ period, format, withBackIssues: countsMore });
    setBusy(undefined);
    if (!answer.ok) return announceRefusal(answer);
    await saveFiles({ title: statistics.exportTitle(name), files: answer.value.files });
  };
  const print = async () => {
    setBusy('print');
    const answer = await office.printStatistics({ period, withBackIssues: countsMore });
    setBusy(undefined);
    if (!answer.ok) return announceRefusal(answer);
    await saveFiles({ title: statistics.printTitle(name), files: [answer.value] });
  };
  const draft = async () => {
    setBusy('draft');
    const answer = await office.draftAdoptionBulletin({ period });
    setBusy(undefined);
    if (!answer.ok) return announceRefusal(answer);
    const { articleId } = answer.value;
    const run = () => void goTo({ place: 'articles', id: articleId });
    announce('ok', statistics.drafted, { label: statistics.openDraft, run });
  };
  const latest = useRef({ exportAs, print });
  latest.current = { exportAs, print };
  useCommands(
    useMemo(
      () => [
        {
          id: 'statistics-export',
          label: statistics.exportXlsx,
          keys: 'Ctrl+E',
          run: () => void latest.current.exportAs('xlsx'),
        },
        { id: 'statistics-print', label: statistics.print, keys: 'Ctrl+P', run: () => void latest.current.print() },
      ],
      [],
    ),
  );

  return (
    <div className="panes">
      <WorkPane label={statistics.title}>
        <PaneHead title={statistics.title}>
          <Button kind="quiet" icon="left" onClick={() => goTo({ place: 'archive' })}>
            {statistics.back}
          </Button>
        </PaneHead>
        <div className="statistics-bar">
          <PeriodFields period={period} years={years} onPeriod={setPeriod} />
          {mayCountMore && (past.value?.length ?? 0) > 0 && (
            <CheckField label={statistics.withBackIssues} isChecked={withBackIssues} onChecked={setWithBackIssues} />
          )}
          <div className="statistics-tools">
            <Button icon="export" isBusy={busy === 'xlsx'} keys="Ctrl+E" onClick={() => exportAs('xlsx')}>
              {statistics.exportXlsx}
            </Button>
            <Button icon="export" isBusy={busy === 'csv'} onClick={() => exportAs('csv')}>
              {statistics.exportCsv}
            </Button>
            <Button icon="print" isBusy={busy === 'print'} keys="Ctrl+P" onClick={print}>
              {statistics.print}
            </Button>
            {isEditor && (
              <Button
                kind={tab === 'rules' || tab === 'published' ? 'plain' : 'primary'}
                icon="article"
                isBusy={busy === 'draft'}
                onClick={draft}
              >
                {statistics.draft}
              </Button>
            )}
          </div>
        </div>
        <Tabs
          label={statistics.parts}
          tabs={tabNames.map((key) => ({ key, label: statistics[key] }))}
          chosen={tab}
          onChoose={setTab}
          isReadOnly
        >
          <div className="statistics-body">{panel()}</div>
        </Tabs>
        {detail && figures && (
          <DetailDialog
            detail={detail}
            units={figures.facts.units}
            onRule={(version) => {
              setDetail(undefined);
              setRuleShown(version);
              setTab('rules');
            }}
            onClose={() => setDetail(undefined)}
          />
        )}
      </WorkPane>
    </div>
  );

  function panel(): ReactNode {
    if (refusal) return <Notice kind="error">{refusal.message}</Notice>;
    if (tab === 'records') return <RecordsTab />;
    if (tab === 'rules') return <RulesTab period={period} shown={ruleShown} onShown={setRuleShown} />;
    if (!figures) return <p className="second">{words.loading}</p>;
    if (tab === 'published') return <PublishedTab key={name} figures={figures} />;
    const { facts } = figures;
    if (facts.adoptions.length === 0 && facts.submissions.length === 0 && facts.requests.length === 0) {
      return (
        <EmptyState icon="archive" title={statistics.empty(name)}>
          {statistics.emptyHint}
        </EmptyState>
      );
    }
    return (
      <>
        <Told figures={figures} onRules={() => setTab('rules')} />
        {tab === 'units' ? (
          <UnitsTab figures={figures} onDetail={setDetail} />
        ) : (
          <CountTab by={tab} facts={facts} onDetail={setDetail} />
        )}
      </>
    );
  }
}

/** What one has to know of the figures before reading them. */
function Told({
  figures: { facts, versions },
  onRules,
}: {
  readonly figures: CommandOutput<'readStatistics'>;
  readonly onRules: () => void;
}) {
  const issues = new Set(facts.adoptions.flatMap(({ issueId }) => (issueId === undefined ? [] : [issueId]))).size;
  const unregistered = facts.units.filter(({ isRegistered }) => !isRegistered).map(({ name }) => name);
  return (
    <>
      <p role="status">
        {statistics.summary(facts.submissions.length, facts.adoptions.length, issues)}
        {!facts.isOver && <span className="second">　{statistics.notOver(dayText(facts.until))}</span>}
      </p>
      {!versionOn(versions, facts.until) && (
        <Notice
          kind="info"
          action={
            <Button kind="quiet" onClick={onRules}>
              {statistics.makeRules}
            </Button>
          }
        >
          {statistics.noRules}
        </Notice>
      )}
      {unregistered.length > 0 && <Notice kind="warn">{statistics.unregistered(unregistered.join('、'))}</Notice>}
    </>
  );
}

/** From the first issue on, the year before this one, which is looked back on, and what is shown. */
function yearsOf(issues: readonly { readonly date: string }[], shown: number): readonly number[] {
  const years = issues.map(({ date }) => Number(date.slice(0, 4))).filter((year) => year > 0);
  const now = new Date().getFullYear();
  const all = [...years, shown, now - 1, now];
  const first = Math.min(...all);
  const last = Math.max(...all);
  return Array.from({ length: last - first + 1 }, (_, index) => last - index);
}
