const editable = '[data-slate-editor]';

/**
 * A press of the mouse ends the composition of an editor before the caret goes where it was pressed. Where the input
 * method is not told of the press in time (remote desktops, on-screen pens), the letters would stay on the page and never
 * come into the document. Losing the focus makes the browser end a composition, at once; the press gives it back.
 */
export function commitOnPress(): void {
  if (isListening || typeof document === 'undefined') return;
  isListening = true;
  let composing: HTMLElement | undefined;
  document.addEventListener(
    'compositionstart',
    ({ target }) => {
      composing = target instanceof Element ? (target.closest<HTMLElement>(editable) ?? undefined) : undefined;
    },
    { capture: true },
  );
  document.addEventListener(
    'compositionend',
    () => {
      composing = undefined;
    },
    { capture: true },
  );
  document.addEventListener(
    'mousedown',
    ({ target }) => {
      if (composing && target instanceof Node && composing.contains(target)) composing.blur();
    },
    { capture: true },
  );
}

let isListening = false;
