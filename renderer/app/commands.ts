import { useEffect } from 'react';
import { createStore, useStore } from './store.ts';

/** Something that can be done from where one is: by its button, its keys, or the palette. */
export interface WindowCommand {
  readonly id: string;
  readonly label: string;
  /** As shown: Ctrl+Shift+L, F1, ?. */
  readonly keys?: string;
  readonly run: () => void;
  /** Its keys work while a dialog is open. */
  readonly overDialogs?: boolean;
}

const registered = createStore<readonly (readonly WindowCommand[])[]>([]);

/** Offers commands while the caller is on the screen; later ones come first and take the keys of earlier ones. */
export function useCommands(commands: readonly WindowCommand[]): void {
  useEffect(() => {
    registered.set([commands, ...registered.get()]);
    return () => registered.set(registered.get().filter((list) => list !== commands));
  }, [commands]);
}

export function useAllCommands(): readonly WindowCommand[] {
  return useStore(registered).flat();
}

/** The commands as they were offered, each list by itself. */
export function useCommandLists(): readonly (readonly WindowCommand[])[] {
  return useStore(registered);
}

/** How a key event is written in `keys`. */
export function keysOf(event: KeyboardEvent): string {
  const modifiers = [
    event.ctrlKey || event.metaKey ? 'Ctrl' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey ? 'Shift' : '',
  ];
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  // ? is typed with Shift on most layouts; it is written as the sign it gives.
  const parts = key === '?' ? modifiers.filter((part) => part !== 'Shift') : modifiers;
  return [...parts.filter(Boolean), key].join('+');
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null;
}

/** Keys that the browser would take for itself: its meaning is prevented before any listener, the program's is not. */
function isBrowserKey(keys: string): boolean {
  return /^(?:Ctrl\+|Alt\+(?:Shift\+)?Arrow(?:Left|Right)$|(?:Shift\+)?F\d+$)/.test(keys);
}

/** Runs the command whose keys are pressed; keys of an input method are left to it, plain signs to the field typed in. */
export function handleKeys(event: KeyboardEvent): void {
  if (event.isComposing || event.keyCode === 229) return;
  const isOverDialog = document.querySelector('dialog[open]') !== null;
  const keys = keysOf(event);
  if (event.defaultPrevented && !isBrowserKey(keys)) return;
  const isPlain = !/^(?:Ctrl|Alt)\+|^(?:Shift\+)?F\d+$/.test(keys);
  if (isPlain && isTyping(event.target)) return;
  const command = registered
    .get()
    .flat()
    .find((one) => one.keys === keys && (!isOverDialog || one.overDialogs));
  if (!command) return;
  event.preventDefault();
  command.run();
}
