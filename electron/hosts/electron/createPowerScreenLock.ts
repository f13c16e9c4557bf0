import type { PowerMonitor } from 'electron';
import type { ScreenLock } from '../screenLock/screenLock.ts';

/** Electron's own word of it: the screen is locked (macOS, Windows, and Linux desktops that say so), the machine sleeps. */
export function createPowerScreenLock(monitor: Pick<PowerMonitor, 'on' | 'off'>): ScreenLock {
  let isWatching = false;
  return {
    watch(onLock) {
      const listener = () => onLock();
      monitor.on('lock-screen', listener);
      monitor.on('suspend', listener);
      isWatching = true;
      return () => {
        monitor.off('lock-screen', listener);
        monitor.off('suspend', listener);
        isWatching = false;
      };
    },
    isWatching: () => isWatching,
  };
}
