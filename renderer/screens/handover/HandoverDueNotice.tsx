import { useState } from 'react';
import { goTo } from '../../app/navigation.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { handover as strings } from '../../strings/handover.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import '../system/BackupDueNotice.css';

/** Told to whoever reads manuscripts once a receipt is overdue; put off until the next sign-in. */
export function HandoverDueNotice() {
  const { value } = useAnswer('packages-overdue', () => office.listPackages({ isOverdue: true }), ['issues']);
  const [isPutOff, setIsPutOff] = useState(false);
  const unresolved = useAnswer('unresolved', () => office.listUnresolvedArticles({}), ['issues', 'articles']);
  const overdue = value?.length ?? 0;
  const [first, ...more] = unresolved.value ?? [];
  if ((overdue === 0 && !first) || isPutOff) return null;
  const go = () => {
    setIsPutOff(true);
    void goTo(overdue === 0 && first ? { place: 'issues', id: first.issueId } : { place: 'signOff', part: 'handover' });
  };
  return (
    <section className="backup-due" aria-label={strings.dueTitle}>
      <Notice
        kind="warn"
        action={
          <>
            <Button onClick={go}>{strings.dueGo}</Button>
            <Button kind="quiet" onClick={() => setIsPutOff(true)}>
              {strings.later}
            </Button>
          </>
        }
      >
        {overdue > 0 && <p>{strings.dueNotice(overdue)}</p>}
        {first && <p>{strings.unresolvedNotice(more.length + 1)}</p>}
      </Notice>
    </section>
  );
}
