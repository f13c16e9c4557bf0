import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { createPrinterProfile, removePrinterProfile } from './printerProfile.ts';

export interface Printer {
  /** One self-contained HTML page in, the bytes of a tagged PDF with an outline out; paper and margins come from the page's own CSS. */
  print(html: string): Promise<Uint8Array>;
  /** Ends the browser; safe to call twice. */
  close(): Promise<void>;
}

/** Browsers that can serve, the wrapper scripts of distributions left out: they add switches of their own. */
const browserCandidates = [
  process.env.NEIKAN_CHROMIUM,
  '/usr/lib/chromium/chromium',
  '/usr/lib/chromium-browser/chromium-browser',
  '/opt/google/chrome/chrome',
  '/opt/microsoft/msedge/msedge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Every switch the printing browser gets: no service that calls out, no name resolved, no store of its own. */
const switches = [
  '--headless',
  '--remote-debugging-pipe',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-startup-window',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
  '--disable-client-side-phishing-detection',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-breakpad',
  '--disable-crash-reporter',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-features=OptimizationHints,MediaRouter,Translate',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  // Nothing listens on the discard port: whatever were to ask for an address would get no further.
  '--proxy-server=socks5://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
  '--disk-cache-size=1',
  '--font-render-hinting=none',
  '--password-store=basic',
  '--use-mock-keychain',
];

/** Long enough for any machine; a browser that hangs is given up in the end. */
const patience_ms = 120_000;

interface Running {
  readonly browser: Browser;
  readonly profile: string;
}

async function start(executablePath: string): Promise<Running> {
  const profile = createPrinterProfile();
  // Chromium refuses to start its sandbox for the superuser; every other user keeps it.
  const own = [`--user-data-dir=${profile}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  try {
    const browser = await chromium.launch({
      executablePath,
      args: [...switches, ...own],
      ignoreDefaultArgs: true,
      // Crash reports and desktop settings are written under the home folder, whatever the profile is.
      env: { ...process.env, HOME: profile, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile },
      timeout: patience_ms,
    });
    return { browser, profile };
  } catch (error) {
    removePrinterProfile(profile);
    throw error;
  }
}

async function stop({ browser, profile }: Running): Promise<void> {
  await browser.close();
  removePrinterProfile(profile);
}

/**
 * Starts the one headless browser that makes every PDF. One that has crashed is replaced, and what it was printing is
 * printed once more. Throws where no Chromium is installed.
 */
export async function createPrinter(): Promise<Printer> {
  const executablePath = browserCandidates.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error('未找到 Chromium 浏览器，不能生成 PDF。');
  let running: Promise<Running> = start(executablePath);
  let closed = false;
  await running;

  /** The running browser; many prints may ask at once, and one new browser serves them all. */
  async function connected(): Promise<Browser> {
    if (closed) throw new Error('打印已关闭，不能生成 PDF。');
    const asked = running;
    const current = await asked.catch(() => undefined);
    if (current?.browser.isConnected()) return current.browser;
    if (running === asked) {
      running = (async () => {
        if (current) await stop(current);
        return start(executablePath as string);
      })();
    }
    return (await running).browser;
  }

  async function printWith(browser: Browser, html: string): Promise<Uint8Array> {
    const context = await browser.newContext({ offline: true, javaScriptEnabled: false });
    try {
      return await printIn(context, html);
    } finally {
      await context.close().catch(() => undefined);
    }
  }

  return {
    async print(html) {
      const browser = await connected();
      try {
        return await printWith(browser, html);
      } catch (error) {
        if (browser.isConnected() || closed) throw error;
        return printWith(await connected(), html);
      }
    },
    async close() {
      if (closed) return;
      closed = true;
      await running.then(stop, () => undefined);
    },
  };
}

async function printIn(context: BrowserContext, html: string): Promise<Uint8Array> {
  // The page carries its fonts and pictures; whatever else it asks for is refused.
  await context.route('**', (route) => route.abort());
  const page = await context.newPage();
  await page.setContent(html, { waitUntil: 'load', timeout: patience_ms });
  const session = await context.newCDPSession(page);
  const { data } = await session.send('Page.printToPDF', {
    preferCSSPageSize: true,
    printBackground: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  });
  return new Uint8Array(Buffer.from(data, 'base64'));
}
