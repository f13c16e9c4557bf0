import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { archiveRules, checkOfdArchive } from '#formats/ofd/checkOfdArchive.ts';
import { exchanged, handmadeFace, handmadeFiles, type OfdFiles, zipped } from './handmadeOfd.ts';

let files: OfdFiles;
beforeAll(async () => {
  const made = handmadeFiles(await handmadeFace());
  // Turned text is read, but an archive is set upright.
  files = exchanged(made, 'Doc_0/Pages/Page_1/Content.xml', ' CTM="0 1 -1 0 20 0"', '');
});

const document = 'Doc_0/Document.xml';
const publicResources = 'Doc_0/PublicRes.xml';
const images = 'Doc_0/DocumentRes.xml';
const page = 'Doc_0/Pages/Page_0/Content.xml';

/** A font file with one entry of its directory renamed: the table is gone. */
function withoutTable(face: Uint8Array, tag: string): Uint8Array {
  const changed = Buffer.from(face);
  for (let at = 12; at < 12 + changed.readUInt16BE(4) * 16; at += 16) {
    if (changed.toString('latin1', at, at + 4) === tag) changed.write('XXXX', at, 'latin1');
  }
  return new Uint8Array(changed);
}

const change = (path: string, old: string, text: string) => exchanged(files, path, old, text);
const addFile = (element: string, path: string) => ({
  ...change(document, '</ofd:Document>', `<ofd:${element}>${path}</ofd:${element}></ofd:Document>`),
  [`Doc_0/${path}`]: `<ofd:${element} xmlns:ofd="http://www.ofdspec.org/2016"/>`,
});

/** For each rule one way to break it, and what else must break with it. */
const faults: Readonly<Record<string, { readonly damage: () => OfdFiles; readonly also?: readonly string[] }>> = {
  documentType: { damage: () => change('OFD.xml', 'OFD-A', 'OFD') },
  singleDocument: {
    damage: () =>
      change(
        'OFD.xml',
        '</ofd:OFD>',
        '<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
      ),
  },
  metadata: { damage: () => change('OFD.xml', '<ofd:Author>云溪县办公室</ofd:Author>', '') },
  encryption: {
    damage: () => ({ ...files, 'Encryptions.xml': '<a xmlns="http://www.ofdspec.org/2016"/>' }),
    also: ['strayFile'],
  },
  signature: {
    damage: () => ({
      ...change(
        'OFD.xml',
        '</ofd:DocBody>',
        '<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody>',
      ),
      'Doc_0/Signs/Signatures.xml': '<ofd:Signatures xmlns:ofd="http://www.ofdspec.org/2016"/>',
    }),
  },
  namespace: { damage: () => change(images, 'http://www.ofdspec.org/2016', 'http://www.ofdspec.org') },
  missingFile: {
    damage: () => Object.fromEntries(Object.entries(files).filter(([name]) => name !== 'Doc_0/Res/image_0.png')),
  },
  externalReference: {
    damage: () => change(images, '<ofd:MediaFile>image_0.png', '<ofd:MediaFile>http://example.invalid/image_0.png'),
    also: ['strayFile'],
  },
  strayFile: { damage: () => ({ ...files, 'Doc_0/Res/notes.txt': '云溪' }) },
  permissions: { damage: () => change(document, '</ofd:Document>', '<ofd:Permissions/></ofd:Document>') },
  viewPreferences: { damage: () => change(document, '</ofd:Document>', '<ofd:VPreferences/></ofd:Document>') },
  extensions: { damage: () => addFile('Extensions', 'Extensions.xml') },
  attachments: { damage: () => addFile('Attachments', 'Attachments.xml') },
  annotations: { damage: () => addFile('Annotations', 'Annotations.xml') },
  gotoOnly: {
    damage: () =>
      change(
        document,
        '</ofd:Document>',
        '<ofd:Actions><ofd:Action Event="DO"><ofd:URI URI="http://example.invalid"/></ofd:Action></ofd:Actions></ofd:Document>',
      ),
  },
  objectActions: {
    damage: () =>
      change(
        page,
        '<ofd:FillColor Value="230 0 0"/><ofd:TextCode',
        '<ofd:Actions><ofd:Action Event="CLICK"><ofd:Goto><ofd:Dest Type="Fit" PageID="2"/></ofd:Goto></ofd:Action></ofd:Actions><ofd:TextCode',
      ),
  },
  gotoTarget: { damage: () => change(document, 'PageID="2"', 'PageID="19"') },
  resourcePlacement: {
    damage: () => ({
      ...files,
      [images]: String(files[images]).replace(
        '<ofd:MultiMedias>',
        '<ofd:Fonts><ofd:Font ID="18" FontName="NeikanFang"><ofd:FontFile>font_0.ttf</ofd:FontFile></ofd:Font></ofd:Fonts><ofd:MultiMedias>',
      ),
      [page]: String(files[page]).replace('Font="3"', 'Font="18"'),
    }),
  },
  fontEmbedded: {
    damage: () => change(publicResources, '<ofd:FontFile>font_0.ttf</ofd:FontFile>', ''),
    also: ['strayFile'],
  },
  fontTables: {
    damage: () => ({
      ...files,
      'Doc_0/Res/font_0.ttf': withoutTable(files['Doc_0/Res/font_0.ttf'] as Uint8Array, 'post'),
    }),
  },
  imageFormat: { damage: () => ({ ...files, 'Doc_0/Res/image_0.png': new TextEncoder().encode('GIF89a') }) },
  audioVideo: { damage: () => change(images, 'Type="Image"', 'Type="Video"') },
  colourSpace: {
    damage: () => ({
      ...files,
      [publicResources]: String(files[publicResources]).replace(
        '<ofd:Fonts>',
        '<ofd:ColorSpaces><ofd:ColorSpace ID="18" Type="LAB"/></ofd:ColorSpaces><ofd:Fonts>',
      ),
      [page]: String(files[page]).replace('<ofd:FillColor Value', '<ofd:FillColor ColorSpace="18" Value'),
    }),
  },
  pageBox: { damage: () => change(document, '0 0 210 297', '0 0 210 0') },
  boundary: { damage: () => change(page, 'Boundary="28 47 156 10"', 'Boundary="28 47"') },
  blockDepth: {
    damage: () =>
      change(
        page,
        '<ofd:ImageObject',
        '<ofd:PageBlock ID="14"><ofd:PageBlock ID="15"><ofd:PageBlock ID="16"><ofd:PageBlock ID="17"/></ofd:PageBlock></ofd:PageBlock></ofd:PageBlock><ofd:ImageObject',
      ),
  },
  clip: {
    damage: () =>
      change(
        page,
        '<ofd:FillColor Value="230 0 0"/><ofd:AbbreviatedData>',
        '<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary="0 0 156 0"><ofd:AbbreviatedData>M 0 0 L 156 0</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips><ofd:AbbreviatedData>',
      ),
  },
  strokeAttributes: {
    damage: () => change(page, 'Stroke="false" Fill="true"', 'Stroke="false" Fill="true" LineWidth="0.5"'),
  },
  textSize: { damage: () => change(page, 'Size="5.6"', 'Size="0"') },
  textScale: { damage: () => change(page, 'Size="5.6"', 'Size="5.6" CTM="0.9 0 0 1 0 0"') },
  interpolation: { damage: () => change(page, 'ResourceID="4"', 'ResourceID="4" Interpolate="true"') },
  uniqueIds: { damage: () => change(page, 'ID="7"', 'ID="6"') },
  maximumId: { damage: () => change(document, '<ofd:MaxUnitID>20', '<ofd:MaxUnitID>11') },
  undefinedResource: { damage: () => change(page, 'ResourceID="4"', 'ResourceID="19"'), also: ['unusedResource'] },
  unusedResource: {
    damage: () =>
      change(page, '<ofd:ImageObject ID="9" Boundary="60 100 90 45" CTM="90 0 0 45 0 0" ResourceID="4"/>', ''),
  },
  sharedImage: {
    damage: () => ({
      ...files,
      [document]: String(files[document]).replace('<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>', ''),
      [page]: String(files[page]).replace(
        '<ofd:Content>',
        '<ofd:PageRes>../../DocumentRes.xml</ofd:PageRes><ofd:Content>',
      ),
      'Doc_0/Pages/Page_1/Content.xml': String(files['Doc_0/Pages/Page_1/Content.xml']).replace(
        '<ofd:PageBlock',
        '<ofd:ImageObject ID="13" Boundary="60 100 90 45" CTM="90 0 0 45 0 0" ResourceID="4"/><ofd:PageBlock',
      ),
    }),
  },
  glyphs: { damage: () => change(page, '云溪', '云山') },
};

test('a good archive has no faults', () => {
  expect(checkOfdArchive(zipped(files))).toEqual([]);
});

test('there is a fault here for every rule', () => {
  expect(Object.keys(faults)).toEqual(archiveRules.map(({ name }) => name));
});

test.each(Object.entries(faults))(
  'the rule %s finds its fault, and no other rule speaks',
  (name, { damage, also = [] }) => {
    const findings = checkOfdArchive(zipped(damage()));
    expect([...new Set(findings.map(({ rule }) => rule))].sort()).toEqual([name, ...also].sort());
    for (const { place, message } of findings) {
      expect(place).not.toBe('');
      expect(message).toMatch(/\p{Script=Han}/u);
    }
  },
);

test('a glyph number that the font does not have is found', () => {
  const ligature = (glyph: number) =>
    `<ofd:CGTransform CodePosition="0" CodeCount="1"><ofd:Glyphs>${glyph}</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="30" Y="5">水</ofd:TextCode>`;
  const made = (glyph: number) => change(page, '<ofd:TextCode X="30" Y="5">水</ofd:TextCode>', ligature(glyph));
  expect(checkOfdArchive(zipped(made(2)))).toEqual([]);
  expect(checkOfdArchive(zipped(made(9999))).map(({ rule }) => rule)).toEqual(['glyphs']);
});

test('docs/ofd.md lists every rule, in this order', () => {
  const listed = [...readFileSync('docs/ofd.md', 'utf8').matchAll(/^\| `([a-z]\w+)` \|/gm)].map((match) => match[1]);
  expect(listed).toEqual(archiveRules.map(({ name }) => name));
});
