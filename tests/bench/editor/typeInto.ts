import type { Page } from 'playwright-core';

const keysPerRound = 20;

/** Types into a line in sight; milliseconds from each key to the end of the frame that shows it. */
export async function typeInto(page: Page, line: string): Promise<readonly number[]> {
  await page.locator(line).nth(3).click();
  await page.evaluate(() => {
    const kept = window as unknown as { times: number[]; stop: () => void };
    kept.times = [];
    const onKey = ({ timeStamp }: KeyboardEvent) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => kept.times.push(performance.now() - timeStamp);
        channel.port2.postMessage(0);
      });
    };
    addEventListener('keydown', onKey, { capture: true });
    kept.stop = () => removeEventListener('keydown', onKey, { capture: true });
  });
  for (let key = 0; key < keysPerRound; key += 1) await page.keyboard.press('a', { delay: 20 });
  return page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const kept = window as unknown as { times: number[]; stop: () => void };
    kept.stop();
    return kept.times;
  });
}

/** The value below which so great a part of all lies. */
export function quantile(times: readonly number[], part: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
