/** Where the pages of the window are served from: the scheme of the Electron host, the address of the Chromium host. */
export const windowOrigins = ['app://neikan', 'https://neikan.invalid'] as const;

/** Who calls, as the host saw it; the command line and tests run in the same process. */
export type Sender =
  | { readonly kind: 'window'; readonly origin: string; readonly isMainFrame: boolean }
  | { readonly kind: 'inPlace' };

/** A call is taken from the main frame of the program's own window and from nothing else that runs in a browser. */
export function isOwnSender(sender: Sender): boolean {
  switch (sender.kind) {
    case 'inPlace':
      return true;
    case 'window':
      return sender.isMainFrame && (windowOrigins as readonly string[]).includes(sender.origin);
    default:
      return false;
  }
}
