import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { focusNextPane } from './paneFocus.ts';
import './VirtualList.css';

export interface VirtualListProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly chosen: string | undefined;
  readonly onChoose: (key: string) => void;
  /** Enter or a double click; without it Enter goes on to the pane that shows what is chosen. */
  readonly onOpen?: (key: string) => void;
  /** The arrow keys only point and Enter chooses, where choosing is an act of its own. */
  readonly isChosenByEnter?: boolean;
  readonly renderItem: (item: Item) => ReactNode;
  readonly rowHeight?: number;
  /** Shown in the place of rows where there are none. */
  readonly empty?: ReactNode;
}

/** A list of thousands of rows as one listbox: arrow keys, Home, End and Page keys move the choice and keep it in sight. */
export function VirtualList<Item>({
  label,
  items,
  keyOf,
  chosen,
  onChoose,
  onOpen,
  isChosenByEnter = false,
  renderItem,
  rowHeight = 36,
  empty,
}: VirtualListProps<Item>) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const id = useId();
  const [pointed, setPointed] = useState<string>();
  const at = (isChosenByEnter ? pointed : undefined) ?? chosen;
  const atIndex = items.findIndex((item) => keyOf(item) === at);
  useEffect(() => {
    if (atIndex >= 0) virtualizer.scrollToIndex(atIndex, { align: 'auto' });
  }, [atIndex, virtualizer]);

  const choose = (key: string) => {
    setPointed(undefined);
    onChoose(key);
  };
  const move = (index: number) => {
    const item = items[Math.max(0, Math.min(items.length - 1, index))];
    if (item === undefined) return;
    if (isChosenByEnter) setPointed(keyOf(item));
    else onChoose(keyOf(item));
  };
  const page = () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const target = nextIndex(event.key, atIndex, items.length, page());
    if (target !== undefined) {
      event.preventDefault();
      move(target);
    } else if (event.key === 'Enter' && at !== undefined) {
      event.preventDefault();
      if (at !== chosen) choose(at);
      else if (onOpen) onOpen(at);
      else focusNextPane(scroller.current, 1);
    }
  };
  if (items.length === 0 && empty) return <div className="list">{empty}</div>;
  return (
    <div
      ref={scroller}
      className="list"
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={atIndex >= 0 ? `${id}-${atIndex}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div className="list-all" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const item = items[index];
          if (item === undefined) return null;
          const key = keyOf(item);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox itself takes the keys
            <div
              key={key}
              id={`${id}-${index}`}
              className={`list-row${index === atIndex ? ' list-at' : ''}`}
              role="option"
              tabIndex={-1}
              aria-selected={key === chosen}
              style={{ height: rowHeight, transform: `translateY(${start}px)` }}
              onClick={() => choose(key)}
              onDoubleClick={() => onOpen?.(key)}
            >
              {renderItem(item)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function nextIndex(key: string, from: number, count: number, page: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return from + 1;
    case 'ArrowUp':
      return from < 0 ? count - 1 : from - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'PageDown':
      return from + page;
    case 'PageUp':
      return from - page;
    default:
      return undefined;
  }
}
