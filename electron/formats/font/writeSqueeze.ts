import { uint16s } from './bigEndian.ts';
import { type SqueezedMark, squeezedMark } from './squeezedMarks.ts';

/** What is taken from the left of a mark, in halves of the em; its width always loses one half. */
const leftHalves: Readonly<Record<SqueezedMark, number>> = { opening: 1, closing: 0, middle: 0.5 };

/** Bits of a value format: which numbers a value holds. */
const [xPlacement, xAdvance] = [0x0001, 0x0004];

/**
 * A GPOS table with the one feature `halt`, by which browsers close punctuation up. `characters` are those of the face in
 * the order of its glyphs from 1 on. Every face gets it from here and none from its font: 楷体 fonts have none, others do not
 * agree, and lines would break differently. Undefined where the face has no such mark.
 */
export function writeSqueeze(characters: readonly string[], unitsPerEm: number): Buffer | undefined {
  const half = Math.round(unitsPerEm / 2);
  const subtables = Object.entries(leftHalves).flatMap(([kind, halves]) => {
    const glyphs = characters.flatMap((character, index) => (squeezedMark(character) === kind ? [index + 1] : []));
    if (glyphs.length === 0) return [];
    // One value for all glyphs of the list that follows it.
    return [uint16s(1, 10, xPlacement | xAdvance, -Math.round(half * halves), -half, 1, glyphs.length, ...glyphs)];
  });
  if (subtables.length === 0) return undefined;
  const scripts = ['DFLT', 'hani'];
  const scriptSize = 12;
  const scriptList = Buffer.concat([
    uint16s(scripts.length),
    ...scripts.map((tag, index) =>
      Buffer.concat([Buffer.from(tag, 'latin1'), uint16s(2 + scripts.length * 6 + index * scriptSize)]),
    ),
    // No language of its own, no required feature, the one feature.
    ...scripts.map(() => uint16s(4, 0, 0, 0xffff, 1, 0)),
  ]);
  const featureList = Buffer.concat([uint16s(1), Buffer.from('halt', 'latin1'), uint16s(8, 0, 1, 0)]);
  let offset = 6 + subtables.length * 2;
  const offsets = subtables.map((subtable) => {
    const at = offset;
    offset += subtable.length;
    return at;
  });
  const lookupList = Buffer.concat([uint16s(1, 4, 1, 0, subtables.length, ...offsets), ...subtables]);
  const featuresAt = 10 + scriptList.length;
  const header = uint16s(1, 0, 10, featuresAt, featuresAt + featureList.length);
  return Buffer.concat([header, scriptList, featureList, lookupList]);
}
