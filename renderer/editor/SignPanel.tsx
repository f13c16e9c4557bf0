import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Editor, type RangeRef, Transforms } from 'slate';
import { ReactEditor, useSlateStatic } from 'slate-react';
import { changePreferences, usePreferences } from '../app/preferences.tsx';
import { keysText } from '../strings/shell.ts';
import { writing } from '../strings/writing.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { insertSign } from './numbers.ts';
import { signGroups } from './signs.ts';
import { takeCaret } from './takeCaret.ts';
import { writingTools } from './writingCommands.ts';
import './SignPanel.css';

const rememberedSigns = 20;

export interface SignPanelProps {
  /** Changes each time the panel is asked for again. */
  readonly asked: number;
  readonly onClose: () => void;
}

/** Special characters under the tool bar, last used first. The arrow keys go about, Enter puts one in, Esc goes back to the text. */
export function SignPanel({ asked, onClose }: SignPanelProps) {
  const editor = useSlateStatic();
  const { recentSigns } = usePreferences();
  // The order stands still while one picks.
  const [recent] = useState(recentSigns);
  const panel = useRef<HTMLElement>(null);
  const [reached, setReached] = useState('0-0');
  /** Where the text is written into while the panel has the focus: the page's own selection may be out of date by then. */
  const place = useRef<RangeRef>(undefined);
  const groups = [...(recent.length > 0 ? [{ name: writing.recentSigns, signs: recent }] : []), ...signGroups];

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again, it takes the focus again
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('.signs-sign[tabindex="0"]')?.focus();
  }, [asked]);
  useEffect(() => () => void place.current?.unref(), []);

  const keepPlace = () => {
    place.current?.unref();
    const at = editor.selection ?? Editor.range(editor, Editor.end(editor, [editor.children.length - 2]));
    place.current = Editor.rangeRef(editor, at, { affinity: 'forward' });
  };
  const onFocus = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof Node && panel.current?.contains(relatedTarget)) return;
    if (relatedTarget instanceof HTMLElement && relatedTarget.isContentEditable) takeCaret(editor);
    keepPlace();
  };
  const here = (change: () => void) => {
    if (ReactEditor.isComposing(editor)) return;
    if (!panel.current?.contains(document.activeElement)) takeCaret(editor);
    else if (place.current?.current) Transforms.select(editor, place.current.current);
    change();
    keepPlace();
  };
  const insert = (sign: string) => {
    here(() => insertSign(editor, sign));
    changePreferences({ recentSigns: [sign, ...recentSigns.filter((one) => one !== sign)].slice(0, rememberedSigns) });
  };
  const close = () => {
    const at = place.current?.current;
    onClose();
    // Behind a change it would come late, and the next key would go elsewhere.
    ReactEditor.focus(editor);
    if (at) Transforms.select(editor, at);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
      return;
    }
    const from = event.target as HTMLElement;
    const signs = [...(panel.current?.querySelectorAll<HTMLElement>('.signs-sign') ?? [])];
    const next = event.ctrlKey || event.altKey ? undefined : neighbour(signs, from, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <section ref={panel} className="signs" aria-label={writing.signs} onFocus={onFocus} onKeyDown={onKeyDown}>
      <div className="signs-head">
        {writingTools.map(({ id, label, face, keys, change }) => (
          <Button
            key={id}
            kind="quiet"
            title={`${label} ${keysText(keys)}`}
            onMouseDown={keepCaret}
            onClick={() => here(() => change(editor))}
          >
            {face()}
          </Button>
        ))}
        <span className="signs-close">
          <IconButton label={writing.closeSigns} icon="close" onClick={close} />
        </span>
      </div>
      <div className="signs-groups">
        {groups.map(({ name, signs }, group) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
          <div key={name} role="group" aria-label={name} className="signs-group">
            <span className="signs-name second small">{name}</span>
            <div className="signs-row">
              {signs.map((sign, index) => (
                <button
                  key={sign}
                  type="button"
                  className="signs-sign"
                  tabIndex={reached === `${group}-${index}` ? 0 : -1}
                  onFocus={() => setReached(`${group}-${index}`)}
                  onMouseDown={keepCaret}
                  onClick={() => insert(sign)}
                >
                  {sign}
                </button>
              ))}
            </div>
          </div>
        ))}
      </div>
    </section>
  );
}

function keepCaret(event: { readonly preventDefault: () => void }): void {
  event.preventDefault();
}

/** The sign that an arrow key leads to: the next one in reading order, or the nearest one of the line above or below. */
function neighbour(signs: readonly HTMLElement[], from: HTMLElement, key: string): HTMLElement | undefined {
  const index = signs.indexOf(from);
  if (index < 0) return undefined;
  if (key === 'ArrowRight') return signs[index + 1];
  if (key === 'ArrowLeft') return signs[index - 1];
  if (key === 'Home') return signs[0];
  if (key === 'End') return signs.at(-1);
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined;
  const here = from.getBoundingClientRect();
  const lines = signs
    .map((sign) => ({ sign, rect: sign.getBoundingClientRect() }))
    .filter(({ rect }) => (key === 'ArrowDown' ? rect.top >= here.bottom : rect.bottom <= here.top));
  const edge = key === 'ArrowDown' ? Math.min : Math.max;
  const top = edge(...lines.map(({ rect }) => rect.top));
  const inLine = lines.filter(({ rect }) => rect.top === top);
  return inLine.toSorted((one, other) => Math.abs(one.rect.left - here.left) - Math.abs(other.rect.left - here.left))[0]
    ?.sign;
}
