import type { MarkingDecision } from '#shared/issue/issueDocument.ts';
import { paperText } from '#shared/issue/paperSignOff.ts';
import { markText } from '#shared/marking/markText.ts';
import { marking } from '../../strings/marking.ts';
import { dayText } from '../../strings/words.ts';
import './Marking.css';

/** A record in plain words: the mark, its people, ground, scope and days. */
export function MarkingFacts({ decision }: { readonly decision: MarkingDecision }) {
  const {
    ground,
    proposer,
    approver,
    paper,
    scope,
    decidedOn,
    liftDate,
    reviewOn,
    reviewedOn = [],
    originator,
    lowerReason,
  } = decision;
  const facts = [
    [marking.kind, markText(decision)],
    [marking.originator, originator],
    [marking.ground, ground],
    [marking.proposer, proposer],
    [marking.approver, paper ? `${approver}，${dayText(paper.signedOn)}，${paperText(paper)}` : approver],
    [marking.scope, scope],
    [marking.decidedOn, decidedOn && dayText(decidedOn)],
    [marking.liftDate, liftDate && dayText(liftDate)],
    [marking.reviewOn, reviewOn && dayText(reviewOn)],
    [marking.reviewedOn, reviewedOn.length > 0 ? reviewedOn.map(dayText).join('、') : undefined],
    [marking.lowerReason, lowerReason],
  ] as const;
  return (
    <dl className="marking-facts">
      {facts.map(([name, text]) =>
        text === undefined ? null : (
          <div key={name}>
            <dt className="second">{name}</dt>
            <dd>{text}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
