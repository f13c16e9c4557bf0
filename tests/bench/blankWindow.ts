// The anchor of startBench.ts: the host alone with a page that has nothing on it, until its window is closed.
import { createChromiumHost } from '#hosts/chromium/chromiumHost.ts';

const html = Buffer.from('<!doctype html><title>blank</title><main>1</main>');
const host = await createChromiumHost();
const window = await host.openWindow({
  title: 'blank',
  bounds: {},
  asset: (path) =>
    path === '/' ? { bytes: html, headers: { 'content-type': 'text/html; charset=utf-8' } } : undefined,
  onCall: async () => ({ ok: true, value: null }),
});
await window.closed;
await host.close();
process.exit(0);
