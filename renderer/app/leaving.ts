import { isHeldAtExit } from './dueAtExit.ts';
import { guardLeaving } from './navigation.ts';

/** Somebody who holds text that is not saved yet: an open editor, a form. */
export interface Holder {
  readonly hasUnsaved: () => boolean;
  /**
   * Saves at once, a composition of the input method included; false where it could not. Where nobody sits at the window
   * nothing may be asked.
   */
  readonly saveNow: (isUnattended: boolean) => Promise<boolean>;
}

const holders = new Set<Holder>();

/** Adds a holder while it is open; returns the function that takes it out. */
export function holdText(holder: Holder): () => void {
  holders.add(holder);
  return () => holders.delete(holder);
}

/** Saves everything that is open. False where something could not be saved: it stays open and says why. */
export async function saveEverything(isUnattended = false): Promise<boolean> {
  const results = await Promise.all([...holders].map((holder) => holder.saveNow(isUnattended)));
  return results.every(Boolean);
}

export function hasUnsaved(): boolean {
  return [...holders].some((holder) => holder.hasUnsaved());
}

guardLeaving(() => saveEverything());

// The window's own close button: held while text is unsaved, whose saving begins at once, or for the offer of what is due.
window.addEventListener('beforeunload', (event) => {
  if (!hasUnsaved() && !isHeldAtExit()) return;
  event.preventDefault();
  saveEverything();
});
