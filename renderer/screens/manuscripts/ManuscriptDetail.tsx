import { type RefObject, useState } from 'react';
import type { Manuscript } from '#shared/contract/manuscriptCommands.ts';
import type { Unit } from '#shared/contract/registerCommands.ts';
import { goTo } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { ArticleView } from '../../editor/ArticleView.tsx';
import { stateNames, manuscripts as strings } from '../../strings/manuscripts.ts';
import { reuse as reuseStrings } from '../../strings/search.ts';
import { momentText, words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Badge, Notice } from '../../ui/Notice.tsx';
import { SidePane } from '../../ui/Panes.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { ReusePart, useReuse } from '../reuse/ReusePart.tsx';
import { stateKinds } from './ManuscriptList.tsx';
import { ReadingReport } from './ReadingReport.tsx';
import { RegisterForm } from './RegisterForm.tsx';
import { showPlace } from './showPlace.ts';

export type Decision = 'selected' | 'reserved' | 'rejected';

export interface ManuscriptDetailProps {
  readonly manuscript: Manuscript;
  readonly units: readonly Unit[];
  readonly personName: (id: string) => string;
  readonly mayDecide: boolean;
  readonly isBusy: boolean;
  readonly onDecide: (decision: Decision) => void;
  /** The paper, so that Enter in the list goes on to it. */
  readonly paper: RefObject<HTMLElement | null>;
}

/** One manuscript: its text as it was read, what reading found beside it, and what becomes of it. */
export function ManuscriptDetail(props: ManuscriptDetailProps) {
  const { manuscript, units, personName, mayDecide, isBusy, onDecide, paper } = props;
  const { id, title, number, state, articleId, fileName } = manuscript;
  const read = useAnswer(`manuscript-${id}`, () => office.readManuscript({ id }));
  const [part, setPart] = useState<'reading' | 'reuse' | 'register'>('reading');
  const { reuse, refusal: reuseRefusal } = useReuse({ kind: 'manuscript', id }, 0);
  const text = read.value;
  return (
    <div className="manuscript">
      <section className="pane pane-work" aria-label={strings.work}>
        <header className="manuscript-head">
          <div className="manuscript-name">
            <h2>{title || strings.untitled}</h2>
            <p className="second small">
              <span>{number}</span>
              <Badge kind={stateKinds[state]}>{stateNames[state]}</Badge>
              {manuscript.decidedBy && manuscript.decidedAt && (
                <span>
                  {strings.decided(
                    personName(manuscript.decidedBy),
                    momentText(manuscript.decidedAt),
                    stateNames[state],
                  )}
                </span>
              )}
            </p>
          </div>
          {articleId !== undefined && (
            <Button kind="primary" icon="article" onClick={() => goTo({ place: 'articles', id: articleId })}>
              {strings.edit}
            </Button>
          )}
          {mayDecide && articleId === undefined && (
            <div className="pane-tools">
              {state !== 'rejected' && (
                <Button disabled={isBusy} keys="T" onClick={() => onDecide('rejected')}>
                  {strings.reject}
                </Button>
              )}
              {state !== 'reserved' && (
                <Button disabled={isBusy} keys="B" onClick={() => onDecide('reserved')}>
                  {strings.reserve}
                </Button>
              )}
              <Button kind="primary" disabled={isBusy} keys="X" onClick={() => onDecide('selected')}>
                {strings.select}
              </Button>
            </div>
          )}
        </header>
        {reuse && reuse.findings.length > 0 && (
          <div className="manuscript-reason">
            <Notice
              kind="warn"
              action={
                <Button kind="quiet" onClick={() => setPart('reuse')}>
                  {reuseStrings.look}
                </Button>
              }
            >
              {reuseStrings.some(reuse.findings.length)}
            </Notice>
          </div>
        )}
        {manuscript.reason !== '' && (
          <div className="manuscript-reason">
            <Notice kind="warn">{strings.becauseOf(manuscript.reason)}</Notice>
          </div>
        )}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the text is scrolled with the keys */}
        <section ref={paper} className="manuscript-paper" tabIndex={0} aria-label={title || strings.untitled}>
          {read.refusal && <Notice kind="error">{read.refusal.message}</Notice>}
          {!text && !read.refusal && <p className="second manuscript-loading">{words.loading}</p>}
          {text && <ArticleView content={text.article} images={text.images} />}
        </section>
      </section>
      <SidePane name="manuscript-inspector" label={strings.inspector} side="right" initial={320} least={260} most={560}>
        <Tabs
          label={strings.inspector}
          chosen={part}
          onChoose={setPart}
          tabs={[
            { key: 'reading', label: text ? strings.tab(strings.reading, text.report.length) : strings.reading },
            {
              key: 'reuse',
              label: reuse ? strings.tab(reuseStrings.tab, reuse.findings.length) : reuseStrings.tab,
            },
            { key: 'register', label: strings.register },
          ]}
        >
          {part === 'reading' && text && (
            <ReadingReport
              report={text.report}
              content={text.article}
              isCountedByParagraph={/\.docx$/i.test(fileName)}
              onGoTo={(place) => paper.current && showPlace(paper.current, place)}
            />
          )}
          {part === 'reuse' && <ReusePart subject={{ kind: 'manuscript', id }} reuse={reuse} refusal={reuseRefusal} />}
          {part === 'register' && (
            <RegisterForm manuscript={manuscript} units={units} personName={personName} mayChange={mayDecide} />
          )}
        </Tabs>
      </SidePane>
    </div>
  );
}
