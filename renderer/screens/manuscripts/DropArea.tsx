import { useEffect, useRef, useState } from 'react';
import { manuscripts as strings } from '../../strings/manuscripts.ts';
import { Icon } from '../../ui/Icon.tsx';

/** Files may be dropped anywhere on the window while the screen is open; says so while they hang over it. */
export function DropArea({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const [isOver, setIsOver] = useState(false);
  const latest = useRef(onFiles);
  latest.current = onFiles;
  useEffect(() => {
    const holdsFiles = (event: DragEvent) =>
      event.dataTransfer?.types.includes('Files') && !document.querySelector('dialog[open]');
    const over = (event: DragEvent) => {
      if (holdsFiles(event)) setIsOver(true);
    };
    const leave = (event: DragEvent) => {
      // Only when the pointer leaves the window itself is there nothing it goes to.
      if (event.relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      setIsOver(false);
      if (!holdsFiles(event)) return;
      event.preventDefault();
      latest.current([...(event.dataTransfer?.files ?? [])]);
    };
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, []);
  if (!isOver) return null;
  return (
    <div className="drop-area">
      <div className="drop-words">
        <Icon name="inbox" />
        <strong>{strings.dropHere}</strong>
        <span className="second">{strings.dropHint}</span>
      </div>
    </div>
  );
}
