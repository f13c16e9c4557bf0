import { type KeyboardEvent, type ReactNode, useId } from 'react';
import './Tabs.css';

export interface TabsProps<Key extends string> {
  readonly label: string;
  readonly tabs: readonly { readonly key: Key; readonly label: ReactNode }[];
  readonly chosen: Key;
  readonly onChoose: (key: Key) => void;
  /** The panel is only read: it takes the focus itself, to be scrolled with the keys. */
  readonly isReadOnly?: boolean;
  readonly children: ReactNode;
}

/** Tabs over one panel; the arrow keys go from tab to tab. */
export function Tabs<Key extends string>({
  label,
  tabs,
  chosen,
  onChoose,
  isReadOnly = false,
  children,
}: TabsProps<Key>) {
  const id = useId();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index = tabs.findIndex(({ key }) => key === chosen);
    const next = tabs[(index + step + tabs.length) % tabs.length];
    if (!next) return;
    onChoose(next.key);
    event.currentTarget.querySelector<HTMLElement>(`[data-key="${next.key}"]`)?.focus();
  };
  return (
    <div className="tabs">
      <div className="tabs-line" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            data-key={tab.key}
            aria-selected={tab.key === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={tab.key === chosen ? 0 : -1}
            onClick={() => onChoose(tab.key)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div
        className="tabs-panel"
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${chosen}`}
        {...(isReadOnly ? { tabIndex: 0 } : {})}
      >
        {children}
      </div>
    </div>
  );
}
