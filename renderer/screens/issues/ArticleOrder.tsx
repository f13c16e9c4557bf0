import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from 'react';
import { issues } from '../../strings/issues.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { moved } from './makeUp.ts';
import './ArticleOrder.css';

export interface OrderedArticle {
  readonly id: string;
  readonly title: string;
  /** Where it comes from, as it prints. */
  readonly source: string;
}

export interface ArticleOrderProps {
  readonly articles: readonly OrderedArticle[];
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
  readonly onOrder: (ids: readonly string[]) => void;
  readonly onRemove: (id: string) => void;
  readonly onEdit: (id: string) => void;
  readonly onUndo: () => void;
}

interface Drag {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/** The articles of an issue in the order they print: drawn by the number, or moved with Alt and the arrow keys. */
export function ArticleOrder({ articles, chosen, onChoose, onOrder, onRemove, onEdit, onUndo }: ArticleOrderProps) {
  const list = useRef<HTMLOListElement>(null);
  const [drag, setDrag] = useState<Drag>();
  const [told, setTold] = useState('');
  const ids = articles.map(({ id }) => id);
  const focusNext = useRef<string | undefined>(undefined);
  // Moving a row in the page takes the focus from it.
  useLayoutEffect(() => {
    const id = focusNext.current;
    focusNext.current = undefined;
    if (id !== undefined) handleOf(list.current, id)?.focus();
  });

  const move = (id: string, to: number) => {
    const next = moved(ids, ids.indexOf(id), to);
    if (next === ids) return;
    onOrder(next);
    const article = articles.find((one) => one.id === id);
    setTold(issues.movedTo(article?.title ?? '', next.indexOf(id) + 1, next.length));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = (event.target as Element).closest<HTMLElement>('[data-article]');
    const id = row?.dataset.article;
    if (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      focusNext.current = id;
      onUndo();
      return;
    }
    if (id === undefined || event.ctrlKey || event.metaKey) return;
    const index = ids.indexOf(id);
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      focusNext.current = event.altKey ? id : (ids[index + step] ?? id);
      if (event.altKey) move(id, index + step);
      else handleOf(list.current, focusNext.current)?.focus();
    } else if (event.key === 'Delete') {
      event.preventDefault();
      focusNext.current = ids[index + 1] ?? ids[index - 1];
      onRemove(id);
    }
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!drag) return;
    const rows = [...(list.current?.children ?? [])].map((row) => row.getBoundingClientRect());
    const above = rows.filter((row, index) => index !== drag.from && event.clientY > row.top + row.height / 2).length;
    if (above !== drag.to) setDrag({ ...drag, to: above });
  };
  return (
    <>
      <ol className="order" ref={list} onKeyDown={onKeyDown} aria-label={issues.articles}>
        {articles.map(({ id, title, source }, index) => (
          <li
            key={id}
            data-article={id}
            className={`order-row${id === chosen ? ' order-chosen' : ''}${dropClass(drag, index)}`}
          >
            <button
              type="button"
              className="order-handle"
              aria-label={issues.handle(index + 1, title)}
              title={issues.orderHint}
              onFocus={() => onChoose(id)}
              onPointerDown={(event) => {
                if (event.button !== 0) return;
                event.currentTarget.setPointerCapture(event.pointerId);
                setDrag({ id, from: index, to: index });
              }}
              onPointerMove={onPointerMove}
              onPointerUp={() => {
                if (drag) move(drag.id, drag.to);
                setDrag(undefined);
              }}
              onPointerCancel={() => setDrag(undefined)}
            >
              <Icon name="drag" />
              {index + 1}
            </button>
            <div className="order-words">
              <span className="order-title">{title}</span>
              <span className="second small">{source}</span>
            </div>
            <Button kind="quiet" aria-label={issues.editOf(title)} onClick={() => onEdit(id)}>
              {issues.edit}
            </Button>
            <IconButton label={issues.remove(title)} icon="close" onClick={() => onRemove(id)} />
          </li>
        ))}
      </ol>
      <p className="unseen" role="status">
        {told}
      </p>
    </>
  );
}

function handleOf(list: Element | null, id: string | undefined): HTMLElement | null | undefined {
  return list?.querySelector<HTMLElement>(`[data-article="${id}"] .order-handle`);
}

/** The row drawn is dimmed; a rule shows where it will stand. */
function dropClass(drag: Drag | undefined, index: number): string {
  if (!drag) return '';
  if (index === drag.from) return ' order-drawn';
  if (index !== drag.to) return '';
  return drag.to > drag.from ? ' order-after' : ' order-before';
}
