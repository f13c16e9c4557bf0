// Loaded by startBench.ts into each Node of a start (`--import`): where a window is opened, writes to standard output the
// moment from which one could work in it, and closes it when standard input ends. Changes nothing else.
import type { BrowserContext } from 'playwright-core';

const script = process.argv[1] ?? '';
/** What a person waits for: the field of the password, or the one thing on the blank page. */
const usable = script.endsWith('blankWindow.ts')
  ? 'main'
  : script.endsWith('electron/start.ts')
    ? 'main input[type=password]'
    : undefined;

if (usable !== undefined) {
  const { chromium } = await import('playwright-core');
  const launch = chromium.launchPersistentContext.bind(chromium);
  chromium.launchPersistentContext = async (...given) => {
    const context = await launch(...given);
    announce(context, usable);
    return context;
  };
}

async function announce(context: BrowserContext, selector: string): Promise<void> {
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  // The page itself notes the moment: asked from outside, at growing intervals, it would be known up to 100 ms late.
  await page.addInitScript(noteUsable, selector);
  const noted = await page.waitForFunction(() => (globalThis as { usableAt?: number }).usableAt);
  process.stdout.write(`${await noted.jsonValue()}\n`);
  process.stdin.once('end', () => context.close());
  process.stdin.resume();
}

/** In the page: keeps in `usableAt` when the frame was painted, in ms since the epoch, that first showed what is waited for. */
function noteUsable(selector: string): void {
  const look = () => {
    const isShown = (document.querySelector(selector)?.getBoundingClientRect().height ?? 0) > 0;
    if (!isShown) return void requestAnimationFrame(look);
    requestAnimationFrame(() => Object.assign(globalThis, { usableAt: performance.timeOrigin + performance.now() }));
  };
  requestAnimationFrame(look);
}
