import { beforeAll, expect, test } from 'vitest';
import { UnreadableFileError } from '#formats/intake/unreadableFileError.ts';
import { readOfd } from '#formats/ofd/readOfd.ts';
import { exchanged, handmadeFace, handmadeFiles, type OfdFiles, onePixel, zipped } from './handmadeOfd.ts';

let files: OfdFiles;
beforeAll(async () => {
  files = handmadeFiles(await handmadeFace());
});

test('a page written by hand gives its lines with the place of every glyph', () => {
  const { pages } = readOfd(zipped(files));
  const [first, second] = pages;
  expect([first?.width_mm, first?.height_mm]).toEqual([210, 297]);
  expect([second?.width_mm, second?.height_mm]).toEqual([148, 210]);
  expect(first?.lines.map(({ text, y_mm }) => [text, y_mm])).toEqual([
    ['河长到村。', 42],
    ['云溪水', 52],
  ]);
  const places = first?.lines.map(({ glyphs }) => glyphs.map(({ x_mm }) => Number(x_mm.toFixed(3))));
  expect(places).toEqual([
    [28, 33.6, 39.2, 44.8, 50.8],
    [38, 43.6, 58],
  ]);
});

test('a turned text is placed by its matrix, inside a block too', () => {
  const [text] = readOfd(zipped(files)).pages[1]?.objects ?? [];
  // (1, 2) turned by 90° is (−2, 1); the matrix moves it by 20, the boundary begins at 28, 40.
  expect(text).toMatchObject({
    kind: 'text',
    glyphs: [
      { text: '水', x_mm: 46, y_mm: 41 },
      { text: '清', x_mm: 46, y_mm: 45 },
    ],
  });
});

test('paths, images and fonts come with what they refer to', () => {
  const { pages, fonts, images } = readOfd(zipped(files));
  const [, , path, image] = pages[0]?.objects ?? [];
  expect(path).toMatchObject({ kind: 'path', boundary: [28, 60, 156, 0.7], fill: '#e60000', stroke: undefined });
  expect(image).toMatchObject({ kind: 'image', matrix: [90, 0, 0, 45, 60, 100], image: 4 });
  expect(images.get(4)).toEqual({ format: 'PNG', bytes: onePixel });
  expect(fonts.get(3)?.name).toBe('NeikanFang');
  expect(fonts.get(3)?.bytes?.length).toBeGreaterThan(1000);
});

test('what the document says about itself and its outline come back', () => {
  const { type, information, outline } = readOfd(zipped(files));
  expect(type).toBe('OFD-A');
  expect(information).toMatchObject({
    id: '0123456789abcdef0123456789abcdef',
    title: '云溪信息 第3期',
    author: '云溪县办公室',
    subject: '水利专刊',
    creationDate: '2026-03-05',
  });
  expect(information.custom.map(([name]) => name)).toEqual(['题名', '责任者', '日期']);
  const inner = { title: '水清', page: 1, left_mm: 28, top_mm: 50.5, entries: [] };
  expect(outline).toEqual([{ title: '河长到村', page: 0, left_mm: 28, top_mm: 37, entries: [inner] }]);
});

test('a template is drawn under its page or over it', () => {
  const template = `<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer ID="15"><ofd:TextObject ID="16" Boundary="0 0 9 9" Font="3" Size="4"><ofd:TextCode X="0" Y="4">清</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>`;
  let made = exchanged(
    { ...files, 'Doc_0/Tpls/Tpl_0.xml': template },
    'Doc_0/Document.xml',
    '</ofd:CommonData>',
    '<ofd:TemplatePage ID="14" BaseLoc="Tpls/Tpl_0.xml"/></ofd:CommonData>',
  );
  made = exchanged(
    made,
    'Doc_0/Pages/Page_0/Content.xml',
    '<ofd:Content>',
    '<ofd:Template TemplateID="14"/><ofd:Content>',
  );
  made = exchanged(
    made,
    'Doc_0/Pages/Page_1/Content.xml',
    '<ofd:Content>',
    '<ofd:Template TemplateID="14" ZOrder="Foreground"/><ofd:Content>',
  );
  const texts = readOfd(zipped(made)).pages.map(({ objects }) =>
    objects.map((object) => (object.kind === 'text' ? object.glyphs.map(({ text }) => text).join('') : object.kind)),
  );
  expect(texts).toEqual([
    ['清', '河长到村。', '云溪水', 'path', 'image'],
    ['水清', '清'],
  ]);
});

test('a glyph that stands for two characters is one glyph', () => {
  const ligature =
    '<ofd:CGTransform CodePosition="0" CodeCount="2"><ofd:Glyphs>7</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="30" Y="5">水清</ofd:TextCode>';
  const made = exchanged(
    files,
    'Doc_0/Pages/Page_0/Content.xml',
    '<ofd:TextCode X="30" Y="5">水</ofd:TextCode>',
    ligature,
  );
  expect(readOfd(zipped(made)).pages[0]?.lines[1]?.glyphs.at(-1)).toEqual({
    text: '水清',
    x_mm: 58,
    y_mm: 52,
    glyph: 7,
  });
});

function without(path: string): OfdFiles {
  return Object.fromEntries(Object.entries(files).filter(([name]) => name !== path));
}

function withoutPages(): OfdFiles {
  const path = 'Doc_0/Document.xml';
  return { ...files, [path]: String(files[path]).replaceAll(/<ofd:Page ID[^>]*>/g, '') };
}

const page = 'Doc_0/Pages/Page_0/Content.xml';
const damages: readonly (readonly [what: string, damage: () => Uint8Array, message: RegExp])[] = [
  ['nothing', () => new Uint8Array(), /不是 OFD/],
  ['a text', () => new TextEncoder().encode('云溪信息'), /不是 OFD/],
  ['a ZIP of something else', () => zipped({ 'word/document.xml': '<a/>' }), /没有入口文件/],
  ['a file cut off', () => zipped(files).subarray(0, 4000), /已损坏/],
  ['a file without its end', () => zipped(files).slice(0, -30), /已损坏/],
  ['a missing document', () => zipped(without('Doc_0/Document.xml')), /已损坏/],
  ['a missing page', () => zipped(without(page)), /已损坏/],
  ['a missing resource file', () => zipped(without('Doc_0/PublicRes.xml')), /已损坏/],
  ['another root', () => zipped({ ...files, 'OFD.xml': '<ofd:Page/>' }), /已损坏/],
  ['XML that is not closed', () => zipped({ ...files, [page]: '<ofd:Page><ofd:Content>' }), /已损坏/],
  ['a document type', () => zipped({ ...files, [page]: '<!DOCTYPE a [<!ENTITY b "c">]><Page>&b;</Page>' }), /已损坏/],
  [
    'nesting without end',
    () => zipped({ ...files, [page]: `${'<PageBlock>'.repeat(5000)}${'</PageBlock>'.repeat(5000)}` }),
    /已损坏/,
  ],
  ['a page outside', () => zipped(exchanged(files, 'Doc_0/Document.xml', 'Pages/Page_0/', '../../')), /已损坏/],
  ['a boundary of three numbers', () => zipped(exchanged(files, page, '28 37 156 10', '28 37 156')), /已损坏/],
  ['a place that is no number', () => zipped(exchanged(files, page, 'X="10"', 'X="1e999"')), /已损坏/],
  ['steps that are none', () => zipped(exchanged(files, page, 'g 3 5.6 6', 'g 3 a')), /已损坏/],
  ['a text without font', () => zipped(exchanged(files, page, ' Font="3"', '')), /已损坏/],
  ['no pages', () => zipped(withoutPages()), /已损坏/],
  ['a ZIP that swells', () => zipped({ ...files, 'Doc_0/Res/a': new Uint8Array(101 * 1024 * 1024) }), /过大/],
];

test.each(damages)('%s is refused with one sentence', (_what, damage, message) => {
  let thrown: unknown;
  try {
    readOfd(damage());
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(UnreadableFileError);
  expect((thrown as Error).message).toMatch(message);
  expect((thrown as Error).message).not.toMatch(/Word|\n/);
});

test('any changed byte is noticed or changes nothing that is read', () => {
  const bytes = zipped(files);
  const whole = JSON.stringify(readOfd(bytes).pages);
  for (let at = 0; at < bytes.length; at += 97) {
    const changed = bytes.slice();
    changed[at] = (changed[at] ?? 0) ^ 0x55;
    let read: string | undefined;
    try {
      read = JSON.stringify(readOfd(changed).pages);
    } catch (error) {
      expect(error).toBeInstanceOf(UnreadableFileError);
    }
    if (read !== undefined) expect(read).toBe(whole);
  }
});
