import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPrinter, type Printer } from '#hosts/chromium/printer.ts';

/**
 * The real printer, asked once for each page: what it printed is kept in the folder under the hash of the HTML, so that a
 * hundred runs of the same job need one browser and not a hundred.
 */
export function createKeptPages(folder: string): Printer {
  let printer: Promise<Printer> | undefined;
  return {
    async print(html) {
      const kept = join(folder, `${createHash('sha256').update(html).digest('hex')}.pdf`);
      if (existsSync(kept)) return new Uint8Array(readFileSync(kept));
      printer ??= createPrinter();
      const pdf = await (await printer).print(html);
      writeFileSync(`${kept}.writing`, pdf);
      renameSync(`${kept}.writing`, kept);
      return pdf;
    },
    close: async () => (await printer)?.close(),
  };
}
