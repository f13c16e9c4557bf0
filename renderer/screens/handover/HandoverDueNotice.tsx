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
  const { value } = useAnswer('packages', () => office.listPackages({}), ['issues']);
  const [isPutOff, setIsPutOff] = useState(false);
  const overdue = (value ?? []).filter(({ isOverdue }) => isOverdue).length;
  if (overdue === 0 || isPutOff) return null;
  const go = () => {
    setIsPutOff(true);
    void goTo({ place: 'signOff', part: 'handover' });
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
        {strings.dueNotice(overdue)}
      </Notice>
    </section>
  );
}
