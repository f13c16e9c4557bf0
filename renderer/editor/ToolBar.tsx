import { useRef } from 'react';
import { Editor } from 'slate';
import { ReactEditor, useSlateSelector, useSlateStatic } from 'slate-react';
import { roleLabels, editor as strings } from '../strings/editor.ts';
import { Button, type ButtonProps, IconButton } from '../ui/Button.tsx';
import { lineAt } from './lines.ts';
import { addHeadLine, type ChosenRole, currentRole, hasMark, setRole, takesMarks, toggleMark } from './roles.ts';
import { changeTableHere, insertTable, isInTable, removeTable, type TableChange } from './tables.ts';
import { takeCaret } from './takeCaret.ts';
import './ToolBar.css';

const tableChanges = ['addRow', 'removeRow', 'addColumn', 'removeColumn'] as const satisfies readonly TableChange[];
const marks = [
  { mark: 'bold', sign: '重', keys: 'Ctrl+B' },
  { mark: 'emphasis', sign: '着', keys: 'Ctrl+I' },
  { mark: 'superscript', sign: '上', keys: 'Ctrl+.' },
] as const;

/** What can be made of the place where the caret stands; the text keeps the caret while buttons are pressed. */
export function ToolBar({ onImages }: { readonly onImages: (files: readonly File[]) => void }) {
  const editor = useSlateStatic();
  const role = useSlateSelector(currentRole);
  const inTable = useSlateSelector(isInTable);
  const canUndo = useSlateSelector((one) => one.history.undos.length > 0);
  const canRedo = useSlateSelector((one) => one.history.redos.length > 0);
  const marksAllowed = useSlateSelector((one) => {
    const line = lineAt(one);
    return line !== undefined && takesMarks(line[0]);
  });
  const file = useRef<HTMLInputElement>(null);
  const act = (change: () => void) => {
    if (ReactEditor.isComposing(editor)) return;
    takeCaret(editor);
    if (!editor.selection) editor.select(Editor.end(editor, [editor.children.length - 2]));
    change();
    ReactEditor.focus(editor);
  };
  return (
    <div className="toolbar" role="toolbar" aria-label={strings.toolbar}>
      <select
        className="toolbar-role"
        aria-label={strings.role}
        value={role ?? ''}
        disabled={role === undefined}
        onChange={(event) => act(() => setRole(editor, event.target.value as ChosenRole))}
      >
        {role === undefined && <option value="">{strings.roleFixed}</option>}
        {Object.entries(roleLabels).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <span className="toolbar-gap" />
      {marks.map((one) => (
        <MarkButton
          key={one.mark}
          {...one}
          isAllowed={marksAllowed}
          onPress={() => act(() => toggleMark(editor, one.mark))}
        />
      ))}
      <span className="toolbar-gap" />
      <ToolButton onPress={() => act(() => addHeadLine(editor, 'subtitle'))}>{strings.subtitle}</ToolButton>
      <ToolButton onPress={() => act(() => addHeadLine(editor, 'byline'))}>{strings.byline}</ToolButton>
      <ToolButton disabled={inTable} onPress={() => act(() => insertTable(editor))}>
        {strings.insertTable}
      </ToolButton>
      <ToolButton onPress={() => file.current?.click()}>{strings.insertFigure}</ToolButton>
      <input
        ref={file}
        type="file"
        accept="image/png,image/jpeg"
        multiple
        hidden
        aria-label={strings.insertFigure}
        onChange={(event) => {
          onImages([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <span className="toolbar-space" />
      <IconButton
        label={strings.undo}
        icon="undo"
        disabled={!canUndo}
        onMouseDown={keepCaret}
        onClick={() => act(editor.undo)}
      />
      <IconButton
        label={strings.redo}
        icon="redo"
        disabled={!canRedo}
        onMouseDown={keepCaret}
        onClick={() => act(editor.redo)}
      />
      {inTable && (
        <div className="toolbar-table">
          {tableChanges.map((change) => (
            <ToolButton key={change} onPress={() => act(() => changeTableHere(editor, change))}>
              {strings[change]}
            </ToolButton>
          ))}
          <ToolButton onPress={() => act(() => removeTable(editor))}>{strings.removeTable}</ToolButton>
        </div>
      )}
    </div>
  );
}

function keepCaret(event: { readonly preventDefault: () => void }): void {
  event.preventDefault();
}

function ToolButton({ onPress, ...rest }: ButtonProps & { readonly onPress: () => void }) {
  return <Button kind="quiet" onMouseDown={keepCaret} onClick={onPress} {...rest} />;
}

function MarkButton({
  mark,
  sign,
  keys,
  isAllowed,
  onPress,
}: (typeof marks)[number] & { readonly isAllowed: boolean; readonly onPress: () => void }) {
  const isOn = useSlateSelector((editor) => hasMark(editor, mark));
  return (
    <button
      type="button"
      className={`toolbar-mark toolbar-${mark}`}
      aria-label={strings[mark]}
      aria-pressed={isOn}
      title={`${strings[mark]} ${keys}`}
      disabled={!isAllowed}
      onMouseDown={keepCaret}
      onClick={onPress}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}
