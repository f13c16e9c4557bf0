import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { subsetFaces } from '#formats/font/subsetFaces.ts';
import { createPrinter, type Printer } from '#hosts/chromium/printer.ts';
import { readPdf } from './readPdf.ts';

let printer: Printer;
beforeAll(async () => {
  printer = await createPrinter();
});
afterAll(() => printer?.close());

test('what a page asks for outside itself is never asked for, and its scripts do not run', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    // The page brings its own font: what the machine has installed must not decide.
    const [face] = await subsetFaces([{ slot: 'body', text: '甲乙', place: '正文' }]);
    const style = `<style>@font-face{font-family:own;src:url(${face?.dataUrl})}p{font-family:own}</style>`;
    const html = `<!doctype html>${style}<p>甲<img src="http://127.0.0.1:${port}/a.png"><link rel="stylesheet" href="http://127.0.0.1:${port}/b.css"><script>document.body.textContent="乙"</script>`;
    const [page] = await readPdf(await printer.print(html));
    expect(page?.items.map((item) => item.text).join('')).toContain('甲');
    expect(asked).toEqual([]);
  } finally {
    server.close();
  }
});
