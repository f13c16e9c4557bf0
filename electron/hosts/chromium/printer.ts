import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
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

/** Pages whose renderer has ended though the browser runs on. */
const crashed = new WeakSet<Page>();

interface Running {
  readonly browser: Browser;
  readonly profile: string;
  /** One page prints everything, one after another: a new one for each costs as much as the printing. */
  readonly session: CDPSession;
  readonly page: Page;
}

async function start({ executablePath, leadingArguments }: BrowserCommand): Promise<Running> {
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
    await context.route('**', (route) => route.abort());
    const page = await context.newPage();
    page.once('crash', () => crashed.add(page));
    return { browser, profile, page, session: await context.newCDPSession(page) };
  } catch (error) {
    removeBrowserProfile(profile);
    throw error;
  }
}

async function stop({ browser, profile }: Running): Promise<void> {
  await browser.close();
  removeBrowserProfile(profile);
}

/**
 * Starts the one headless browser that makes every PDF. One that has crashed is replaced, and what it was printing is
 * printed once more. Throws where no Chromium is installed.
 */
export async function createPrinter(): Promise<Printer> {
  const command = browserCommand();
  let running: Promise<Running> = start(command);
  let closed = false;
  await running;

  /** The running browser, or a new one in place of one that has ended or whose page has. */
  async function connected(): Promise<Running> {
    if (closed) throw new Error('打印已关闭，不能生成 PDF。');
    const current = await running.catch(() => undefined);
    if (current && isAlive(current)) return current;
    running = (async () => {
      if (current) await stop(current);
      return start(command);
    })();
    return running;
  }

  async function printOne(html: string): Promise<Uint8Array> {
    const current = await connected();
    try {
      return await printIn(current, html);
    } catch (error) {
      if (isAlive(current) || closed) throw error;
      return printIn(await connected(), html);
    }
  }

  let queue: Promise<unknown> = Promise.resolve();
  return {
    print(html) {
      const printed = queue.then(() => printOne(html));
      queue = printed.catch(() => undefined);
      return printed;
    },
    async close() {
      if (closed) return;
      closed = true;
      await running.then(stop, () => undefined);
    },
  };
}

function isAlive({ browser, page }: Running): boolean {
  return browser.isConnected() && !page.isClosed() && !crashed.has(page);
}

async function printIn({ page, session }: Running, html: string): Promise<Uint8Array> {
  await page.setContent(html, { waitUntil: 'load', timeout: patience_ms });
  const { data } = await session.send('Page.printToPDF', {
    preferCSSPageSize: true,
    printBackground: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  });
  // Nothing of the text stays in the page.
  await page.setContent('', { timeout: patience_ms });
  return new Uint8Array(Buffer.from(data, 'base64'));
}
