import { useEffect, useMemo, useRef, useState } from 'react';
import { useCommands } from '../../app/commands.ts';
import { shell } from '../../strings/shell.ts';
import { writing } from '../../strings/writing.ts';
import { Button } from '../../ui/Button.tsx';
import './FocusMode.css';

export interface FocusMode {
  readonly isOn: boolean;
  readonly leave: () => void;
}

/** 专注: everything but the text gives its room up while it is on; F9 or Esc brings it back. `onChange` has the text take the focus. */
export function useFocusMode(onChange: () => void): FocusMode {
  const [isOn, setIsOn] = useState(false);
  const latest = useRef(onChange);
  latest.current = onChange;
  const hasChanged = useRef(false);
  useEffect(() => {
    if (!isOn && !hasChanged.current) return;
    hasChanged.current = true;
    // The bars around the screen are not the screen's own: it can only say that they are to go.
    document.documentElement.toggleAttribute('data-focus-mode', isOn);
    latest.current();
    return () => document.documentElement.removeAttribute('data-focus-mode');
  }, [isOn]);
  useEffect(() => {
    if (!isOn) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
      if (document.querySelector('dialog[open]') === null) setIsOn(false);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [isOn]);
  useCommands(
    useMemo(
      () => [
        { id: 'focus-mode', label: isOn ? writing.leaveFocus : writing.focus, keys: 'F9', run: () => setIsOn(!isOn) },
      ],
      [isOn],
    ),
  );
  return { isOn, leave: () => setIsOn(false) };
}

/** What is left of the bars while one writes in quiet: how long the text is, and the way back. */
export function FocusBar({
  title,
  characters,
  onLeave,
}: {
  readonly title: string;
  readonly characters: number;
  readonly onLeave: () => void;
}) {
  return (
    <div className="focusbar">
      <h1 className="unseen">{title}</h1>
      <span className="second small">{shell.characters(characters)}</span>
      <Button kind="quiet" keys="F9" onClick={onLeave}>
        {writing.leaveFocus}
        <kbd>Esc</kbd>
      </Button>
    </div>
  );
}
