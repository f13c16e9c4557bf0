import { useState } from 'react';
import { goTo } from '../../../app/navigation.ts';
import { office } from '../../../app/office.ts';
import { useAnswer } from '../../../app/useAnswer.ts';
import { records } from '../../../strings/records.ts';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import '../../system/BackupDueNotice.css';

/** Offered to the archivist who signs in once the months that were set have passed; put off until the next sign-in. */
export function RecordTestDueNotice() {
  const { value } = useAnswer('records', () => office.listRecords({}), ['issues']);
  const [isPutOff, setIsPutOff] = useState(false);
  if (!value?.isTestDue || isPutOff) return null;
  const go = () => {
    setIsPutOff(true);
    goTo({ place: 'archive', id: 'records', part: 'test' });
  };
  return (
    <section className="backup-due" aria-label={records.testDueTitle}>
      <Notice
        kind="warn"
        action={
          <>
            <Button onClick={go}>{records.testGo}</Button>
            <Button kind="quiet" onClick={() => setIsPutOff(true)}>
              {records.later}
            </Button>
          </>
        }
      >
        {records.testsDue}
      </Notice>
    </section>
  );
}
