/** What can hold the focus and is meant to be come to; edges of panes and lines of steps are passed by. */
const reachable = [
  'a[href]',
  'button:not(:disabled)',
  'input:not(:disabled)',
  'select:not(:disabled)',
  'textarea:not(:disabled)',
  '[contenteditable="true"]',
  '[tabindex="0"]:not([role="separator"], .steps)',
].join(',');

/** What one comes to a pane for, the first that is there. */
const wanted = [
  '[role="listbox"]',
  '[role="textbox"][contenteditable="true"]',
  '[role="tab"][aria-selected="true"]',
  '.empty .button',
  reachable,
];

function shown(element: Element): element is HTMLElement {
  if (!(element instanceof HTMLElement) || !element.checkVisibility()) return false;
  return element.tabIndex >= 0 || element.isContentEditable;
}

/** The first thing inside that can hold the focus, itself included. */
export function firstReachable(root: Element): HTMLElement | undefined {
  if (root.matches(reachable) && shown(root)) return root;
  return [...root.querySelectorAll(reachable)].find(shown);
}

/** The thing one comes to this part of the window for: its list, its text, its tab, its button. */
export function mainTarget(root: Element, counts: (element: Element) => boolean = () => true): HTMLElement | undefined {
  for (const selector of wanted) {
    const found = [...root.querySelectorAll(selector)].filter(counts).find(shown);
    if (found) return found;
  }
  return undefined;
}

const paneSelector = '.rail, .shell-work .pane';

/** What a pane is for, apart from the panes that stand in it. */
function ownTarget(pane: Element): HTMLElement | undefined {
  return mainTarget(pane, (element) => element.closest(paneSelector) === pane);
}

/** Goes from the pane that holds `from` to the next one in the order of the page, and round. */
export function focusNextPane(from: Element | null, step: 1 | -1): void {
  const panes = [...document.querySelectorAll(paneSelector)].filter((pane) => ownTarget(pane) !== undefined);
  const pane = from?.closest(paneSelector);
  const here = pane ? panes.indexOf(pane) : -1;
  const next = panes[here < 0 ? 0 : (here + step + panes.length) % panes.length];
  if (next) ownTarget(next)?.focus();
}
