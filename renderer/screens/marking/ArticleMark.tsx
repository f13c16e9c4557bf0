import { useState } from 'react';
import { liveDecisionOf } from '#shared/marking/liveDecision.ts';
import { markText } from '#shared/marking/markText.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { marking } from '../../strings/marking.ts';
import { Button } from '../../ui/Button.tsx';
import { Badge } from '../../ui/Notice.tsx';
import { MarkingDialog } from './MarkingDialog.tsx';

/** The mark of an article beside its name, and the way to its record for whoever may make one. */
export function ArticleMark({ id, mayRecord }: { readonly id: string; readonly mayRecord: boolean }) {
  const [isOpen, setIsOpen] = useState(false);
  const subject = { kind: 'article', id } as const;
  const records = useAnswer(`marking-${id}`, () => office.listMarkings(subject), ['markings']);
  const decision = records.value && liveDecisionOf(records.value);
  return (
    <>
      {decision && <Badge kind="warn">{markText(decision)}</Badge>}
      {mayRecord && (
        <Button kind="quiet" onClick={() => setIsOpen(true)}>
          {decision ? marking.kind : marking.record}
        </Button>
      )}
      {isOpen && <MarkingDialog subject={subject} begin={decision} onClose={() => setIsOpen(false)} />}
    </>
  );
}
