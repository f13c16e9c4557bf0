import { existsSync } from 'node:fs';
import { type BrowserContext, chromium } from 'playwright-core';

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
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-features=OptimizationHints,MediaRouter,Translate',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--font-render-hinting=none',
  '--password-store=basic',
  '--use-mock-keychain',
];

/** Starts the one headless browser that makes every PDF. Throws where no Chromium is installed. */
export async function createPrinter(): Promise<Printer> {
  const executablePath = browserCandidates.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error('未找到 Chromium 浏览器，不能生成 PDF。');
  // Chromium refuses to start its sandbox for the superuser; every other user keeps it.
  const args = process.getuid?.() === 0 ? [...switches, '--no-sandbox'] : switches;
  const browser = await chromium.launch({ executablePath, args, ignoreDefaultArgs: true });
  return {
    async print(html) {
      const context = await browser.newContext({ offline: true, javaScriptEnabled: false });
      try {
        return await printIn(context, html);
      } finally {
        await context.close();
      }
    },
    close: () => browser.close(),
  };
}

async function printIn(context: BrowserContext, html: string): Promise<Uint8Array> {
  // The page carries its fonts and pictures; whatever else it asks for is refused.
  await context.route('**', (route) => route.abort());
  const page = await context.newPage();
  await page.setContent(html, { waitUntil: 'load' });
  const session = await context.newCDPSession(page);
  const { data } = await session.send('Page.printToPDF', {
    preferCSSPageSize: true,
    printBackground: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  });
  return new Uint8Array(Buffer.from(data, 'base64'));
}
