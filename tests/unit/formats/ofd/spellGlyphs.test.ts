import { expect, test } from 'vitest';
import type { OpenFace } from '#formats/ofd/openFace.ts';
import { spellGlyphs } from '#formats/ofd/spellGlyphs.ts';

/** Glyph 1 is shared by 一 and the radical that looks like it, 2 by two blanks, 9 is a ligature; others are their own character. */
const face = {
  name: 'NeikanTest',
  charactersOf: (glyph: number) => {
    if (glyph === 1) return ['\u2f00', '一'];
    if (glyph === 2) return [' ', '\u00a0'];
    return glyph === 9 ? [] : [String.fromCodePoint(glyph)];
  },
} as unknown as OpenFace;

const glyph = (character: string) => ({ face, glyph: character.codePointAt(0) as number, text: character });
const shared = { face, glyph: 1, text: '\u2f00' };
const ligature = { face, glyph: 9, text: '\t' };

function spelt(glyphs: readonly (string | typeof shared)[], texts: readonly string[]): string {
  const all = glyphs.flatMap((each) => (typeof each === 'string' ? [...each].map(glyph) : [each]));
  return spellGlyphs(all, texts).join('');
}

test('a shared glyph is the character that the document has at this place', () => {
  expect(spelt(['其', shared, '是', shared, '渠'], ['其一是一渠'])).toBe('其一是一渠');
  const both = ['部首“\u2f00”与汉字“一”'];
  expect(spelt(['部首“', shared, '”与汉字“', shared, '”'], both)).toBe(both[0]);
});

test('blanks in the document and at the ends of lines do not hide a place', () => {
  expect(spelt(['第', shared, '期'], ['第 一 期'])).toBe('第一期');
});

test('a ligature stands for what is between its neighbours', () => {
  expect(spelt(['o', ligature, 'ce'], ['the office'])).toBe('office');
});

test('a character beyond the BMP is itself', () => {
  expect(spelt(['𬭎塘村'], [])).toBe('𬭎塘村');
});

test('among blanks the one that the PDF says is taken', () => {
  expect(spellGlyphs([{ face, glyph: 2, text: '\u00a0' }], [])).toEqual(['\u00a0']);
  expect(spellGlyphs([{ face, glyph: 2, text: '?' }], [])).toEqual([' ']);
});

test('without its place a shared glyph is what the document uses at all', () => {
  expect(spelt([shared], ['一渠'])).toBe('一');
  expect(spelt([shared], ['渠'])).toBe('\u2f00');
});

test('a ligature that the document has nowhere is not written', () => {
  expect(() => spelt(['o', ligature, 'ce'], ['渠'])).toThrow(/不知是什么字/);
});
