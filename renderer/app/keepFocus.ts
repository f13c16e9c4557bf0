import { firstReachable, mainTarget } from '../ui/paneFocus.ts';

interface Step {
  readonly element: Element;
  /** Its place among its siblings, so that what comes to stand there can take the focus. */
  readonly index: number;
}

/** From an element up to the page, with the place of each among its siblings. */
function trailOf(element: Element): readonly Step[] {
  const trail: Step[] = [];
  for (let at: Element | null = element; at; at = at.parentElement) {
    trail.push({ element: at, index: at.parentElement ? [...at.parentElement.children].indexOf(at) : 0 });
  }
  return trail;
}

let trail: readonly Step[] = [];
/** The trail of the last focus outside of dialogs: where one is when they have closed. */
let outside: readonly Step[] = [];
let isLooking = false;

/**
 * The keyboard stays in the window: where what had the focus goes away or can no longer hold it (a row removed, a step
 * taken, a screen left), its successor takes the focus, or the nearest thing that can. Returns what ends it.
 */
export function keepFocus(): () => void {
  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return;
    trail = trailOf(target);
    if (!target.closest('dialog')) outside = trail;
  };
  const observer = new MutationObserver((changes) => {
    const [last] = trail;
    if (isParked()) enterPlace();
    // What is typed changes the inside of what holds the focus, and no more.
    else if (last && changes.every(({ target }) => target !== last.element && last.element.contains(target))) return;
    if (!last || isLooking || canHold(last.element)) return;
    isLooking = true;
    // The screen may be about to focus something itself, and a disabled button keeps the focus for a frame.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        isLooking = false;
        if (document.activeElement && document.activeElement !== document.body) return;
        successor()?.focus();
      }),
    );
  });
  document.addEventListener('focusin', onFocus);
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled', 'hidden', 'open', 'contenteditable'],
  });
  return () => {
    document.removeEventListener('focusin', onFocus);
    observer.disconnect();
  };
}

function canHold(element: Element): boolean {
  return element.isConnected && !element.matches(':disabled') && element.checkVisibility();
}

function place(): HTMLElement | null {
  return document.querySelector('main.shell-work');
}

function isParked(): boolean {
  const main = place();
  return main !== null && document.activeElement === main;
}

/** Puts the focus into the place one has gone to: its list, or the place itself until the list is there. */
export function enterPlace(): void {
  const main = place();
  if (!main) return;
  const isLoaded = main.querySelector('[role="listbox"], .empty .button') !== null;
  const target = (isLoaded && mainTarget(main)) || main;
  if (target !== document.activeElement) target.focus();
}

function successor(): HTMLElement | undefined {
  const open = document.querySelector('dialog[open]');
  const from = open ? trail : outside;
  const [last] = from;
  if (last && canHold(last.element) && last.element instanceof HTMLElement) return last.element;
  for (const [depth, { element }] of from.entries()) {
    if (depth === 0 || !element.isConnected) continue;
    const main = place();
    // A whole screen has gone: one is in a new place.
    if (main && (element === main || element.contains(main))) {
      enterPlace();
      return undefined;
    }
    const index = from[depth - 1]?.index ?? 0;
    const near = [element.children[index], element.children[index - 1]];
    for (const one of near) {
      if (!one) continue;
      const isPane = one.matches('.pane') || one.querySelector('.pane') !== null;
      const found = isPane ? mainTarget(one) : firstReachable(one);
      if (found) return found;
    }
    // What was there is being read anew: the place takes the focus until it is there.
    if (main && element.matches('.panes')) {
      enterPlace();
      return undefined;
    }
    const found = mainTarget(element);
    if (found) return found;
  }
  return undefined;
}
