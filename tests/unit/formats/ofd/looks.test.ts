import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOfd } from '#formats/ofd/readOfd.ts';
import { writeOfd } from '#formats/ofd/writeOfd.ts';
import { typesetPages } from '#formats/typeset/typesetPages.ts';
import { createPrinter, type Printer } from '#hosts/chromium/printer.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { fullIssue } from '../../../office/printing/fullIssue.ts';
import { ofdHtml } from './ofdHtml.ts';

const isMissing = spawnSync('pdftoppm', ['-v']).error !== undefined;
if (isMissing)
  console.info('skipped: OFD and PDF as pictures, because pdftoppm (Debian: poppler-utils) is not installed');

/** Fine enough that a stroke out of its place is seen: 0.25 mm a pixel. */
const dotsPerInch = 100;

let printer: Printer;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'neikan-looks-'));
  printer = await createPrinter();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await printer?.close();
});

interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue of each pixel. */
  readonly pixels: Uint8Array;
}

/** Each page of a PDF as poppler draws it. */
function drawn(name: string, pdf: Uint8Array): readonly Picture[] {
  const path = join(folder, name);
  writeFileSync(`${path}.pdf`, pdf);
  spawnSync('pdftoppm', ['-r', String(dotsPerInch), `${path}.pdf`, path]);
  const pages = readdirSync(folder).filter((file) => file.startsWith(`${name}-`) && file.endsWith('.ppm'));
  return pages.sort().map((page) => readPicture(readFileSync(join(folder, page))));
}

/** PPM: a line P6, one of width and height, one of the greatest value, then the pixels. */
function readPicture(bytes: Buffer): Picture {
  const [header = '', width = '', height = ''] =
    /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 40)) ?? [];
  return { width: Number(width), height: Number(height), pixels: bytes.subarray(header.length) };
}

/** The share of pixels that differ clearly, and what is inked at all. */
function compare(one: Picture, other: Picture) {
  let inked = 0;
  let different = 0;
  for (let at = 0; at < one.pixels.length; at += 3) {
    const green = at + 1;
    if ((one.pixels[green] as number) < 200) inked += 1;
    if (Math.abs((one.pixels[green] as number) - (other.pixels[green] as number)) > 128) different += 1;
  }
  return { inked, different };
}

test.skipIf(isMissing)('drawn from the OFD every page looks as in the PDF', async () => {
  const draft = { name: '苏禾', at: '2026年3月5日' };
  const { pdf, faces } = await typesetPages(fullIssue, defaultLayoutParameters, printer.print, { draft });
  const ofd = await writeOfd({ document: fullIssue, pdf, faces, profile: 'archive' });
  const fromOfd = drawn('ofd', await printer.print(ofdHtml(readOfd(ofd))));
  const fromPdf = drawn('pdf', pdf);
  expect(fromOfd.length).toBe(fromPdf.length);
  for (const [index, page] of fromPdf.entries()) {
    const other = fromOfd[index] as Picture;
    expect([other.width, other.height]).toEqual([page.width, page.height]);
    const { inked, different } = compare(page, other);
    expect(inked).toBeGreaterThan(1000);
    expect(different / inked).toBeLessThan(0.005);
  }
});
