import { type ReactNode, useState } from 'react';
import { issues } from '../../strings/issues.ts';
import { Button } from '../../ui/Button.tsx';
import { PaneHead, SidePane, WorkPane } from '../../ui/Panes.tsx';
import { StepLine, type StepMark } from '../../ui/StepLine.tsx';

export interface IssueFrameProps {
  readonly title: ReactNode;
  readonly tools: ReactNode;
  /** Left out while an issue has not begun its way. */
  readonly steps?: readonly StepMark[] | undefined;
  readonly pages: ReactNode;
  /** Nothing in it can be filled in; it is scrolled with the keys all the same. */
  readonly isReadOnly?: boolean;
  readonly children: ReactNode;
}

/** One issue: its name and what can be done, the line of steps, and under it the make-up beside the pages. */
export function IssueFrame({ title, tools, steps, pages, isReadOnly = false, children }: IssueFrameProps) {
  // Only where there is no room for both; wide windows show both whatever stands here.
  const [shows, setShows] = useState<'make' | 'pages'>('make');
  return (
    <section className={`issue-frame issue-shows-${shows}`} aria-label={issues.issue}>
      <PaneHead title={title}>
        <span className="issue-turn">
          <Button kind="quiet" onClick={() => setShows(shows === 'make' ? 'pages' : 'make')}>
            {shows === 'make' ? issues.showPages : issues.showMake}
          </Button>
        </span>
        {tools}
      </PaneHead>
      {steps && (
        <div className="issue-steps">
          <StepLine steps={steps} />
        </div>
      )}
      <div className="issue-panes">
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
