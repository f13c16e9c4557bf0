import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { audit } from '../../strings/audit.ts';
import { auditActions } from '../../strings/system.ts';
import { momentText } from '../../strings/words.ts';
import { type AuditNames, auditSentence } from './auditSentence.ts';
import type { AuditPages } from './useAuditPages.ts';
import './AuditTable.css';

const rowHeight = 36;

export interface AuditTableProps {
  readonly label: string;
  readonly pages: AuditPages;
  readonly names: AuditNames;
}

/** Any number of rows as one table: only those in sight are there, and the arrow keys walk through all. */
export function AuditTable({ label, pages, names }: AuditTableProps) {
  const { count = 0, rowAt, want } = pages;
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<number>();
  const id = useId();
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const shown = virtualizer.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (count > 0) want(first, last);
  }, [count, first, last, want]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    const from = at ?? -1;
    const target = {
      ArrowDown: from + 1,
      ArrowUp: Math.max(0, from - 1),
      PageDown: from + page,
      PageUp: from - page,
      Home: 0,
      End: count - 1,
    }[event.key];
    if (target === undefined || count === 0) return;
    event.preventDefault();
    const index = Math.max(0, Math.min(count - 1, target));
    setAt(index);
    virtualizer.scrollToIndex(index, { align: 'auto' });
  };
  const chosen = at === undefined ? undefined : rowAt(at);
  return (
    <div className="audit-rows">
      <section
        ref={scroller}
        className="audit-scroller"
        aria-label={label}
        aria-describedby={`${id}-chosen`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: walked through and scrolled with the keys
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <table className="audit-table" aria-label={label} aria-rowcount={count + 1}>
          <thead>
            <tr className="audit-row audit-head" aria-rowindex={1}>
              {Object.entries(audit.columns).map(([column, title]) => (
                <th key={column}>{title}</th>
              ))}
            </tr>
          </thead>
          <tbody className="audit-all" style={{ height: virtualizer.getTotalSize() }}>
            {shown.map(({ index, start }) => {
              const row = rowAt(index);
              return (
                <tr
                  key={index}
                  className={`audit-row${index === at ? ' audit-at' : ''}`}
                  aria-rowindex={index + 2}
                  style={{ height: rowHeight, transform: `translateY(${start}px)` }}
                  onClick={() => setAt(index)}
                >
                  <td>{row?.sequence ?? audit.loadingRow}</td>
                  <td>{row && momentText(row.at)}</td>
                  <td>{row && (row.person === '' ? '—' : (names.get(row.person) ?? row.person))}</td>
                  <td>{row && (auditActions[row.action] ?? row.action)}</td>
                  <td className="audit-sentence">{row && auditSentence(row, names)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <output id={`${id}-chosen`} className="audit-chosen" aria-label={audit.chosen}>
        {chosen && `${chosen.sequence}　${momentText(chosen.at)}　${auditSentence(chosen, names)}`}
      </output>
    </div>
  );
}
