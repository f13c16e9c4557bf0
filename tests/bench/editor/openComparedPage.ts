import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build, type Rollup } from 'vite';
import { createChromiumHost } from '#hosts/chromium/chromiumHost.ts';
import { windowAsset } from '#hosts/windowAsset.ts';

export interface ComparedWindow {
  readonly page: Page;
  readonly close: () => Promise<void>;
}

/** A window of the same host, with the same switches, that shows what the editor is measured beside. */
export async function openComparedPage(): Promise<ComparedWindow> {
  const script = Buffer.from(await bundled());
  const styles = readdirSync(new URL('../../../build/renderer/assets/', import.meta.url)).filter((name) =>
    /^(?:index|article|ArticleView|ArticlesScreen|block)-.*\.css$/i.test(name),
  );
  const links = styles.map((name) => `<link rel="stylesheet" href="/assets/${name}">`).join('');
  const html = Buffer.from(
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>compared</title>${links}<body><script src="/compared.js"></script>`,
  );
  let opened: ((page: Page) => void) | undefined;
  const shown = new Promise<Page>((resolve) => {
    opened = resolve;
  });
  const host = await createChromiumHost({ onPage: (page) => opened?.(page) });
  await host.openWindow({
    title: 'compared',
    bounds: {},
    asset: (path) => {
      if (path === '/') return { bytes: html, headers: { 'content-type': 'text/html; charset=utf-8' } };
      if (path === '/compared.js') return { bytes: script, headers: { 'content-type': 'text/javascript' } };
      return windowAsset(path);
    },
    onCall: async () => ({ ok: true, value: null }),
  });
  const page = await shown;
  await page.waitForFunction(() => 'openCompared' in window);
  return { page, close: () => host.close() };
}

async function bundled(): Promise<string> {
  const result = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'chrome130',
      lib: { entry: fileURLToPath(new URL('comparedPage.ts', import.meta.url)), formats: ['iife'], name: 'compared' },
    },
  })) as Rollup.RollupOutput | Rollup.RollupOutput[];
  const [first] = Array.isArray(result) ? result : [result];
  const chunk = first?.output[0];
  if (chunk?.type !== 'chunk') throw new Error('nothing was built');
  return chunk.code;
}
