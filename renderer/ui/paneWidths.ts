import { createContext } from 'react';

export interface PaneWidths {
  readonly read: (name: string) => number | undefined;
  readonly keep: (name: string, width: number) => void;
}

/** Where panes keep their widths; whoever frames the window supplies it. */
export const PaneWidthsContext = createContext<PaneWidths>({ read: () => undefined, keep: () => {} });
