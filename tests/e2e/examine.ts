import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { dress } from './dress.ts';
import { violations } from './violations.ts';

const pictures = process.env.NEIKAN_PICTURES;
const looks = [
  { theme: 'dark', zoom: 1 },
  { theme: 'light', zoom: 1.5 },
  { theme: 'light', zoom: 1 },
] as const;

/** Nothing that axe finds on the screen as it is, in both themes and zoomed; keeps a picture of each where a folder is named. */
export async function examine(page: Page, name: string): Promise<void> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 1366, height: 768 });
  for (const look of looks) {
    await dress(page, look);
    if (pictures) {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}-${look.theme}-${look.zoom * 100}.png`) });
    }
    expect(await violations(page), `${name} ${look.theme} ${look.zoom}`).toEqual([]);
  }
  if (size) await page.setViewportSize(size);
}
