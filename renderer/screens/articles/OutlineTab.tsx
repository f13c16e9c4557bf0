import { type KeyboardEvent, type PointerEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { ordinalFaults } from '#shared/document/ordinals.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import type { OutlineEntry } from '../../editor/outlineOf.ts';
import type { HeadingTarget } from '../../editor/structure.ts';
import { articles as strings } from '../../strings/articles.ts';
import { faultText, writing } from '../../strings/writing.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import './OutlineTab.css';

export interface OutlineTabProps {
  readonly outline: readonly OutlineEntry[];
  readonly content: ArticleContent;
  readonly onHeading: (number: number) => void;
  /** Shows a passage: the block of the body, and where in its text. */
  readonly onPassage: (block: number, start: number, end: number) => void;
  /** What changes the text; absent where it may only be read. */
  readonly edit?: OutlineEditing;
}

export interface OutlineEditing {
  /** Gives the new number of the heading, or undefined where it did not move. */
  readonly moveHeading: (number: number, target: HeadingTarget) => number | undefined;
  readonly renumber: () => void;
  readonly undo: () => void;
}

interface Drag {
  readonly number: number;
  /** Behind the last heading that goes along. */
  readonly end: number;
  readonly fromY: number;
  /** Before which heading it would land; undefined before the pointer has moved, and where it would not move. */
  readonly to: number | undefined;
}

/** A press that moves less is a click. */
const leastDrag_px = 5;

/** The headings of the article, to go to and to move with what stands under them, and what is wrong with the ordinals. */
export function OutlineTab({ outline, content, onHeading, onPassage, edit }: OutlineTabProps) {
  const list = useRef<HTMLUListElement>(null);
  const faults = useMemo(() => ordinalFaults(content.body), [content.body]);
  const [drag, setDrag] = useState<Drag>();
  const [reached, setReached] = useState(0);
  const [told, setTold] = useState('');
  const entryOf = (number: number) => list.current?.querySelectorAll<HTMLElement>('button')[number];
  const isDragged = useRef(false);

  // The focus goes along with the heading, once it stands at its new place.
  const following = useRef<{ readonly number: number; readonly text: string }>(undefined);
  useLayoutEffect(() => {
    const { current } = following;
    if (!current || outline[current.number]?.text !== current.text) return;
    following.current = undefined;
    setReached(current.number);
    entryOf(current.number)?.focus();
  });
  const isDragging = drag !== undefined;
  useEffect(() => {
    if (!isDragging) return;
    const onEscape = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      setDrag(undefined);
    };
    addEventListener('keydown', onEscape, { capture: true });
    return () => removeEventListener('keydown', onEscape, { capture: true });
  }, [isDragging]);

  const move = (number: number, target: HeadingTarget) => {
    const text = outline[number]?.text ?? '';
    const now = edit?.moveHeading(number, target);
    if (now === undefined) return;
    following.current = { number: now, text };
    setTold(writing.movedHeading(text));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (edit && event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
      event.preventDefault();
      edit.undo();
      return;
    }
    const step = ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key as 'ArrowUp'];
    const number = [...(list.current?.querySelectorAll('button') ?? [])].indexOf(event.target as HTMLButtonElement);
    if (step === undefined || number < 0 || event.ctrlKey) return;
    if (event.altKey && event.shiftKey) {
      event.preventDefault();
      move(number, { step });
    } else if (!event.altKey && !event.shiftKey) {
      event.preventDefault();
      entryOf(number + step)?.focus();
    }
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>, number: number) => {
    isDragged.current = false;
    if (!edit || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const level = outline[number]?.level ?? 0;
    const next = outline.findIndex((entry, index) => index > number && entry.level <= level);
    setDrag({ number, end: next < 0 ? outline.length : next, fromY: event.clientY, to: undefined });
  };
  const onPointerMove = ({ clientY }: PointerEvent) => {
    if (!drag || (!isDragged.current && Math.abs(clientY - drag.fromY) < leastDrag_px)) return;
    isDragged.current = true;
    const rows = [...(list.current?.children ?? [])].map((row) => row.getBoundingClientRect());
    const above = rows.filter((row) => clientY > row.top + row.height / 2).length;
    list.current?.children[Math.min(above, rows.length - 1)]?.scrollIntoView({ block: 'nearest' });
    const to = above >= drag.number && above <= drag.end ? undefined : above;
    if (to !== drag.to) setDrag({ ...drag, to });
  };
  const onPointerUp = () => {
    if (drag?.to !== undefined) move(drag.number, { before: drag.to < outline.length ? drag.to : undefined });
    setDrag(undefined);
  };

  const inOrder = Math.min(reached, outline.length - 1);
  return (
    <>
      {faults.length > 0 && (
        <section className="outline-faults" aria-label={writing.faultList}>
          <div className="outline-faults-head">
            <Icon name="warning" />
            <strong>{writing.faults(faults.length)}</strong>
            {edit && (
              <Button kind="plain" onClick={edit.renumber}>
                {writing.renumber}
              </Button>
            )}
          </div>
          <ul>
            {faults.map((fault) => (
              <li key={`${fault.block}-${fault.start}`}>
                <button type="button" onClick={() => onPassage(fault.block, fault.start, fault.end)}>
                  {faultText(fault)}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {outline.length === 0 ? (
        <p className="articles-hint second">{strings.outlineEmpty}</p>
      ) : (
        <ul className="articles-outline" aria-label={strings.outline} ref={list} onKeyDown={onKeyDown}>
          {outline.map(({ number, level, text }) => (
            <li key={number} className={rowClass(drag, number, outline.length)}>
              <button
                type="button"
                className={`outline-level${level}`}
                tabIndex={number === inOrder ? 0 : -1}
                onFocus={() => setReached(number)}
                onClick={() => {
                  if (!isDragged.current) onHeading(number);
                  isDragged.current = false;
                }}
                onPointerDown={(event) => onPointerDown(event, number)}
                onPointerMove={onPointerMove}
                onPointerUp={onPointerUp}
                onPointerCancel={() => setDrag(undefined)}
              >
                {text}
              </button>
            </li>
          ))}
        </ul>
      )}
      {edit && outline.length > 1 && <p className="outline-hint second small">{writing.outlineHint}</p>}
      <p className="unseen" role="status">
        {told}
      </p>
    </>
  );
}

/** What is drawn is dimmed; a rule shows where it will stand. */
function rowClass(drag: Drag | undefined, number: number, count: number): string | undefined {
  if (!drag) return undefined;
  const names = [
    drag.to !== undefined && number >= drag.number && number < drag.end && 'outline-drawn',
    drag.to === number && 'outline-before',
    drag.to === count && number === count - 1 && 'outline-after',
  ].filter(Boolean);
  return names.length > 0 ? names.join(' ') : undefined;
}
