import type { KeyboardEvent } from 'react';

/** Enter in a field of one line does it, as in a dialog; an input method keeps its own. */
export function onEnter(run: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    const { target, nativeEvent } = event;
    if (event.key !== 'Enter' || nativeEvent.isComposing || nativeEvent.keyCode === 229 || event.defaultPrevented)
      return;
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    event.preventDefault();
    run();
  };
}
