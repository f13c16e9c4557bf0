import { useEffect, useRef } from 'react';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { reuse as strings } from '../../strings/search.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Parts } from '../archive/HitRow.tsx';
import type { ReuseFinding, ReusePartProps } from './ReusePart.tsx';

export interface CompareDialogProps {
  readonly subject: ReusePartProps['subject'];
  readonly finding: ReuseFinding;
  readonly onClose: () => void;
}

/** Two texts side by side, with what they have in common marked in both. */
export function CompareDialog({ subject, finding, onClose }: CompareDialogProps) {
  const { source, percent, where } = finding;
  const { value, refusal } = useAnswer(`compare-${subject.id}-${JSON.stringify(source)}`, () =>
    office.compareReuse({ subject, source }),
  );
  return (
    <Dialog
      title={strings.compareTitle(percent)}
      width="wide"
      onClose={onClose}
      actions={<Button onClick={onClose}>{words.close}</Button>}
    >
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
      {!value && !refusal && <p className="second">{words.loading}</p>}
      {value && (
        <>
          <p className="second small">{strings.marked}</p>
          <div className="reuse-sides">
            <Side label={strings.thisText} side={value.text} />
            <Side label={where} side={value.source} />
          </div>
        </>
      )}
    </Dialog>
  );
}

function Side({
  label,
  side: { title, parts },
}: {
  readonly label: string;
  readonly side: { readonly title: string; readonly parts: Parameters<typeof Parts>[0]['parts'] };
}) {
  const text = useRef<HTMLElement>(null);
  // The first common words stand at the top of both.
  useEffect(() => {
    const [side, first] = [text.current, text.current?.querySelector('mark')];
    if (side && first) side.scrollTop = first.offsetTop - side.offsetTop - 24;
  }, []);
  return (
    <section
      ref={text}
      className="reuse-side"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the text is scrolled with the keys
      tabIndex={0}
    >
      <p className="second small">{label}</p>
      <h3>{title}</h3>
      <div className="reuse-text">
        <Parts parts={parts} />
      </div>
    </section>
  );
}
