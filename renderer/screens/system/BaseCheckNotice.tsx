import { useEffect } from 'react';
import { checkBases, lastCheck } from '../../app/baseChecks.ts';
import { goTo } from '../../app/navigation.ts';
import { useStore } from '../../app/store.ts';
import { baseCheck as strings } from '../../strings/baseCheck.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import '../../app/DueNotice.css';

/** The window stands and is used before the bases are read from end to end beside it. */
const afterMs = 4_000;

/** Checks the bases once after the sign-in; says so while damage was found, and nothing else. */
export function BaseCheckNotice() {
  const check = useStore(lastCheck);
  useEffect(() => {
    lastCheck.set(undefined);
    const timer = setTimeout(() => checkBases('due'), afterMs);
    return () => clearTimeout(timer);
  }, []);
  const faulty = check?.bases.filter(({ faults }) => faults.length > 0) ?? [];
  if (faulty.length === 0) return null;
  return (
    <section className="due-notice" aria-label={strings.noticeTitle}>
      <Notice
        kind="error"
        action={<Button onClick={() => goTo({ place: 'system', id: 'bases' })}>{strings.look}</Button>}
      >
        {strings.notice(faulty.map(({ base }) => strings.names[base]).join('、'))}
      </Notice>
    </section>
  );
}
