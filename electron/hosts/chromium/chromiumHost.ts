import { type BrowserContext, chromium, type Page, type Route } from 'playwright-core';
import type { OfficeEvent } from '#shared/contract/officeEvent.ts';
import { chromiumOrigin, type Sender } from '#shared/contract/sender.ts';
import { forkOffice } from '../forkOffice.ts';
import { hardenPage } from '../hardenPage.ts';
import type { Host, HostWindow, HostWindowOptions } from '../host.ts';
import { createRefusals } from '../refusals.ts';
import { createBusScreenLock } from '../screenLock/createBusScreenLock.ts';
import { startOffice } from '../startOffice.ts';
import { type BridgeMessage, packMessage, unpackMessage } from './bridgeMessage.ts';
import { quietSwitches, sandboxSwitches } from './browserSwitches.ts';
import { browserCommand } from './findBrowser.ts';
import { createPrinter, type Printer } from './printer.ts';
import { createWindowProfile } from './windowProfile.ts';

/**
 * Painted before the first page is there, in the colour of the window's ground. Escaped whole: with a blank or a
 * character outside ASCII in it Chromium ignores `--app` and opens an ordinary window.
 */
const firstPage = `data:text/html;charset=utf-8,${encodeURIComponent('<title>内刊工作站</title><body style="background:#F6F5F2">')}`;
/**
 * LANGUAGE alone chooses the browser's own words. The locale must be one that every system has: where it is not
 * installed the browser falls back to ASCII, and chosen files with Chinese names are lost without a word.
 */
const browserLocale = { LANGUAGE: 'zh_CN', LC_ALL: 'C.UTF-8' } as const;

/** A browser that dies in its first moments leaves playwright-core 1.65 waiting: this ends the wait, and the program with a reason. */
const startTimeoutMs = 60_000;

export interface ChromiumHostOptions {
  /** For tests: the page of each window that is opened. */
  readonly onPage?: (page: Page, context: BrowserContext) => void;
  /** The office's bundle; its sources where there is none. */
  readonly officeEntry?: string | undefined;
}

/** The second host: a system Chromium in an app window, driven over a pipe; no server, no port, no address bar. */
export async function createChromiumHost({ onPage, officeEntry }: ChromiumHostOptions = {}): Promise<Host> {
  const command = browserCommand();
  const refusals = createRefusals();
  const screenLock = createBusScreenLock();
  const windows = new Set<HostWindow>();
  let printer: Promise<Printer> | undefined;
  let browser = 'Chromium';
  return {
    name: 'chromium',
    get browser() {
      return browser;
    },
    isWithoutInterfaces: command.isWithoutInterfaces,
    async openWindow(options) {
      const profile = createWindowProfile();
      const context = await chromium.launchPersistentContext(profile.directory, {
        executablePath: command.executablePath,
        ignoreDefaultArgs: true,
        args: [...command.leadingArguments, ...windowArguments(profile.directory, options.bounds)],
        // What the browser writes aside lies in the profile, and goes with it.
        env: { ...process.env, ...browserLocale, TMPDIR: profile.directory },
        viewport: null,
        timeout: startTimeoutMs,
        handleSIGINT: false,
      });
      browser = `Chromium ${context.browser()?.version() ?? ''}`.trim();
      const opened = await openPage(context, options, refusals.add);
      onPage?.(opened.page, context);
      const window: HostWindow = {
        ...opened.window,
        closed: opened.window.closed.then((how) => {
          windows.delete(window);
          profile.remove();
          return how;
        }),
      };
      windows.add(window);
      return window;
    },
    startOffice: (directory, office) => startOffice(directory, office, forkOffice(officeEntry)),
    async print(html) {
      printer ??= createPrinter(refusals.add);
      return (await printer).print(html);
    },
    ...(screenLock ? { screenLock } : {}),
    refused: refusals.read,
    async close() {
      for (const window of windows) await window.close();
      await (await printer)?.close();
    },
  };
}

function windowArguments(profile: string, { x, y, width, height }: HostWindowOptions['bounds']): readonly string[] {
  const place = x === undefined || y === undefined ? [] : [`--window-position=${x},${y}`];
  return [
    ...quietSwitches,
    ...sandboxSwitches(),
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    `--window-size=${width ?? 1440},${height ?? 900}`,
    ...place,
    '--lang=zh-CN',
    '--disable-session-crashed-bubble',
    '--hide-crash-restore-bubble',
    '--disable-popup-blocking',
    '--disable-pinch',
    '--overscroll-history-navigation=0',
    `--app=${firstPage}`,
  ];
}

async function openPage(
  context: BrowserContext,
  options: HostWindowOptions,
  refuse: (url: string) => void,
): Promise<{ readonly page: Page; readonly window: HostWindow }> {
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  // A window that a page, a key or a menu opens is not ours.
  context.on('page', (other) => {
    if (other !== page) other.close().catch(() => {});
  });
  page.on('download', (download) => {
    download.cancel().catch(() => {});
  });
  // Driven over the pipe the browser shows no dialog of its own: the page asks, in its own words, and closes by quitting.
  page.on('dialog', async (dialog) => {
    await dialog.dismiss().catch(() => {});
    if (dialog.type() === 'beforeunload') window.send({ kind: 'closeHeld' });
  });
  let how: 'closed' | 'crashed' = 'closed';
  page.once('crash', () => {
    how = 'crashed';
    context.close().catch(() => {});
  });
  const closed = new Promise<'closed' | 'crashed'>((resolve) => {
    page.once('close', () => {
      context.close().catch(() => {});
    });
    context.once('close', () => resolve(how));
  });
  const window: HostWindow = {
    send: (event) => {
      page.evaluate(deliver, event).catch(() => {}); // Lost while there is no page; its lists are read anew then.
    },
    close: async () => {
      await page.close({ runBeforeUnload: false });
      await closed;
    },
    closed,
  };
  try {
    await closeOffContext(context, page, options, refuse);
    await goToFirstPage(page, `${chromiumOrigin}/`);
  } catch (error) {
    // A window that is closed while it opens has been closed, and no more.
    if (!page.isClosed() && !String(error).includes('has been closed')) throw error;
  }
  return { page, window };
}

/** Answers every request of the window from the program's own files, and gives its page the bridge. */
async function closeOffContext(
  context: BrowserContext,
  page: Page,
  options: HostWindowOptions,
  refuse: (url: string) => void,
): Promise<void> {
  await Promise.all([
    context.route('**/*', (route) => answer(route, options, refuse)),
    context.exposeBinding(
      'neikanHost',
      async ({ frame, page: caller }, channel: unknown, name: unknown, input: BridgeMessage) => {
        const isMainFrame = caller === page && frame === page.mainFrame();
        const sender: Sender = { kind: 'window', origin: originOf(frame.url()), isMainFrame };
        const kind = channel === 'desk' ? 'desk' : 'call';
        return packMessage(await options.onCall(sender, kind, String(name), unpackMessage(input)));
      },
    ),
    context.addInitScript(hardenPage),
  ]);
  // After the binding that it takes hold of.
  await context.addInitScript({ content: `(${exposeBridge})(${packMessage}, ${unpackMessage})` });
}

/** Esc stops a page that is being loaded; pressed in the first moment it must not keep the program from opening. */
async function goToFirstPage(page: Page, address: string): Promise<void> {
  for (;;) {
    try {
      await page.goto(address, { waitUntil: 'commit' });
      return;
    } catch (error) {
      if (page.isClosed() || !String(error).includes('net::ERR_ABORTED')) throw error;
    }
  }
}

async function answer(route: Route, { asset }: HostWindowOptions, refuse: (url: string) => void): Promise<void> {
  const url = new URL(route.request().url());
  const isOwn = url.origin === chromiumOrigin && route.request().method() === 'GET';
  const found = isOwn ? asset(url.pathname) : undefined;
  if (found) {
    await route.fulfill({ status: 200, body: found.bytes, headers: { ...found.headers } });
    return;
  }
  refuse(url.href);
  // A navigation that is aborted leaves the page standing; one that is blocked would put an error page in its place.
  await route.abort('aborted');
}

function originOf(url: string): string {
  try {
    return new URL(url).origin;
  } catch {
    return '';
  }
}

/** In the page: `window.neikan`, frozen, over the binding; listeners for events are kept out of reach. */
function exposeBridge(pack: typeof packMessage, unpack: typeof unpackMessage): void {
  type Listener = (event: OfficeEvent) => void;
  const host = (globalThis as unknown as { neikanHost: (...values: unknown[]) => Promise<BridgeMessage> }).neikanHost;
  const listeners = new Set<Listener>();
  const bridge = Object.freeze({
    call: async (name: string, input: unknown) => unpack(await host('call', name, pack(input))),
    desk: async (name: string, input: unknown) => unpack(await host('desk', name, pack(input))),
    onEvent: (listener: Listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  Object.defineProperty(globalThis, 'neikan', { value: bridge, writable: false, configurable: false });
  Object.defineProperty(globalThis, 'neikanDeliver', {
    value: (event: OfficeEvent) => {
      for (const listener of listeners) listener(event);
    },
    writable: false,
    configurable: false,
  });
}

function deliver(event: OfficeEvent): void {
  (globalThis as unknown as { neikanDeliver: (event: OfficeEvent) => void }).neikanDeliver(event);
}
