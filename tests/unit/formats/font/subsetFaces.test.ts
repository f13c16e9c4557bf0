import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import * as fontkit from 'fontkit';
import { expect, test } from 'vitest';
import { FontError } from '#formats/font/fontError.ts';
import { missingCharacters } from '#formats/font/missingCharacters.ts';
import { readSfntTables } from '#formats/font/sfntTables.ts';
import { type SlotFonts, slotFonts } from '#formats/font/slotFonts.ts';
import { subsetFaces, type UsedCharacters } from '#formats/font/subsetFaces.ts';
import { writeCharacterMap } from '#formats/font/writeCharacterMap.ts';
import { writeSfnt } from '#formats/font/writeSfnt.ts';
import { FontChoice } from '#shared/layout/fontChoice.ts';
import { type FontFace, type FontSlot, fontSlots } from '#shared/layout/fontSlot.ts';
import { madeFont, postScriptFont, withFontFolder } from './madeFonts.ts';

const marks = '，。、；：（）《》“”‘’【】〔〕—…·！？';

function bytesOf(face: FontFace | undefined): Buffer {
  return Buffer.from(face?.dataUrl.slice(face.dataUrl.indexOf(',') + 1) ?? '', 'base64');
}

function opened(face: FontFace | undefined): fontkit.Font {
  return fontkit.create(bytesOf(face)) as fontkit.Font;
}

async function faceOf(slot: FontSlot, text: string, fonts?: SlotFonts) {
  const [face] = await subsetFaces([{ slot, text, place: '正文' }], fonts ? { fonts } : {});
  return face;
}

test('every slot gives a static TrueType face with the characters asked for and no others', async () => {
  const faces = await subsetFaces(fontSlots.map((slot) => ({ slot, text: '云溪水云', place: '正文' })));
  expect(faces.map((face) => face.slot)).toEqual([...fontSlots]);
  for (const face of faces) {
    expect(charactersOf(face)).toBe([...'云溪水'].sort().join(''));
    const bytes = bytesOf(face);
    expect(bytes.readUInt32BE(0)).toBe(0x00010000);
    const tables = readSfntTables(bytes);
    expect(tables.has('glyf')).toBe(true);
    expect(tables.has('fvar')).toBe(false);
  }
});

/** The characters a face holds. */
function charactersOf(face: FontFace | undefined): string {
  return opened(face)
    .characterSet.filter((point) => point !== 0xffff)
    .map((point) => String.fromCodePoint(point))
    .sort()
    .join('');
}

test('faces that follow an issue keep what is gone from its text, and others are not changed by it', async () => {
  const used: UsedCharacters = new Map();
  const face = async (text: string, its?: UsedCharacters) =>
    (await subsetFaces([{ slot: 'body', text, place: '正文' }], { used: its }))[0];
  const whole = await face('云溪水', used);
  expect(await face('云', used)).toBe(whole);
  expect(charactersOf(await face('云山', used))).toBe([...'云山水溪'].sort().join(''));
  expect(charactersOf(await face('云'))).toBe('云');
});

test('a character no font has is listed once, with every place', async () => {
  const at = { part: 'article', article: 0, block: 0 } as const;
  const missing = await missingCharacters([
    { slot: 'body', text: '云\u{F0000}溪', place: '第1篇第1段', at },
    { slot: 'body', text: '\u{F0000}', place: '第1篇第2段', at: { ...at, block: 1 } },
  ]);
  expect(missing).toEqual([
    {
      slot: 'body',
      font: '仿宋（Neikan Fang）',
      character: '\u{F0000}',
      places: ['第1篇第1段', '第1篇第2段'],
      at,
    },
  ]);
});

test('with one mark come all by which the browser tells how to set it, though the font have none of them', async () => {
  expect(charactersOf(await faceOf('hei', '云，'))).toBe([...'云“”‘’、。，．：；'].sort().join(''));
  await withFontFolder(async (folder) => {
    writeFileSync(
      join(folder, 'a.ttf'),
      await madeFont({ chinese: '黑体', english: 'SimHei', like: 'title', characters: '云，' }),
    );
    const fonts = await slotFonts(['hei'], FontChoice.parse({}));
    expect(charactersOf(await faceOf('hei', '云，', fonts))).toBe([...'云“”‘’、。，．：；'].sort().join(''));
  });
});

test('these marks keep to their half of the square by more than a pixel of 14 pt, however wide a font draws them', async () => {
  for (const slot of ['title', 'body', 'hei', 'song'] as const) {
    const font = opened(await faceOf(slot, '，'));
    const boxOf = (character: string) => font.glyphForCodePoint(character.charCodeAt(0)).bbox;
    for (const character of '”’、。，．：；') expect(boxOf(character).maxX).toBeLessThanOrEqual(440);
    for (const character of '“‘') expect(boxOf(character).minX).toBeGreaterThanOrEqual(560);
  }
});

/** How much of its width a mark gives up where it stands beside another, and from which side; by the feature `halt`. */
function squeezed(font: fontkit.Font, character: string) {
  const { positions } = font.layout(character, ['halt']);
  const { glyphs } = font.layout(character);
  const [position, glyph] = [positions[0], glyphs[0]];
  return { x: position?.xOffset, width: (position?.xAdvance ?? 0) - (glyph?.advanceWidth ?? 0) };
}

test('every slot closes the same marks up by the same half of a square', async () => {
  for (const slot of fontSlots) {
    const font = opened(await faceOf(slot, `${marks}云`));
    for (const [kind, x] of [
      ['（《【〔', -500],
      ['，。、；：）》】〕', 0],
    ] as const) {
      for (const character of kind)
        expect([slot, character, squeezed(font, character)]).toEqual([slot, character, { x, width: -500 }]);
    }
    for (const character of '云！？…') expect(squeezed(font, character)).toEqual({ x: 0, width: 0 });
  }
});

test('two dashes join in every slot, at one height whichever font draws them', async () => {
  for (const slot of fontSlots) {
    const font = opened(await faceOf(slot, '—'));
    const { advanceWidth, bbox } = font.glyphForCodePoint(0x2014);
    expect([bbox.minX, bbox.maxX, advanceWidth]).toEqual([0, font.unitsPerEm, font.unitsPerEm]);
  }
});

/** Fonts of an office in place of those that ship; `text` is what they have. */
async function withOfficeFonts<Result>(text: string, work: (fonts: SlotFonts) => Promise<Result>): Promise<Result> {
  return withFontFolder(async (folder) => {
    // 楷体 with its narrow quotation marks and dots, and without the feature, as 仿宋; 黑体 as the digits.
    const body = { chinese: '仿宋', english: 'FangSong', like: 'kai', characters: text, squeeze: 'none' } as const;
    const digits = {
      chinese: '数',
      english: 'Times New Roman',
      like: 'hei',
      characters: text,
      squeeze: 'none',
    } as const;
    writeFileSync(join(folder, 'body.ttf'), await madeFont(body));
    writeFileSync(join(folder, 'digits.ttf'), await madeFont(digits));
    return work(await slotFonts(['body', 'digits'], FontChoice.parse({})));
  });
}

test('a face of another font is as wide, as high and as squeezed as that of the font that ships', async () => {
  const text = `${marks}云溪水0123456789%WMaig`;
  await withOfficeFonts(text, async (fonts) => {
    for (const slot of ['body', 'digits'] as const) {
      const [own, shipped] = [opened(await faceOf(slot, text, fonts)), opened(await faceOf(slot, text))];
      expect(own.familyName).not.toBe(shipped.familyName);
      expect([own.ascent, own.descent]).toEqual([shipped.ascent, shipped.descent]);
      for (const character of text) {
        const point = character.codePointAt(0) as number;
        const [ownGlyph, glyph] = [own.glyphForCodePoint(point), shipped.glyphForCodePoint(point)];
        expect([slot, character, ownGlyph.advanceWidth]).toEqual([slot, character, glyph.advanceWidth]);
        expect(squeezed(own, character)).toEqual(squeezed(shipped, character));
        expect(ownGlyph.bbox.maxX).toBeGreaterThan(ownGlyph.bbox.minX);
      }
    }
  });
});

test('quotation marks that a font draws narrow stand in their halves of the square', async () => {
  await withOfficeFonts(marks, async (fonts) => {
    const font = opened(await faceOf('body', marks, fonts));
    for (const character of '“‘')
      expect(font.glyphForCodePoint(character.charCodeAt(0)).bbox.minX).toBeGreaterThan(500);
    for (const character of '”’') expect(font.glyphForCodePoint(character.charCodeAt(0)).bbox.maxX).toBeLessThan(500);
  });
});

test('a comma that a font draws in the middle of its square is moved into the left half', async () => {
  await withFontFolder(async (folder) => {
    const bytes = await madeFont({ chinese: '仿宋', english: 'FangSong', like: 'body', characters: '，？' });
    // The question mark of this font stands in the middle; it becomes the comma.
    const tables = new Map(readSfntTables(bytes)).set('cmap', writeCharacterMap([0xff0b, 0xff0c]));
    writeFileSync(join(folder, 'a.ttf'), writeSfnt(tables));
    const fonts = await slotFonts(['body'], FontChoice.parse({}));
    const { bbox } = opened(await faceOf('body', '，', fonts)).glyphForCodePoint(0xff0c);
    expect(bbox.maxX - bbox.minX).toBeGreaterThan(300);
    expect(bbox.maxX).toBeLessThanOrEqual(440);
  });
});

test('a substitute is drawn into the face of the slot at the size of its other characters', async () => {
  const substitutes = [{ slot: 'body', character: '喆', family: 'LXGW WenKai' }];
  const fonts = await slotFonts(['body'], FontChoice.parse({ source: 'shippedOnly', substitutes }));
  const face = await faceOf('body', '云喆', fonts);
  expect(charactersOf(face)).toBe('云喆');
  const drawn = opened(face).glyphForCodePoint('喆'.charCodeAt(0));
  const theirs = opened(await faceOf('kai', '喆')).glyphForCodePoint('喆'.charCodeAt(0));
  expect(drawn.path.toSVG()).toBe(theirs.path.toSVG());
  // The same characters without the decision are another face.
  expect(charactersOf(await faceOf('body', '云喆'))).toBe('云');
});

test('a face has a blank where a text has a tab or a line end, which a page shows as one', async () => {
  expect(charactersOf(await faceOf('hei', '云\t溪\n'))).toBe(' 云溪');
});

test('a font of PostScript curves becomes a TrueType face', async () => {
  await withFontFolder(async (folder) => {
    writeFileSync(join(folder, 'a.otf'), postScriptFont('宋体', 'SimSun', 20));
    const fonts = await slotFonts(['song'], FontChoice.parse({}));
    const face = await faceOf('song', 'BCD', fonts);
    expect(readSfntTables(bytesOf(face)).has('glyf')).toBe(true);
    expect(opened(face).unitsPerEm).toBe(2000);
    expect(charactersOf(face)).toBe('BCD');
    // It has a blank for its A: white is no letter.
    await expect(faceOf('song', 'ABC', fonts)).rejects.toThrow('字体文件已损坏：宋体（a.otf）。');
  });
});

test('a font whose outlines turn out damaged is told of by name and file', async () => {
  await withFontFolder(async (folder) => {
    const bytes = await madeFont({ chinese: '仿宋', english: 'FangSong', like: 'body', characters: '云溪水' });
    // All flags of all points say "repeat": the points run over the end of the glyph.
    readSfntTables(bytes).get('glyf')?.fill(0x7f, 12);
    writeFileSync(join(folder, 'a.ttf'), bytes);
    const fonts = await slotFonts(['body'], FontChoice.parse({}));
    await expect(faceOf('body', '云溪水', fonts)).rejects.toThrow('字体文件已损坏：仿宋（a.ttf）。');
  });
});

test('the same characters of the same font have the same bytes, and bring its name and rights along', async () => {
  const [one, other] = [bytesOf(await faceOf('title', '溪云')), bytesOf(await faceOf('title', '云溪'))];
  expect(one.equals(other)).toBe(true);
  const font = opened(await faceOf('body', '云'));
  expect(font.familyName).toBe('Neikan Fang');
  expect(font['OS/2'].fsType.noSubsetting).toBe(false);
});

test.each([
  ['TrueType', () => madeFont({ chinese: '仿宋', english: 'FangSong', like: 'body', characters: '云溪水ABC' })],
  ['PostScript', async () => postScriptFont('仿宋', 'FangSong', 20)],
])(
  'a %s font with any bytes changed or missing prints, is passed over or is told of, and nothing else',
  async (_kind, made) => {
    const whole = await made();
    const change = fc.record({ at: fc.nat({ max: whole.length - 1 }), byte: fc.nat({ max: 255 }) });
    const changes = fc.array(change, { minLength: 1, maxLength: 20 });
    await withFontFolder(async (folder) => {
      await fc.assert(
        fc.asyncProperty(changes, fc.option(fc.nat({ max: whole.length })), async (places, length) => {
          const bytes = Buffer.from(whole);
          for (const { at, byte } of places) bytes[at] = byte;
          writeFileSync(join(folder, 'a.ttf'), bytes.subarray(0, length ?? bytes.length));
          const fonts = await slotFonts(['body'], FontChoice.parse({}));
          const face = await faceOf('body', '云溪水ABC', fonts).catch((error: unknown) => error);
          if (face instanceof Error) expect(face).toBeInstanceOf(FontError);
        }),
        { numRuns: 200 },
      );
    });
  },
);
