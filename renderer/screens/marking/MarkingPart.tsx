import { useState } from 'react';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import type { MarkingSubject } from '#shared/contract/markingCommands.ts';
import type { Publication } from '#shared/contract/registerCommands.ts';
import { titleInOneLine } from '#shared/issue/article.ts';
import type { MarkingDecision } from '#shared/issue/issueDocument.ts';
import { markText } from '#shared/marking/markText.ts';
import { isPrinted, withMarkPrinted } from '#shared/marking/printedMarks.ts';
import { proposeMarking } from '#shared/marking/proposeMarking.ts';
import { announce, announceRefusal, ask } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { marking } from '../../strings/marking.ts';
import { Button } from '../../ui/Button.tsx';
import { Badge } from '../../ui/Notice.tsx';
import { DropDialog } from './DropDialog.tsx';
import { MarkingDialog } from './MarkingDialog.tsx';
import { MarkingFacts } from './MarkingFacts.tsx';
import { MarkingStanding } from './MarkingStanding.tsx';
import { OriginatorConsents } from './OriginatorConsents.tsx';

export interface MarkingPartProps {
  readonly issue: WholeIssue;
  readonly publication: Publication | undefined;
  /** The lines that print, as they stand in their field. */
  readonly lines: readonly string[];
  readonly onLines: (lines: readonly string[]) => void;
  /** Saves what stands in the fields, before a record changes the issue under them. */
  readonly beforeRecord: (work: () => void) => void;
}

interface Dropping {
  readonly subject: MarkingSubject;
  readonly proposedId: string | undefined;
}

/** The records of a draft and its articles: what is proposed, what was decided, and whether it prints. */
export function MarkingPart({ issue, publication, lines, onLines, beforeRecord }: MarkingPartProps) {
  const [open, setOpen] = useState<MarkingSubject>();
  const { articles, markingDecision, articleMarkings = {} } = issue.document;
  const { id } = issue.summary;
  const parts = Object.values(articleMarkings);
  const proposed = proposeMarking(parts);
  const mark = markingDecision && markText(markingDecision);
  const record = (subject: MarkingSubject) => beforeRecord(() => setOpen(subject));
  const [dropping, setDropping] = useState<Dropping>();
  const withdraw = async (subject: MarkingSubject) => {
    const records = await office.listMarkings(subject);
    const needs = records.ok ? records.value.at(-1)?.withdrawalNeeds : undefined;
    if (needs) return setDropping({ subject, proposedId: needs.approverId });
    const question = { title: marking.withdrawTitle, text: marking.withdrawText, verb: marking.withdraw };
    if ((await ask({ ...question, isDangerous: true })) === undefined) return;
    beforeRecord(async () => {
      const answer = await office.withdrawMarking({ subject });
      if (answer.ok) announce('ok', marking.withdrawn);
      else announceRefusal(answer);
    });
  };
  const askToWithdraw = async (subject: MarkingSubject, asked: { approverId: string; reason: string }) => {
    const answer = await office.withdrawMarking({ subject, ...asked });
    if (!answer.ok) return answer;
    announce('ok', marking.dropAsked(answer.value.at(-1)?.drop?.approverName ?? ''));
    return undefined;
  };
  const buttons = (subject: MarkingSubject, decision: MarkingDecision | undefined, title?: string) => {
    const verb = decision ? marking.change : marking.record;
    const labelOf = (words: string) => (title === undefined ? undefined : marking.ofArticle(words, title));
    return (
      <>
        <Button kind="quiet" aria-label={labelOf(verb)} onClick={() => record(subject)}>
          {verb}
        </Button>
        {decision && (
          <Button kind="quiet" aria-label={labelOf(marking.withdraw)} onClick={() => withdraw(subject)}>
            {marking.withdraw}
          </Button>
        )}
      </>
    );
  };
  const preset = publication?.settings.markingDecision;
  return (
    <section className="make-part" aria-label={marking.marking} data-part="marking">
      <div className="make-part-head">
        <h3>{marking.marking}</h3>
        <span className="make-tools">{buttons({ kind: 'issue', id }, markingDecision)}</span>
      </div>
      {proposed && <p>{marking.proposed(markText(proposed))}</p>}
      {markingDecision ? <MarkingFacts decision={markingDecision} /> : <p className="second">{marking.hint}</p>}
      {markingDecision && <MarkingStanding subject={{ kind: 'issue', id }} />}
      {mark !== undefined && !isPrinted(lines, mark) && (
        <div>
          <Button onClick={() => onLines(withMarkPrinted(lines, mark))}>{marking.printMark(mark)}</Button>
        </div>
      )}
      {articles.length > 0 && (
        <ul>
          {articles.map((article) => {
            const title = titleInOneLine(article.title);
            const decision = articleMarkings[article.id];
            return (
              <li key={article.id} className="marking-row">
                <span className="marking-row-title">{title}</span>
                {decision ? (
                  <Badge kind="warn">{markText(decision)}</Badge>
                ) : (
                  <span className="second">{marking.noRecord}</span>
                )}
                {buttons({ kind: 'article', id: article.id }, decision, title)}
                {decision && <MarkingStanding subject={{ kind: 'article', id: article.id }} />}
                <OriginatorConsents articleId={article.id} title={title} mayRecord />
              </li>
            );
          })}
        </ul>
      )}
      {dropping && (
        <DropDialog
          title={marking.withdrawTitle}
          text={marking.withdrawAskText}
          proposedId={dropping.proposedId}
          onAsk={(asked) => askToWithdraw(dropping.subject, asked)}
          onClose={() => setDropping(undefined)}
        />
      )}
      {open && (
        <MarkingDialog
          subject={open}
          begin={open.kind === 'issue' ? (markingDecision ?? preset) : (articleMarkings[open.id] ?? preset)}
          parts={open.kind === 'issue' ? parts : []}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  );
}
