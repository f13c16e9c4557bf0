import { DueNotice } from '../../../app/DueNotice.tsx';
import { goTo } from '../../../app/navigation.ts';
import { office } from '../../../app/office.ts';
import { useAnswer } from '../../../app/useAnswer.ts';
import { records } from '../../../strings/records.ts';

/** Offered to the archivist who signs in once the months that were set have passed. */
export function RecordTestDueNotice() {
  const { value } = useAnswer('records', () => office.listRecords({}), ['issues']);
  if (!value?.isTestDue) return null;
  const go = () => goTo({ place: 'archive', id: 'records', part: 'test' });
  return (
    <DueNotice label={records.testDueTitle} verb={records.testGo} onGo={go}>
      {records.testsDue}
    </DueNotice>
  );
}
