import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { terms as strings } from '../../strings/terms.ts';

export interface FindingMenuProps {
  readonly message: string;
  /** The words on the page that it is about. */
  readonly at: () => globalThis.Range | undefined;
  readonly actions: readonly { readonly label: string; readonly run: () => void }[];
  /** It takes the keyboard; else the text keeps it, and the menu goes when one writes on. */
  readonly takesKeys: boolean;
  /** `returns`: the text takes the keyboard back. */
  readonly onClose: (returns: boolean) => void;
}

/** Under the words: what is wrong with them and what can be done. Arrow keys, Enter, Esc. */
export function FindingMenu({ message, at, actions, takesKeys, onClose }: FindingMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const id = useId();
  const place = useRef(at);
  place.current = at;
  useLayoutEffect(() => {
    if (menu.current) standUnder(menu.current, place.current());
  }, []);
  useEffect(() => {
    if (takesKeys) menu.current?.querySelector('button')?.focus();
  }, [takesKeys]);
  const closing = useRef(onClose);
  closing.current = onClose;
  useEffect(() => {
    const onPress = ({ target }: PointerEvent) => {
      if (!(target instanceof Node && menu.current?.contains(target))) closing.current(false);
    };
    const onScroll = () => {
      if (menu.current) standUnder(menu.current, place.current());
    };
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing || event.keyCode === 229) return;
      // Only the top thing closes.
      event.preventDefault();
      event.stopPropagation();
      closing.current(true);
    };
    addEventListener('pointerdown', onPress, { capture: true });
    addEventListener('scroll', onScroll, { capture: true });
    addEventListener('keydown', onKey, { capture: true });
    return () => {
      removeEventListener('pointerdown', onPress, { capture: true });
      removeEventListener('scroll', onScroll, { capture: true });
      removeEventListener('keydown', onKey, { capture: true });
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    const buttons = [...(menu.current?.querySelectorAll('button') ?? [])];
    const from = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      buttons.at(to % buttons.length)?.focus();
    }
    if (event.key === 'Tab') {
      event.preventDefault();
      onClose(true);
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a press anywhere in it leaves the selection to the text
    <div ref={menu} className="finding-menu" onMouseDown={(event) => event.preventDefault()}>
      <p id={id} role="status">
        {message}
      </p>
      <div role="menu" tabIndex={-1} aria-label={strings.menu} aria-describedby={id} onKeyDown={onKeyDown}>
        {actions.map(({ label, run }) => (
          <button key={label} type="button" role="menuitem" tabIndex={-1} onClick={run}>
            {label}
          </button>
        ))}
      </div>
    </div>
  );
}

/** Under the words, or over them where there is no room; measured, because a zoomed window has two kinds of pixels. */
function standUnder(menu: HTMLElement, words: globalThis.Range | undefined): void {
  if (!words) return;
  const shown = words.getBoundingClientRect();
  const put = (left: number, top: number) => {
    menu.style.left = `${left}px`;
    menu.style.top = `${top}px`;
    return menu.getBoundingClientRect();
  };
  const origin = put(0, 0);
  const scale = (put(100, 0).left - origin.left) / 100 || 1;
  const { width, height } = origin;
  const left = Math.max(8, Math.min(shown.left, innerWidth - width - 8));
  const isRoomBelow = shown.bottom + height + 8 <= innerHeight;
  const top = isRoomBelow ? shown.bottom + 4 : Math.max(8, shown.top - height - 4);
  put((left - origin.left) / scale, (top - origin.top) / scale);
}
