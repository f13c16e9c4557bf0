import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOfd } from '#formats/ofd/readOfd.ts';
import { readPdfTexts } from '#formats/pdf/readPdfTexts.ts';
import { makeVolume, type Volume, type VolumePart } from '#formats/volume/makeVolume.ts';
import { createPrinter, type Printer } from '#hosts/chromium/printer.ts';
import { type FrozenPart, frozenIssue, parameters } from './boundParts.ts';

let printer: Printer;
let first: FrozenPart;
let third: FrozenPart;
let volume: Volume;
beforeAll(async () => {
  printer = await createPrinter();
  first = await frozenIssue(1, { marking: ['秘密★1年'] }, printer.print);
  third = await frozenIssue(3, { column: '经验交流', marking: ['机密★1年', '注意保存'] }, printer.print);
  volume = await bind([first, absent, third]);
});
afterAll(() => printer?.close());

const absent = { kind: 'absent', text: '第2期', absence: 'destroyed' } as const satisfies VolumePart;

const bind = (parts: readonly VolumePart[], change: Partial<Parameters<typeof makeVolume>[0]> = {}) =>
  makeVolume({
    publication: '禾川信息',
    organ: '禾川县水务局办公室',
    span: '2024年',
    parts,
    parameters,
    unitsOf: ({ unit }) => [unit],
    print: printer.print,
    withOfd: true,
    step: () => {},
    ...change,
  });

/** Two pages of front matter with a blank back each, five pages of an issue and its blank back, five and one more, three indexes. */
const before = 4;
const starts = [1, 7] as const;

test('every page of an issue has its own text and the number of the volume, in the PDF and in the OFD', async () => {
  const texts = await readPdfTexts(volume.pdf);
  const { pages } = readOfd(volume.ofd as Uint8Array);
  expect(texts).toHaveLength(volume.pages);
  expect(pages).toHaveLength(volume.pages);
  for (const [index, issue] of [first, third].entries()) {
    const own = await readPdfTexts(issue.pdf);
    const ownOfd = readOfd(issue.ofd()).pages;
    expect(own.length).toBeGreaterThan(3);
    for (const [at, text] of own.entries()) {
      const number = (starts[index] as number) + at;
      const place = before + number - 1;
      expect(texts[place]).toBe(`${text}合订本第${number}页`);
      const glyphs = pages[place]?.objects.flatMap((object) => (object.kind === 'text' ? object.glyphs : [])) ?? [];
      const ownGlyphs = ownOfd[at]?.objects.flatMap((object) => (object.kind === 'text' ? object.glyphs : [])) ?? [];
      expect(glyphs.slice(0, ownGlyphs.length)).toEqual(ownGlyphs);
      expect(
        glyphs
          .slice(ownGlyphs.length)
          .map((glyph) => glyph.text)
          .join(''),
      ).toBe(`合订本第${number}页`);
    }
  }
});

test('sheets printed on both sides: each issue begins on a front, and its blank back is counted', async () => {
  const texts = await readPdfTexts(volume.pdf);
  expect(texts.map((text) => text === '')).toEqual(
    texts.map((_, leaf) => [1, 3, before + 5, before + 11].includes(leaf)),
  );
  const oneSided = await bind([first, third], {
    parameters: { ...parameters, mirroredMargins: false },
    withOfd: false,
  });
  expect((await readPdfTexts(oneSided.pdf)).filter((text) => text === '')).toEqual([]);
});

test('title, contents and indexes name what is bound and what is not, with pages of the volume', async () => {
  const texts = (await readPdfTexts(volume.pdf)).map((text) => text.replaceAll(/\s/g, ''));
  const [title = '', , contents = ''] = texts;
  expect(title).toMatch(/^禾川信息合订本2024年/);
  expect(title).toContain('第1—3期，共2期');
  // The highest kind, and the term that ends last: the one of the third issue.
  expect(title).toContain('机密★1年');
  expect(title).toContain('注意保存');
  expect(title).not.toContain('秘密');
  expect(contents).toMatch(/第1期2024年1月15日1柳溪镇.*渠道2枫塘乡请老放水员当师傅4/);
  expect(contents).toContain('第2期保管期满，已销毁');
  expect(contents).toMatch(/第3期2024年3月15日7/);
  expect(contents).toMatch(/单位索引13人名索引14栏目索引15/);
  expect(texts.at(-3)).toMatch(/^单位索引F枫塘乡.*4、10L柳溪镇.*2、8合订本第13页$/);
  expect(texts.at(-2)).toMatch(/^人名索引C程望川审核5、11L陆知行签发5、11S苏禾责任编辑5、11合订本第14页$/);
  expect(texts.at(-1)).toMatch(/^栏目索引J经验交流.*8.*10Z增刊.*2.*4合订本第15页$/);
});

test('outline, page labels and links lead to the pages they name', async () => {
  const task = getDocument({ data: new Uint8Array(volume.pdf), useSystemFonts: false, verbosity: 0 });
  const opened = await task.promise;
  const labels = await opened.getPageLabels();
  expect(labels?.slice(0, 6)).toEqual(['扉页', '扉页', '目录1', '目录2', '1', '2']);
  const outline = (await opened.getOutline()) ?? [];
  expect(outline.map(({ title }) => title)).toEqual(['目录', '第1期', '第3期', '单位索引', '人名索引', '栏目索引']);
  const labelOf = async (target: unknown) => {
    const [page] = target as [{ num: number; gen: number }];
    return labels?.[await opened.getPageIndex(page)];
  };
  const places = await Promise.all(outline.map(({ dest }) => labelOf(dest)));
  expect(places).toEqual(['目录1', '1', '7', '13', '14', '15']);
  expect(await Promise.all((outline[2]?.items ?? []).map(({ dest }) => labelOf(dest)))).toEqual(['8', '10']);
  const links = await (await opened.getPage(3)).getAnnotations();
  const led = await Promise.all(links.map((link: { dest: unknown }) => labelOf(link.dest)));
  expect(led).toEqual(['1', '2', '4', '7', '8', '10', '13', '14', '15']);
  expect(links.every((link: { url?: string; unsafeUrl?: string }) => !link.url && !link.unsafeUrl)).toBe(true);
  await task.destroy();

  const ofd = readOfd(volume.ofd as Uint8Array);
  expect(ofd.outline.map(({ title, page }) => [title, page - before + 1])).toEqual([
    ['目录', -1],
    ['第1期', 1],
    ['第3期', 7],
    ['单位索引', 13],
    ['人名索引', 14],
    ['栏目索引', 15],
  ]);
  const parts = unzipSync(volume.ofd as Uint8Array);
  const text = (path: string) => new TextDecoder().decode(parts[path]);
  const ids = [...text('Doc_0/Document.xml').matchAll(/<ofd:Page ID="(\d+)"/g)].map(([, id]) => id);
  const targets = [...text('Doc_0/Pages/Page_2/Content.xml').matchAll(/PageID="(\d+)"/g)].map(
    ([, id]) => ids.indexOf(id) - before + 1,
  );
  expect(targets).toEqual([1, 2, 4, 7, 8, 10, 13, 14, 15]);
});

test('many pages of one entry run on behind it, and no letter stays behind at the foot of a page', async () => {
  const parts = Array.from({ length: 24 }, (_, index): FrozenPart => {
    const number = { series: 'regular', year: 2024, serial: index + 1 } as const;
    return { ...third, document: { ...third.document, number } };
  });
  const { pdf } = await bind(parts, { withOfd: false });
  const texts = (await readPdfTexts(pdf)).map((text) => text.replaceAll(/\s/g, ''));
  const last = 24 * 6 - 1;
  expect(texts.find((text) => text.startsWith('人名索引'))).toContain(`C程望川审核5、11、17、23、`);
  expect(texts.find((text) => text.startsWith('单位索引'))).toContain(`、${last - 1}L`);
  const indexes = texts.slice(texts.findIndex((text) => text.startsWith('单位索引')));
  for (const text of indexes) expect(text).not.toMatch(/[A-Z](合订本第\d+页)?$/);
});

test('the same issues give the same bytes', async () => {
  const again = await bind([first, absent, third]);
  expect(Buffer.from(again.pdf).equals(volume.pdf)).toBe(true);
  expect(Buffer.from(again.ofd as Uint8Array).equals(volume.ofd as Uint8Array)).toBe(true);
});

test('whoever ends the work between two steps gets nothing', async () => {
  let steps = 0;
  const step = () => {
    steps += 1;
    if (steps === 5) throw new Error('ended');
  };
  await expect(bind([first, third], { step })).rejects.toThrow('ended');
  expect(steps).toBe(5);
});

const schemas = '../shared/ofd-schema';
const missing = !existsSync(schemas)
  ? '../shared/ofd-schema is not there'
  : spawnSync('xmllint', ['--version']).error
    ? 'xmllint (Debian: libxml2-utils) is not installed'
    : undefined;
if (missing)
  console.info(`skipped: validity of a bound OFD against the schemas of GB/T 33190-2016, because ${missing}`);

test.skipIf(missing)('every part of the OFD follows its schema, and no two things in it have one ID', () => {
  const folder = mkdtempSync(join(tmpdir(), 'neikan-volume-'));
  try {
    const ids: string[] = [];
    for (const [path, bytes] of Object.entries(unzipSync(volume.ofd as Uint8Array))) {
      if (!path.endsWith('.xml')) continue;
      ids.push(...[...new TextDecoder().decode(bytes).matchAll(/ ID="(\d+)"/g)].map(([, id]) => id as string));
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
      const name = basename(path);
      const schema =
        name === 'Content.xml' ? 'Page.xsd' : name.endsWith('Res.xml') ? 'Res.xsd' : name.replace(/\.xml$/, '.xsd');
      const { status, stderr } = spawnSync('xmllint', ['--noout', '--schema', join(schemas, schema), file], {
        encoding: 'utf8',
      });
      expect(status === 0 ? '' : stderr).toBe('');
    }
    expect(new Set(ids).size).toBe(ids.length);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
