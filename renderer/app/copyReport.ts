import { useEffect } from 'react';
import { useLocation } from './navigation.ts';
import { office } from './office.ts';

const kinds = ['copy', 'cut'] as const;

/** Tells the office how much of which thing goes to the clipboard, once a copy; it keeps on record what is much. */
export function useCopyReport(): void {
  const { place, id } = useLocation();
  useEffect(() => {
    const report = ({ target }: Event) => {
      // Passwords are in no field that lets itself be copied.
      const characters = copiedLength(target);
      if (characters > 0)
        office.recordCopy({ characters, place, ...(id === undefined ? {} : { id: id.slice(0, 64) }) });
    };
    // Before every handler of the page: a cut has taken the selection away by the end.
    for (const kind of kinds) addEventListener(kind, report, { capture: true });
    return () => {
      for (const kind of kinds) removeEventListener(kind, report, { capture: true });
    };
  }, [place, id]);
}

/** Characters of what is chosen: in a field, or in the page. */
function copiedLength(target: EventTarget | null): number {
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
    const { selectionStart, selectionEnd, value } = target;
    return [...value.slice(selectionStart ?? 0, selectionEnd ?? 0)].length;
  }
  return [...(getSelection()?.toString() ?? '')].length;
}
