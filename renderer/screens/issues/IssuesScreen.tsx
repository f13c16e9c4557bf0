import { useMemo, useState } from 'react';
import type { IssueSummary } from '#shared/contract/issueCommands.ts';
import { useCommands } from '../../app/commands.ts';
import { goTo, useLocation } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { useHasRole } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { handover } from '../../strings/handover.ts';
import { issues } from '../../strings/issues.ts';
import { placeTitles } from '../../strings/shell.ts';
import { momentText, words } from '../../strings/words.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Badge, Notice } from '../../ui/Notice.tsx';
import { PaneHead, SidePane, WorkPane } from '../../ui/Panes.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { DraftIssue } from './DraftIssue.tsx';
import { HandedOverIssue } from './HandedOverIssue.tsx';
import './IssuesScreen.css';
import { issueBadge } from './issueBadge.ts';
import { NewIssueDialog, type NewIssueDialogProps } from './NewIssueDialog.tsx';

/** 刊期: every issue at the left, the one that is chosen beside it. */
export function IssuesScreen() {
  const { id } = useLocation();
  const isEditor = useHasRole('editor');
  const all = useAnswer('issues', () => office.listIssues({}), ['issues']);
  const [sought, setSought] = useState('');
  const [making, setMaking] = useState<NewIssueDialogProps['from']>();
  useCommands(
    useMemo(
      () =>
        isEditor
          ? [
              { id: 'issue-new', label: issues.newIssue, keys: 'Ctrl+N', run: () => setMaking('nothing') },
              { id: 'issue-file', label: issues.fromFile, run: () => setMaking('file') },
            ]
          : [],
      [isEditor],
    ),
  );
  const found = (all.value ?? []).filter((issue) => matches(issue, sought.trim()));
  const makers = isEditor && (
    <div className="issue-makers">
      <Button kind={all.value?.length === 0 ? 'primary' : 'plain'} icon="plus" onClick={() => setMaking('nothing')}>
        {issues.newIssue}
      </Button>
      <Button icon="file" onClick={() => setMaking('file')}>
        {issues.fromFile}
      </Button>
    </div>
  );
  return (
    <div className="panes">
      <SidePane name="issues" label={issues.list} side="left" initial={300} least={240} most={480}>
        <PaneHead title={placeTitles.issues}>
          {isEditor && (
            <>
              <Button kind="quiet" icon="file" onClick={() => setMaking('file')}>
                {issues.fromFile}
              </Button>
              <IconButton label={issues.newIssue} icon="plus" onClick={() => setMaking('nothing')} />
            </>
          )}
        </PaneHead>
        {all.refusal && <Notice kind="error">{all.refusal.message}</Notice>}
        {(all.value?.length ?? 0) > 8 && (
          <div className="issue-search">
            <TextField
              label={issues.search}
              isLabelUnseen
              placeholder={issues.searchHint}
              value={sought}
              onValue={setSought}
            />
          </div>
        )}
        <VirtualList
          label={issues.list}
          items={found}
          keyOf={(issue) => issue.id}
          chosen={id}
          onChoose={(chosen) => goTo({ place: 'issues', id: chosen })}
          rowHeight={72}
          empty={<p className="issue-none second">{all.value ? (sought ? issues.nothingFound : issues.none) : ''}</p>}
          renderItem={(issue) => <IssueRow issue={issue} />}
        />
      </SidePane>
      {id !== undefined ? (
        <ChosenIssue key={id} id={id} />
      ) : (
        <WorkPane label={placeTitles.issues}>
          {all.value && (
            <EmptyState icon="issue" title={all.value.length === 0 ? issues.none : issues.choose} action={makers}>
              {isEditor ? issues.noneHint : issues.noneForReader}
            </EmptyState>
          )}
        </WorkPane>
      )}
      {making && <NewIssueDialog from={making} onClose={() => setMaking(undefined)} />}
    </div>
  );
}

function IssueRow({ issue }: { readonly issue: IssueSummary }) {
  const { publicationName, numberText, series, state, stateName, titles, since, lending } = issue;
  const [first] = titles;
  return (
    <div className="issue-row">
      <p className="issue-row-head">
        <strong className="list-title">{numberText ?? issues.noNumber(series)}</strong>
        <Badge kind={issueBadge[state]}>{stateName}</Badge>
        {lending && <Badge kind="info">{handover.lentBadge(lending.machineName)}</Badge>}
      </p>
      <p className="list-title">{first === undefined ? issues.noArticles : issues.titles(first, titles.length)}</p>
      <p className="issue-row-head second small">
        <span className="list-title">{publicationName}</span>
        {issues.since(state, momentText(since))}
      </p>
    </div>
  );
}

function ChosenIssue({ id }: { readonly id: string }) {
  const isEditor = useHasRole('editor');
  const issue = useAnswer(`issue-${id}`, () => office.readIssue({ id }), ['issues']);
  if (issue.value) {
    const isMine = isEditor && issue.value.summary.state === 'drafting' && !issue.value.summary.lending;
    return isMine ? <DraftIssue read={issue.value} /> : <HandedOverIssue issue={issue.value} />;
  }
  return (
    <WorkPane label={placeTitles.issues}>
      <div className="pane-body">
        {issue.refusal ? <Notice kind="error">{issue.refusal.message}</Notice> : words.loading}
      </div>
    </WorkPane>
  );
}

function matches({ publicationName, numberText, series, titles }: IssueSummary, sought: string): boolean {
  return [publicationName, numberText ?? issues.noNumber(series), ...titles].some((text) => text.includes(sought));
}
