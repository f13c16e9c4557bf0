import { useEffect } from 'react';
import { usePreferences } from './preferences.tsx';
import { lockUnattended } from './session.ts';

const checkMs = 5000;

/** Locks with the screen, and after the minutes that were set without a key, a click or a turn of the wheel. */
export function useIdleLock(): void {
  const { idleMinutes } = usePreferences();
  useEffect(
    () =>
      window.neikan.onEvent((event) => {
        if (event.kind === 'screenLocked') lockUnattended('screen');
      }),
    [],
  );
  useEffect(() => {
    if (idleMinutes === 0) return;
    let lastAt = Date.now();
    const touch = () => {
      lastAt = Date.now();
    };
    const kinds = ['keydown', 'pointerdown', 'wheel', 'compositionupdate'] as const;
    for (const kind of kinds) addEventListener(kind, touch, { capture: true, passive: true });
    const timer = setInterval(() => {
      if (Date.now() - lastAt >= idleMinutes * 60_000) {
        lockUnattended();
      }
    }, checkMs);
    return () => {
      clearInterval(timer);
      for (const kind of kinds) removeEventListener(kind, touch, { capture: true });
    };
  }, [idleMinutes]);
}
