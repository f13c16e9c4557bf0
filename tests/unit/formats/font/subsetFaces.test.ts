import * as fontkit from 'fontkit';
import { expect, test } from 'vitest';
import { missingCharacters } from '#formats/font/missingCharacters.ts';
import { subsetFaces, type UsedCharacters } from '#formats/font/subsetFaces.ts';
import { type FontFace, fontSlots } from '#shared/layout/fontSlot.ts';

test('every slot gives a static TrueType face with exactly the characters asked for', async () => {
  const faces = await subsetFaces(fontSlots.map((slot) => ({ slot, text: '云溪水，云', place: '正文' })));
  expect(faces.map((face) => face.slot)).toEqual([...fontSlots]);
  for (const face of faces) {
    expect(charactersOf(face)).toBe([...'云溪水，'].sort().join(''));
    const bytes = Buffer.from(face.dataUrl.slice(face.dataUrl.indexOf(',') + 1), 'base64');
    expect(bytes.readUInt32BE(0)).toBe(0x00010000);
    const tables = Array.from({ length: bytes.readUInt16BE(4) }, (_, index) =>
      bytes.toString('latin1', 12 + index * 16, 16 + index * 16),
    );
    expect(tables).toContain('glyf');
    expect(tables).not.toContain('fvar');
  }
});

/** The characters a face holds. */
function charactersOf(face: FontFace | undefined): string {
  const bytes = Buffer.from(face?.dataUrl.slice(face.dataUrl.indexOf(',') + 1) ?? '', 'base64');
  return (fontkit.create(bytes) as fontkit.Font).characterSet
    .filter((point) => point !== 0xffff)
    .map((point) => String.fromCodePoint(point))
    .sort()
    .join('');
}

test('faces that follow an issue keep what is gone from its text, and others are not changed by it', async () => {
  const used: UsedCharacters = new Map();
  const face = async (text: string, its?: UsedCharacters) =>
    (await subsetFaces([{ slot: 'body', text, place: '正文' }], its))[0];
  const whole = await face('云溪水', used);
  expect(await face('云', used)).toBe(whole);
  expect(charactersOf(await face('云山', used))).toBe([...'云山水溪'].sort().join(''));
  expect(charactersOf(await face('云'))).toBe('云');
});

test('a character no font has is listed once, with every place', async () => {
  const missing = await missingCharacters([
    { slot: 'body', text: '云\u{F0000}溪', place: '第1篇第1段' },
    { slot: 'body', text: '\u{F0000}', place: '第1篇第2段' },
  ]);
  expect(missing).toEqual([
    { slot: 'body', font: '仿宋（Neikan Fang）', character: '\u{F0000}', places: ['第1篇第1段', '第1篇第2段'] },
  ]);
});
