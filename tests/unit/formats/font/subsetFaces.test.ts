import * as fontkit from 'fontkit';
import { expect, test } from 'vitest';
import { missingCharacters } from '#formats/font/missingCharacters.ts';
import { subsetFaces } from '#formats/font/subsetFaces.ts';
import { fontSlots } from '#shared/layout/fontSlot.ts';

test('every slot gives a static TrueType face with exactly the characters asked for', async () => {
  const faces = await subsetFaces(fontSlots.map((slot) => ({ slot, text: '云溪水，云', place: '正文' })));
  expect(faces.map((face) => face.slot)).toEqual([...fontSlots]);
  for (const face of faces) {
    const bytes = Buffer.from(face.dataUrl.slice(face.dataUrl.indexOf(',') + 1), 'base64');
    expect(bytes.readUInt32BE(0)).toBe(0x00010000);
    const tables = Array.from({ length: bytes.readUInt16BE(4) }, (_, index) =>
      bytes.toString('latin1', 12 + index * 16, 16 + index * 16),
    );
    expect(tables).toContain('glyf');
    expect(tables).not.toContain('fvar');
    const points = (fontkit.create(bytes) as fontkit.Font).characterSet;
    expect(
      points
        .filter((point) => point !== 0xffff)
        .map((point) => String.fromCodePoint(point))
        .sort(),
    ).toEqual([...'云溪水，'].sort());
  }
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
