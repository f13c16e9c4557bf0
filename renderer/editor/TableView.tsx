import { type PointerEvent, useRef, useState } from 'react';
import { ReactEditor, type RenderElementProps, useReadOnly, useSlateStatic } from 'slate-react';
import type { TableElement } from '#shared/document/editorDocument.ts';
import { columnCount, placedCells } from '#shared/document/tableGrid.ts';
import { setBorder } from './tables.ts';

/** How near to a border, in pixels of the screen, the pointer takes hold of it. */
const reach_px = 4;

/** A border between two columns that is being pulled: where it was taken, and where the pointer is now. */
interface Pull {
  readonly column: number;
  readonly from_px: number;
  readonly at_px: number;
}

/** A table in the editor; its borders between columns are pulled with the pointer. */
export function TableView({
  attributes,
  element,
  children,
}: Pick<RenderElementProps, 'attributes' | 'children'> & { readonly element: TableElement }) {
  const editor = useSlateStatic();
  const isReadOnly = useReadOnly();
  const frame = useRef<HTMLTableElement>(null);
  const [isNear, setIsNear] = useState(false);
  const [pull, setPull] = useState<Pull>();

  /** The column whose right border lies under the pointer; the outer edge is none. */
  const columnAt = ({ clientX, target }: PointerEvent): number | undefined => {
    const cell = target instanceof HTMLElement ? target.closest('td') : null;
    const row = cell?.closest('tr');
    const rows = frame.current?.rows;
    if (!cell || !row || !rows) return undefined;
    const { left, right } = cell.getBoundingClientRect();
    const side = right - clientX <= reach_px ? 0 : clientX - left <= reach_px ? -1 : undefined;
    if (side === undefined) return undefined;
    const placed = placedCells(element).filter((one) => one.row === [...rows].indexOf(row));
    const here = placed[[...row.cells].indexOf(cell)];
    if (!here) return undefined;
    const column = side === 0 ? here.column + (here.cell.columnSpan ?? 1) - 1 : here.column - 1;
    return column >= 0 && column < columnCount(element) - 1 ? column : undefined;
  };
  const onPointerDown = (event: PointerEvent) => {
    // A press ends a composition first, and then it takes hold of nothing.
    if (event.button !== 0 || ReactEditor.isComposing(editor)) return;
    const column = columnAt(event);
    if (column === undefined) return;
    event.preventDefault();
    frame.current?.setPointerCapture(event.pointerId);
    setPull({ column, from_px: event.clientX, at_px: event.clientX });
  };
  const onPointerMove = (event: PointerEvent) => {
    if (pull) setPull({ ...pull, at_px: event.clientX });
    else setIsNear(columnAt(event) !== undefined);
  };
  const onPointerUp = () => {
    const width = frame.current?.getBoundingClientRect().width ?? 0;
    if (pull && width > 0 && pull.at_px !== pull.from_px) {
      setBorder(editor, ReactEditor.findPath(editor, element), pull.column, (pull.at_px - pull.from_px) / width);
    }
    setPull(undefined);
  };
  const pulling = isReadOnly
    ? {}
    : { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: () => setPull(undefined) };
  const line_px = pull ? pull.at_px - (frame.current?.getBoundingClientRect().left ?? 0) : 0;
  return (
    <div
      {...attributes}
      className={`article-table article-headerRows${Math.min(3, element.headerRows)}${
        isNear || pull ? ' article-table-pulled' : ''
      }`}
    >
      <table ref={frame} {...pulling} className={element.columnWidths && 'article-table-fixed'}>
        {element.columnWidths && (
          <colgroup contentEditable={false}>
            {element.columnWidths.map((width, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name than their place
              <col key={index} style={{ width: `${width * 100}%` }} />
            ))}
          </colgroup>
        )}
        <tbody>{children}</tbody>
      </table>
      {pull && (
        <span
          className="article-table-line"
          contentEditable={false}
          // The page may be shown larger; what the pointer says is in pixels of the screen.
          style={{ left: line_px / (frame.current?.currentCSSZoom ?? 1) }}
        />
      )}
    </div>
  );
}
