import { type ReactNode, useEffect, useMemo } from 'react';
import type { Preferences } from '#shared/contract/deskCommands.ts';
import { PaneWidthsContext } from '../ui/paneWidths.ts';
import { initialPreferences } from './initialPreferences.ts';
import { desk } from './office.ts';
import { createStore, useStore } from './store.ts';

const preferences = createStore(initialPreferences);
let saving: ReturnType<typeof setTimeout> | undefined;

/** Reads how the window was left; asked once, before the first screen. */
export async function loadPreferences(): Promise<void> {
  const answer = await desk.readPreferences({});
  if (answer.ok) preferences.set(answer.value);
}

/** Changes a part and keeps it; several changes in a row are written once. */
export function changePreferences(change: Partial<Preferences>): void {
  preferences.set({ ...preferences.get(), ...change });
  clearTimeout(saving);
  saving = setTimeout(() => desk.savePreferences(preferences.get()), 300);
}

export function usePreferences(): Preferences {
  return useStore(preferences);
}

const paneWidths = {
  read: (name: string) => preferences.get().panes[name],
  keep: (name: string, width: number) => changePreferences({ panes: { ...preferences.get().panes, [name]: width } }),
};

/** Applies theme and zoom to the page and remembers where the window stands. */
export function PreferencesFrame({ children }: { readonly children: ReactNode }) {
  const { theme, zoom } = usePreferences();
  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const apply = () => {
      document.documentElement.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
    };
    apply();
    dark.addEventListener('change', apply);
    return () => dark.removeEventListener('change', apply);
  }, [theme]);
  useEffect(() => {
    document.documentElement.style.zoom = String(zoom);
  }, [zoom]);
  useEffect(() => {
    const keep = () => {
      const { screenX: x, screenY: y, outerWidth: width, outerHeight: height } = window;
      if (width >= 400 && height >= 300) changePreferences({ window: { x, y, width, height } });
    };
    addEventListener('resize', keep);
    return () => removeEventListener('resize', keep);
  }, []);
  const value = useMemo(() => paneWidths, []);
  return <PaneWidthsContext value={value}>{children}</PaneWidthsContext>;
}
