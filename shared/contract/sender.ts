import { z } from 'zod';

/** Where the Electron host serves the pages of the window from: a scheme of its own. */
export const electronOrigin = 'app://neikan';
/** Where the Chromium host does: a name that no resolver knows, answered by interception from the disk. */
export const chromiumOrigin = 'https://neikan.invalid';
export const windowOrigins = [electronOrigin, chromiumOrigin] as const;

/** Who calls, as the host saw it; the command line and tests run in the same process. */
export type Sender =
  | { readonly kind: 'window'; readonly origin: string; readonly isMainFrame: boolean }
  | { readonly kind: 'inPlace' };

const ownSender = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('inPlace') }),
  z.object({ kind: z.literal('window'), origin: z.enum(windowOrigins), isMainFrame: z.literal(true) }),
]);

/**
 * A call is taken from the main frame of the program's own window and from nothing else that runs in a browser. The
 * sender has crossed from another process, so its form is checked as well: whatever else came is no sender.
 */
export function isOwnSender(sender: unknown): boolean {
  return ownSender.safeParse(sender).success;
}
