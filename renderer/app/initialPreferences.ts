import type { Preferences } from '#shared/contract/deskCommands.ts';

/** What holds until the kept preferences have been read; written out, so that the first screen needs no schema. */
export const initialPreferences: Preferences = {
  theme: 'system',
  zoom: 1,
  railIsNarrow: false,
  panes: {},
  window: {},
  idleMinutes: 10,
  autocorrects: true,
  recentSigns: [],
};
