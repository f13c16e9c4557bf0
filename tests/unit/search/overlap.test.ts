import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText } from '#shared/search/foldText.ts';
import { overlap } from '#shared/search/overlap.ts';
import { askedHashes, compactText, keptHashes, shingleHashes, shingleLength } from '#shared/search/shingles.ts';

const sign = fc.constantFrom(...'驿站建在路边的人食堂，。 \nＡa１');
const passage = fc.string({ unit: sign, minLength: 0, maxLength: 120, size: 'max' });

const plain = (text: string) => foldText(text).text.replaceAll(' ', '');

test('equal shingles have equal hashes, one for each place', () => {
  fc.assert(
    fc.property(passage, passage, passage, (before, middle, after) => {
      const whole = plain(before + middle + after);
      const hashes = shingleHashes(whole);
      expect(hashes).toHaveLength(Math.max(0, whole.length - shingleLength + 1));
      for (const [at, hash] of hashes.entries()) {
        expect(shingleHashes(whole.slice(at, at + shingleLength))).toEqual([hash]);
      }
    }),
    { numRuns: 50 },
  );
});

test('the share is that of the shingles that stand in the other text, and what is marked is common', () => {
  fc.assert(
    fc.property(passage, passage, passage, (one, common, other) => {
      const [text, source] = [one + common, common + other];
      const [words, sourceWords] = [plain(text), plain(source)];
      const count = Math.max(0, words.length - shingleLength + 1);
      let shared = 0;
      for (let at = 0; at < count; at += 1) if (sourceWords.includes(words.slice(at, at + shingleLength))) shared += 1;
      const found = overlap(text, source);
      expect(found.share).toBe(count === 0 ? 0 : shared / count);
      for (const { start, end } of found.ofText) {
        const piece = plain(text.slice(start, end));
        expect(piece.length).toBeGreaterThanOrEqual(shingleLength);
        expect(sourceWords).toContain(piece.slice(0, shingleLength));
      }
    }),
    { numRuns: 300 },
  );
});

test('whatever is common over 51 signs is found by what the index keeps', () => {
  const words = fc.string({
    unit: fc.constantFrom(...'天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏'),
    minLength: 51,
    maxLength: 51,
  });
  const around = fc.string({ unit: fc.constantFrom(...'甲乙丙丁戊己庚辛壬癸'), maxLength: 600, size: 'max' });
  fc.assert(
    fc.property(words, around, around, around, (common, before, after, other) => {
      const kept = new Set(keptHashes(compactText(before + common + after).text));
      expect(askedHashes(compactText(`${other}，${common}。${other}`).text).some((hash) => kept.has(hash))).toBe(true);
    }),
    { numRuns: 200 },
  );
});
