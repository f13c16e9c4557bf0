// Loaded by startBench.ts into each Node of a start (`--import`): where a window is opened, writes a line to standard
// output when one can work in it, and closes it when standard input ends. Changes nothing else.
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
  await page.locator(selector).first().waitFor();
  process.stdout.write('usable\n');
  process.stdin.once('end', () => context.close());
  process.stdin.resume();
}
