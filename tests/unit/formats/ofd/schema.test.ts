import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeOfd } from '#formats/ofd/writeOfd.ts';
import { typesetPages } from '#formats/typeset/typesetPages.ts';
import { createPrinter, type Printer } from '#hosts/chromium/printer.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { fullIssue } from '../../../office/printing/fullIssue.ts';
import { handmadeFace, handmadeFiles, type OfdFiles } from './handmadeOfd.ts';

const schemas = '../shared/ofd-schema';
const missing = !existsSync(schemas)
  ? '../shared/ofd-schema is not there'
  : spawnSync('xmllint', ['--version']).error
    ? 'xmllint (Debian: libxml2-utils) is not installed'
    : undefined;
if (missing) console.info(`skipped: validity against the schemas of GB/T 33190-2016, because ${missing}`);

let printer: Printer;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'neikan-ofd-'));
  if (!missing) printer = await createPrinter();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await printer?.close();
});

/** The schema a part follows, by its name. */
function schemaOf(path: string): string {
  const name = basename(path);
  if (name === 'Content.xml') return 'Page.xsd';
  return name.endsWith('Res.xml') ? 'Res.xsd' : name.replace(/\.xml$/, '.xsd');
}

/** What xmllint has to say about the parts of a package; empty where all are valid. */
function faultsIn(files: OfdFiles): string {
  const parts = Object.entries(files).filter(([path]) => path.endsWith('.xml'));
  return parts
    .map(([path, content]) => {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      const { status, stderr } = spawnSync('xmllint', ['--noout', '--schema', join(schemas, schemaOf(path)), file], {
        encoding: 'utf8',
      });
      return status === 0 ? '' : stderr;
    })
    .join('');
}

/** The schemas know no other type; OFD-A is the one value that differs. */
function asPlainOfd(files: OfdFiles): OfdFiles {
  const entry = files['OFD.xml'];
  const text = typeof entry === 'string' ? entry : new TextDecoder().decode(entry);
  return { ...files, 'OFD.xml': text.replace('DocType="OFD-A"', 'DocType="OFD"') };
}

test.skipIf(missing)('the page written by hand is valid, and a fault in it is seen', async () => {
  const files = asPlainOfd(handmadeFiles(await handmadeFace()));
  expect(faultsIn(files)).toBe('');
  const path = 'Doc_0/Document.xml';
  expect(faultsIn({ [path]: String(files[path]).replace('<ofd:MaxUnitID>20</ofd:MaxUnitID>', '') })).toMatch(
    /PageArea/,
  );
});

test.skipIf(missing)('every part of a printed issue is valid, draft and permissions included', async () => {
  const draft = { name: '苏禾', at: '2026年3月5日' };
  const { pdf, faces } = await typesetPages(fullIssue, defaultLayoutParameters, printer.print, { draft });
  const permissions = { edit: false, annotate: false, export: true, print: true, copies: 3 };
  const request = { document: fullIssue, pdf, faces };
  const distributed = await writeOfd({ ...request, profile: 'distribution', permissions });
  const archived = await writeOfd({ ...request, profile: 'archive' });
  expect(faultsIn(unzipSync(distributed))).toBe('');
  expect(faultsIn(asPlainOfd(unzipSync(archived)))).toBe('');
});
