import { memo, type Ref, useCallback, useRef } from 'react';
import { useSlateSelector, useSlateStatic } from 'slate-react';
import { roleLabels, editor as strings } from '../strings/editor.ts';
import { writing } from '../strings/writing.ts';
import { Button, type ButtonProps, IconButton } from '../ui/Button.tsx';
import { actOnText } from './actOnText.ts';
import { lineAt } from './lines.ts';
import { addHeadLine, type ChosenRole, currentRole, hasMark, setRole, takesMarks, toggleMark } from './roles.ts';
import { insertTable, isInTable } from './tables.ts';
import './ToolBar.css';

const marks = [
  { mark: 'bold', sign: '重', keys: 'Ctrl+B' },
  { mark: 'emphasis', sign: '着', keys: 'Ctrl+I' },
  { mark: 'superscript', sign: '上', keys: 'Ctrl+.' },
] as const;

/** What can be made of the place where the caret stands; the text keeps the caret while buttons are pressed. */
export function ToolBar({
  onImages,
  areSignsOpen,
  onSigns,
}: {
  readonly onImages: (files: readonly File[]) => void;
  readonly areSignsOpen: boolean;
  readonly onSigns: () => void;
}) {
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
  const latest = useRef(onImages);
  latest.current = onImages;
  const takeImages = useCallback((files: readonly File[]) => latest.current(files), []);
  const act = (change: () => void) => actOnText(editor, change);
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
      <ToolButton aria-expanded={areSignsOpen} keys="Alt+Shift+C" onPress={onSigns}>
        {writing.signsShort}
      </ToolButton>
      <ImageInput ref={file} onImages={takeImages} />
      <span className="toolbar-end">
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
      </span>
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

/**
 * Drawn once: React sets the kind of a field anew with every drawing, and the browser then lays out and paints a frame more,
 * which the next key would have to wait for.
 */
const ImageInput = memo(function ImageInput({
  onImages,
  ref,
}: {
  readonly onImages: (files: readonly File[]) => void;
  readonly ref: Ref<HTMLInputElement>;
}) {
  return (
    <input
      ref={ref}
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
  );
});
