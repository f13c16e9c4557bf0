import { BrowserWindow, session as sessions } from 'electron';
import { closeOffPage, closeOffSession, ownOrigin, pagePreferences } from './security.ts';

export interface HiddenPrinter {
  readonly print: (html: string) => Promise<Uint8Array>;
  readonly close: () => void;
}

/** A window nobody sees, in a session of its own, without scripts; it makes every PDF, one after another. */
export function createHiddenPrinter(refuse: (url: string) => void): HiddenPrinter {
  // Without "persist:" a session lives in memory.
  const session = sessions.fromPartition('printer', { cache: false });
  closeOffSession(session, refuse);
  let page = '';
  session.protocol.handle('app', () => {
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; font-src data: blob:; img-src data: blob:",
      'cache-control': 'no-store',
    };
    return new Response(page, { headers });
  });
  let window: BrowserWindow | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  function openWindow(): BrowserWindow {
    const opened = new BrowserWindow({
      show: false,
      webPreferences: { ...pagePreferences, session, javascript: false },
    });
    closeOffPage(opened.webContents, refuse);
    opened.webContents.once('render-process-gone', () => opened.destroy());
    return opened;
  }

  async function printOne(html: string): Promise<Uint8Array> {
    if (!window || window.isDestroyed()) window = openWindow();
    page = html;
    try {
      await window.loadURL(`${ownOrigin}/page`);
      // The same as the Chromium host asks for, so that the pages are the same.
      const pdf = await window.webContents.printToPDF({
        preferCSSPageSize: true,
        printBackground: true,
        generateTaggedPDF: true,
        generateDocumentOutline: true,
      });
      return new Uint8Array(pdf);
    } finally {
      page = '';
      // Nothing of the text stays in the page.
      if (!window.isDestroyed()) await window.loadURL(`${ownOrigin}/page`).catch(() => {});
    }
  }

  return {
    print: (html) => {
      const printed = queue.then(() => printOne(html));
      queue = printed.catch(() => {});
      return printed;
    },
    close: () => window?.destroy(),
  };
}
