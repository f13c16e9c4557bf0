import { join } from 'node:path';
import { app, BrowserWindow, ipcMain, Menu, powerMonitor, session as sessions, utilityProcess } from 'electron';
import type { Host, HostWindow, HostWindowOptions } from '../host.ts';
import { createRefusals } from '../refusals.ts';
import { startOffice } from '../startOffice.ts';
import { assetResponse } from './assetResponse.ts';
import { createPowerScreenLock } from './createPowerScreenLock.ts';
import { createWindowsPrinting } from './createWindowsPrinting.ts';
import { electronSender } from './electronSender.ts';
import { createHiddenPrinter, type HiddenPrinter } from './hiddenPrinter.ts';
import { closeOffPage, closeOffSession, ownOrigin, pagePreferences } from './security.ts';
import { utilityOffice } from './utilityOffice.ts';

/** The first host: Electron. To be created when the app is ready. */
export function createElectronHost(): Host {
  const built = join(app.getAppPath(), 'build', 'electron');
  const refusals = createRefusals();
  let printer: HiddenPrinter | undefined;
  let window: BrowserWindow | undefined;
  Menu.setApplicationMenu(null);
  return {
    name: 'electron',
    browser: `Electron ${process.versions.electron} (Chromium ${process.versions.chrome})`,
    isWithoutInterfaces: false,
    openWindow: async (options) => {
      const opened = openWindow(options, join(built, 'preload.cjs'), refusals.add);
      window = opened.window;
      await opened.loaded;
      return opened.hostWindow;
    },
    startOffice: (directory, host) => {
      const child = utilityProcess.fork(join(built, 'office.mjs'), [], { serviceName: '内刊工作站后台' });
      return startOffice(directory, host, utilityOffice(child));
    },
    print: (html) => {
      printer ??= createHiddenPrinter(refusals.add);
      return printer.print(html);
    },
    ...(process.platform === 'win32' ? { printing: createWindowsPrinting(refusals.add) } : {}),
    screenLock: createPowerScreenLock(powerMonitor),
    refused: refusals.read,
    close: async () => {
      printer?.close();
      if (window && !window.isDestroyed()) window.destroy();
    },
  };
}

function openWindow(options: HostWindowOptions, preload: string, refuse: (url: string) => void) {
  // Without "persist:" the session lives in memory, and nothing of a page is written anywhere.
  const session = sessions.fromPartition('window', { cache: false });
  closeOffSession(session, refuse);
  session.protocol.handle('app', (request) => assetResponse(request, options.asset));
  const { x, y, width = 1440, height = 900 } = options.bounds;
  const window = new BrowserWindow({
    title: options.title,
    width,
    height,
    ...(x === undefined || y === undefined ? {} : { x, y }),
    backgroundColor: '#f6f5f2',
    autoHideMenuBar: true,
    webPreferences: { ...pagePreferences, session, preload },
  });
  const { webContents } = window;
  closeOffPage(webContents, refuse);
  for (const channel of ['call', 'desk'] as const) {
    ipcMain.handle(channel, (event, name: unknown, input: unknown) =>
      options.onCall(electronSender(event.senderFrame, event.sender, webContents), channel, String(name), input),
    );
  }
  const send: HostWindow['send'] = (event) => {
    if (!window.isDestroyed()) webContents.send('event', event);
  };
  // The page is kept, saves, and asks in its own words what cannot be saved.
  webContents.on('will-prevent-unload', () => send({ kind: 'closeHeld' }));
  const closed = new Promise<'closed' | 'crashed'>((resolve) => {
    webContents.once('render-process-gone', () => {
      resolve('crashed');
      window.destroy();
    });
    window.once('closed', () => {
      for (const channel of ['call', 'desk']) ipcMain.removeHandler(channel);
      resolve('closed');
    });
  });
  const hostWindow: HostWindow = {
    send,
    close: async () => {
      if (!window.isDestroyed()) window.destroy();
      await closed;
    },
    closed,
  };
  return { window, hostWindow, loaded: window.loadURL(`${ownOrigin}/`) };
}
