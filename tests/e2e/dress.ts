import type { Page } from 'playwright-core';

export interface Look {
  readonly theme: 'light' | 'dark';
  readonly zoom: number;
}

/** Dresses the page as the preferences would, without leaving the screen it shows. */
export async function dress(page: Page, { theme, zoom }: Look): Promise<void> {
  await page.evaluate(
    async (look) => {
      document.documentElement.dataset.theme = look.theme;
      document.documentElement.style.zoom = String(look.zoom);
      // What watches its own size is told with the next frame and drawn anew with the one after.
      for (let frame = 0; frame < 3; frame += 1) await new Promise((next) => requestAnimationFrame(next));
    },
    { theme, zoom },
  );
}
