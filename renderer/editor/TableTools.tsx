import { useEffect, useMemo } from 'react';
import { Editor } from 'slate';
import { ReactEditor, useSlateSelector, useSlateStatic } from 'slate-react';
import { useCommands } from '../app/commands.ts';
import { tables as strings } from '../strings/tables.ts';
import { Button } from '../ui/Button.tsx';
import { actOnText } from './actOnText.ts';
import { lineAt } from './lines.ts';
import {
  changeTableHere,
  chosenCells,
  forgetWidthsHere,
  hasWidthsHere,
  isHeaderHere,
  isInTable,
  isMergedHere,
  mayToggleHeaderHere,
  mergeHere,
  moveColumnHere,
  moveRowHere,
  removeTable,
  splitHere,
  toggleHeaderHere,
  widenColumnHere,
} from './tables.ts';
import './editorTools.css';

/** A press widens or narrows a column by this fraction of the table. */
const widthStep = 0.02;

/**
 * What can be done with the table the caret stands in: by buttons, by keys, from the palette. It stands below the text, so
 * that nothing moves under the pointer when the caret comes into a table.
 */
export function TableTools() {
  return useSlateSelector(isInTable) ? <Tools /> : null;
}

function Tools() {
  const editor = useSlateStatic();
  const mayMerge = useSlateSelector((one) => chosenCells(one).length > 1);
  const isMerged = useSlateSelector(isMergedHere);
  const isHeader = useSlateSelector(isHeaderHere);
  const mayToggleHeader = useSlateSelector(mayToggleHeaderHere);
  const hasWidths = useSlateSelector(hasWidthsHere);
  useChosenCells(editor);
  useEffect(() => {
    // The tools take room from the text, and the caret may have stood in it.
    const [cell] = lineAt(editor) ?? [];
    if (cell) ReactEditor.toDOMNode(editor, cell).scrollIntoView({ block: 'nearest' });
  }, [editor]);

  const groups = useMemo(
    () =>
      [
        [
          { name: 'addRow', run: () => changeTableHere(editor, 'addRow') },
          { name: 'removeRow', run: () => changeTableHere(editor, 'removeRow') },
          { name: 'addColumn', run: () => changeTableHere(editor, 'addColumn') },
          { name: 'removeColumn', run: () => changeTableHere(editor, 'removeColumn') },
        ],
        [
          { name: 'merge', keys: 'Alt+Shift+M', run: () => mergeHere(editor) },
          { name: 'split', keys: 'Alt+Shift+S', run: () => splitHere(editor) },
          { name: 'header', keys: 'Alt+Shift+T', run: () => toggleHeaderHere(editor) },
        ],
        [
          { name: 'rowUp', keys: 'Alt+Shift+ArrowUp', run: () => moveRowHere(editor, -1) },
          { name: 'rowDown', keys: 'Alt+Shift+ArrowDown', run: () => moveRowHere(editor, 1) },
          { name: 'columnLeft', keys: 'Alt+Shift+ArrowLeft', run: () => moveColumnHere(editor, -1) },
          { name: 'columnRight', keys: 'Alt+Shift+ArrowRight', run: () => moveColumnHere(editor, 1) },
        ],
        [
          { name: 'narrower', keys: 'Alt+Shift+<', run: () => widenColumnHere(editor, -widthStep) },
          { name: 'wider', keys: 'Alt+Shift+>', run: () => widenColumnHere(editor, widthStep) },
          { name: 'ownWidths', run: () => forgetWidthsHere(editor) },
        ],
        [{ name: 'removeTable', run: () => removeTable(editor) }],
      ] as const,
    [editor],
  );
  useCommands(
    useMemo(
      () =>
        groups.flat().map((one) => ({
          id: `table-${one.name}`,
          label: strings.command(strings[one.name]),
          ...('keys' in one ? { keys: one.keys } : {}),
          run: () => actOnText(editor, one.run),
        })),
      [editor, groups],
    ),
  );
  const isDisabled: Partial<Record<string, boolean>> = {
    merge: !mayMerge,
    split: !isMerged,
    header: !mayToggleHeader,
    ownWidths: !hasWidths,
  };
  return (
    <div className="editor-tools">
      {groups.map((group) => (
        <div key={group[0].name} className="editor-tools-group">
          {group.map((one) => (
            <Button
              key={one.name}
              kind="quiet"
              title={'keys' in one ? `${strings.tips[one.name]} ${one.keys}` : undefined}
              disabled={isDisabled[one.name] ?? false}
              {...(one.name === 'header' ? { 'aria-pressed': isHeader } : {})}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => actOnText(editor, one.run)}
            >
              {strings[one.name]}
            </Button>
          ))}
        </div>
      ))}
    </div>
  );
}

/** Shows which cells a selection over several of them takes in. */
function useChosenCells(editor: ReturnType<typeof useSlateStatic>): void {
  const chosen = useSlateSelector((one) => JSON.stringify(chosenCells(one)));
  useEffect(() => {
    const cells = (JSON.parse(chosen) as number[][]).map((path) =>
      ReactEditor.toDOMNode(editor, Editor.node(editor, path)[0]),
    );
    for (const cell of cells) cell.dataset.chosen = '';
    return () => {
      for (const cell of cells) delete cell.dataset.chosen;
    };
  }, [editor, chosen]);
}
