const editable = '[data-slate-editor]';

/**
 * Before each commit React counts its way through every text node of the focused contenteditable, to be able to put the
 * selection back if the commit takes the focus away (react-dom 19, getSelectionInformation): in 500,000 characters that
 * is the greater part of a key. Slate keeps the selection by itself; so the editor does not say `true` where React asks.
 */
export function spareSelectionWalk(): void {
  if (isListening || typeof document === 'undefined') return;
  isListening = true;
  document.addEventListener(
    'focusin',
    ({ target }) => {
      if (!(target instanceof HTMLElement) || !target.matches(editable) || Object.hasOwn(target, 'contentEditable'))
        return;
      // The attribute, and with it what the browser does, stays as it is.
      Object.defineProperty(target, 'contentEditable', {
        configurable: true,
        get: () => (target.getAttribute('contenteditable') === 'true' ? 'inherit' : 'false'),
      });
    },
    { capture: true },
  );
}

let isListening = false;
