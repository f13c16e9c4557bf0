import type { MarkingRecord, MarkingSubject } from '#shared/contract/markingCommands.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { marking } from '../../strings/marking.ts';
import { momentText } from '../../strings/words.ts';
import { Notice } from '../../ui/Notice.tsx';

/** Whether the record that counts was approved, by whom, and what became of that. */
export function MarkingStanding({ subject }: { readonly subject: MarkingSubject }) {
  const records = useAnswer(`marking-standing-${subject.id}`, () => office.listMarkings(subject), [
    'markings',
    'issues',
  ]);
  const newest = records.value?.at(-1);
  const standing = newest && standingOf(newest);
  const drop = newest && dropOf(newest);
  return (
    <>
      {standing && <Notice kind={standing.kind}>{standing.text}</Notice>}
      {drop && <Notice kind={drop.kind}>{drop.text}</Notice>}
    </>
  );
}

/** That somebody wants the mark to go, until it is gone. */
function dropOf({ decision, drop, reviews }: MarkingRecord) {
  if (!decision || !drop || reviews.some(({ outcome }) => outcome === 'lifted')) return undefined;
  const { how, approverName, answer } = drop;
  const way = marking.dropWays[how];
  if (!answer) return { kind: 'info' as const, text: marking.dropWaits(way, approverName) };
  if (answer.outcome !== 'refused') return undefined;
  return { kind: 'warn' as const, text: marking.dropRefused(way, approverName, momentText(answer.at), answer.reason) };
}

function standingOf({ decision, answer, waitsFor, reviews }: MarkingRecord) {
  if (!decision || reviews.some(({ outcome }) => outcome === 'lifted')) return undefined;
  if (!answer) {
    const words = decision.paper ? marking.waitsPaper : marking.waits;
    return waitsFor === undefined ? undefined : { kind: 'info' as const, text: words(waitsFor) };
  }
  const { outcome, personName, at, reason, isTextChanged } = answer;
  if (outcome === 'refused') {
    return { kind: 'warn' as const, text: marking.refusedBy(personName, momentText(at), reason) };
  }
  const text = (decision.paper ? marking.comparedBy : marking.approvedBy)(personName, momentText(at));
  return isTextChanged
    ? { kind: 'warn' as const, text: `${text}${marking.textChanged}` }
    : { kind: 'ok' as const, text };
}
