import { type ReactNode, useState } from 'react';
import { issueFind } from '../../strings/issueFind.ts';
import { issues } from '../../strings/issues.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { PaneHead, SidePane, WorkPane } from '../../ui/Panes.tsx';
import { StepLine, type StepMark } from '../../ui/StepLine.tsx';
import { IssueFind, type IssueToFindIn } from './IssueFind.tsx';
import { useIssueFind } from './useIssueFind.ts';

export interface IssueFrameProps {
  readonly title: ReactNode;
  readonly tools: ReactNode;
  /** Left out while an issue has not begun its way. */
  readonly steps?: readonly StepMark[] | undefined;
  readonly pages: ReactNode;
  /** Nothing in it can be filled in; it is scrolled with the keys all the same. */
  readonly isReadOnly?: boolean;
  /** The issue in which words are found, by whoever may read it here. */
  readonly find?: IssueToFindIn | undefined;
  readonly children: ReactNode;
}

/** One issue: its name and what can be done, the line of steps, and under it the make-up beside the pages. */
export function IssueFrame({ title, tools, steps, pages, isReadOnly = false, find, children }: IssueFrameProps) {
  // Only where there is no room for both; wide windows show both whatever stands here.
  const [shows, setShows] = useState<'make' | 'pages'>('make');
  const finding = useIssueFind(find);
  return (
    <section className={`issue-frame issue-shows-${shows}`} aria-label={issues.issue}>
      <PaneHead title={title}>
        {!finding.isOpen && (
          <span className="issue-turn">
            <Button kind="quiet" onClick={() => setShows(shows === 'make' ? 'pages' : 'make')}>
              {shows === 'make' ? issues.showPages : issues.showMake}
            </Button>
          </span>
        )}
        {find && (
          <IconButton
            ref={finding.button}
            label={find.isReadOnly ? issueFind.openReadOnly : issueFind.open}
            icon="search"
            aria-pressed={finding.isOpen}
            onClick={finding.isOpen ? finding.close : finding.open}
          />
        )}
        {tools}
      </PaneHead>
      {steps && (
        <div className="issue-steps">
          <StepLine steps={steps} />
        </div>
      )}
      {find && finding.isOpen && (
        <IssueFind key={find.issue.summary.id} {...find} replacement={finding.replacement} onClose={finding.close} />
      )}
      <div className={`issue-panes${finding.isOpen ? ' issue-panes-unseen' : ''}`}>
        <WorkPane label={issues.make}>
          <div className="pane-body make" {...(isReadOnly ? { tabIndex: 0 } : {})}>
            {children}
          </div>
        </WorkPane>
        <SidePane name="issue-pages" label={issues.preview} side="right" initial={460} least={320} most={1000}>
          {pages}
        </SidePane>
      </div>
    </section>
  );
}
