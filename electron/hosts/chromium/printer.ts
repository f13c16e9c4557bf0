import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { createBrowserProfile, removeBrowserProfile } from './browserProfile.ts';
import { quietSwitches, sandboxSwitches } from './browserSwitches.ts';
import { type BrowserCommand, browserCommand } from './findBrowser.ts';

export interface Printer {
  /** One self-contained HTML page in, the bytes of a tagged PDF with an outline out; paper and margins come from the page's own CSS. */
  print(html: string): Promise<Uint8Array>;
  /** Ends the browser; safe to call twice. */
  close(): Promise<void>;
}

/** What the printing browser gets besides: no window, no shared memory in the temp folder, glyphs where the font has them. */
const printerSwitches = [
  '--headless',
  '--remote-debugging-pipe',
  '--no-startup-window',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
];

/** Long enough for any machine; a browser that hangs is given up in the end. */
const patience_ms = 120_000;

/** How many pages print side by side: two fillings of an issue's last pages are wanted at once, seldom more. */
const trayCount = 2;

/** One page that prints what it is given, one after another: a new one for each costs as much as the printing. */
interface Tray {
  readonly page: Page;
  readonly session: CDPSession;
  readonly frameId: string;
  /** Rejects when the page has ended, by itself or with its browser. */
  readonly ended: Promise<never>;
  isAlive: boolean;
}

interface Running {
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly profile: string;
  /** By number; the first is opened with the browser, another when two things are printed at once. */
  readonly trays: (Promise<Tray> | undefined)[];
}

async function start(
  { executablePath, leadingArguments }: BrowserCommand,
  refuse: (url: string) => void,
): Promise<Running> {
  const profile = createBrowserProfile('printer');
  try {
    const browser = await chromium.launch({
      executablePath,
      args: [
        ...leadingArguments,
        ...quietSwitches,
        ...sandboxSwitches(),
        ...printerSwitches,
        `--user-data-dir=${profile}`,
      ],
      ignoreDefaultArgs: true,
      // Crash reports and desktop settings are written under the home folder, whatever the profile is.
      env: { ...process.env, HOME: profile, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile },
      timeout: patience_ms,
    });
    const context = await browser.newContext({ offline: true, javaScriptEnabled: false });
    // A page carries its fonts and pictures; whatever else it asks for is refused.
    await context.route('**', (route) => {
      refuse(route.request().url());
      return route.abort();
    });
    const tray = openTray(context);
    await tray;
    return { browser, context, profile, trays: [tray] };
  } catch (error) {
    removeBrowserProfile(profile);
    throw error;
  }
}

async function openTray(context: BrowserContext): Promise<Tray> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Page.enable');
  const { frameTree } = await session.send('Page.getFrameTree');
  let fail: (error: Error) => void;
  const ended = new Promise<never>((_, reject) => {
    fail = reject;
  });
  ended.catch(() => {});
  const tray: Tray = { page, session, frameId: frameTree.frame.id, ended, isAlive: !page.isClosed() };
  for (const event of ['crash', 'close'] as const) {
    page.once(event as 'close', () => {
      tray.isAlive = false;
      fail(new Error('排印页面意外结束。'));
    });
  }
  return tray;
}

async function stop({ browser, profile }: Running): Promise<void> {
  await browser.close();
  removeBrowserProfile(profile);
}

/**
 * The one headless browser that makes every PDF. It starts at once and is waited for by the first print, so that the
 * caller can do other things meanwhile. One that has crashed is replaced, and what it was printing is printed once more.
 * Throws where no Chromium is installed.
 */
export async function createPrinter(refuse: (url: string) => void = () => {}): Promise<Printer> {
  const command = browserCommand();
  let running: Promise<Running> = start(command, refuse);
  // A browser that did not start is tried again by the first print, which says why it does not.
  running.catch(() => {});
  let isClosed = false;

  /** The running browser, or a new one in place of one that has ended. */
  async function connected(): Promise<Running> {
    if (isClosed) throw new Error('打印已关闭，不能生成 PDF。');
    const tried = running;
    const current = await tried.catch(() => undefined);
    if (current?.browser.isConnected()) return current;
    // Whoever is first replaces it; the others find the new one.
    if (running === tried) {
      running = (async () => {
        if (current) await stop(current);
        return start(command, refuse);
      })();
      running.catch(() => {});
    }
    return running;
  }

  async function trayOf({ context, trays }: Running, number: number): Promise<Tray> {
    const current = await trays[number]?.catch(() => undefined);
    if (current?.isAlive) return current;
    await current?.page.close().catch(() => {});
    const opened = openTray(context);
    trays[number] = opened;
    return opened;
  }

  async function printOne(html: string, number: number): Promise<Uint8Array> {
    let tray: Tray | undefined;
    let browser: Browser | undefined;
    try {
      const current = await connected();
      browser = current.browser;
      tray = await trayOf(current, number);
      return await printIn(tray, html);
    } catch (error) {
      if (isClosed || !browser || (browser.isConnected() && tray?.isAlive)) throw error;
      return printIn(await trayOf(await connected(), number), html);
    }
  }

  /** Nothing of the text stays in the page; whoever waits for the PDF does not wait for this. */
  async function emptyTray(number: number): Promise<void> {
    const tray = await (await running).trays[number];
    if (tray) await show(tray, '');
  }

  const queues = Array.from({ length: trayCount }, () => ({ last: Promise.resolve() as Promise<unknown>, waiting: 0 }));
  return {
    print(html) {
      const number = queues.reduce(
        (least, { waiting }, at) => (waiting < (queues[least]?.waiting ?? 0) ? at : least),
        0,
      );
      const queue = queues[number] as (typeof queues)[number];
      queue.waiting += 1;
      const printed = queue.last
        .then(() => printOne(html, number))
        .finally(() => {
          queue.waiting -= 1;
        });
      queue.last = printed.then(() => emptyTray(number)).catch(() => {});
      return printed;
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      await running.then(stop, () => undefined);
    },
  };
}

async function printIn(tray: Tray, html: string): Promise<Uint8Array> {
  await show(tray, html);
  const printed = tray.session.send('Page.printToPDF', {
    preferCSSPageSize: true,
    printBackground: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  });
  const { data } = await Promise.race([printed, tray.ended]);
  return new Uint8Array(Buffer.from(data, 'base64'));
}

/** Puts a document into the page whole, in half the time that writing it in takes; waits for its fonts and pictures. */
async function show({ session, frameId, ended }: Tray, html: string): Promise<void> {
  const loaded = new Promise<void>((resolve) => session.once('Page.loadEventFired', () => resolve()));
  await Promise.race([session.send('Page.setDocumentContent', { frameId, html }), ended]);
  await Promise.race([loaded, ended]);
}
