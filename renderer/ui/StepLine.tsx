import { useLayoutEffect, useRef, useState } from 'react';
import './StepLine.css';
import { Icon } from './Icon.tsx';

export interface StepMark {
  readonly key: string;
  readonly label: string;
  readonly person?: string;
  readonly at?: string;
  /** How it was done, where that is not the usual way. */
  readonly note?: string;
  readonly opinion?: string;
  readonly state: 'done' | 'returned' | 'current' | 'coming';
}

/** 流程线: where a thing stands, who did what when; a return shows its reason on the line. The same everywhere. */
export function StepLine({ steps }: { readonly steps: readonly StepMark[] }) {
  const line = useRef<HTMLOListElement>(null);
  const { length } = steps;
  // A line that is longer than its place is scrolled with the keys.
  const [isLong, setIsLong] = useState(false);
  useLayoutEffect(() => {
    const element = line.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setIsLong(element.scrollWidth > element.clientWidth));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  // A long line begins where the thing stands now; what came before is to the left of it.
  useLayoutEffect(() => {
    const element = line.current;
    const now = element?.querySelector<HTMLElement>('[aria-current]') ?? element?.children[length - 1];
    if (!element || !(now instanceof HTMLElement)) return;
    element.scrollLeft = now.offsetLeft + now.offsetWidth - element.clientWidth / 2;
  }, [length]);
  return (
    <ol ref={line} className="steps" aria-label="流程" {...(isLong ? { tabIndex: 0 } : {})}>
      {steps.map(({ key, label, person, at, note, opinion, state }) => (
        <li key={key} className={`step step-${state}`} aria-current={state === 'current' ? 'step' : undefined}>
          <span className="step-dot">
            {state === 'done' && <Icon name="check" />}
            {state === 'returned' && <Icon name="undo" />}
          </span>
          <span className="step-label">{label}</span>
          <span className="step-who second small">
            {person && <span>{person}</span>}
            {at && <span>{at}</span>}
          </span>
          {note && <span className="step-opinion second small">{note}</span>}
          {opinion && <span className="step-opinion small">{opinion}</span>}
        </li>
      ))}
    </ol>
  );
}
