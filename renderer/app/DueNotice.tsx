import { type ReactNode, useState } from 'react';
import { words } from '../strings/words.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import './DueNotice.css';

export interface DueNoticeProps {
  readonly label: string;
  /** What leads to where it is done. */
  readonly verb: string;
  readonly onGo: () => void;
  readonly children: ReactNode;
}

/** Tells after the sign-in of what is due; put off until the next one. */
export function DueNotice({ label, verb, onGo, children }: DueNoticeProps) {
  const [isPutOff, setIsPutOff] = useState(false);
  if (isPutOff) return null;
  const go = () => {
    setIsPutOff(true);
    onGo();
  };
  return (
    <section className="due-notice" aria-label={label}>
      <Notice
        kind="warn"
        action={
          <>
            <Button onClick={go}>{verb}</Button>
            <Button kind="quiet" onClick={() => setIsPutOff(true)}>
              {words.later}
            </Button>
          </>
        }
      >
        {children}
      </Notice>
    </section>
  );
}
