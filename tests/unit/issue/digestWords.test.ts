import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { digestLine, digestWords } from '#shared/issue/digestWords.ts';

const everyByte = Array.from({ length: 256 }, (_value, byte) => byte.toString(16).padStart(2, '0')).join('');
const all = digestWords(everyByte, 256);

/** What a word sounds like to somebody who does not tell neighbouring sounds of the south apart. */
function blurred(word: string): string {
  return pinyin(word, { toneType: 'none', type: 'array' })
    .map((syllable) =>
      syllable
        .replace(/^([zcs])h/, '$1')
        .replace(/^[lr]/, 'n')
        .replace(/ng$/, 'n'),
    )
    .join(' ');
}

describe('the words of a digest', () => {
  it('has a word of two Han characters for each byte', () => {
    expect(all).toHaveLength(256);
    for (const word of all) expect(word).toMatch(/^\p{Script=Han}{2}$/u);
  });

  it('has no character in two words', () => {
    expect(new Set(all.join('')).size).toBe(512);
  });

  it('has no two words that sound alike without tones', () => {
    expect(new Set(all.map((word) => pinyin(word, { toneType: 'none' }))).size).toBe(256);
  });

  it('has no two words that sound alike where neighbouring sounds are one', () => {
    const bySound = Map.groupBy(all, blurred);
    expect([...bySound.values()].filter((words) => words.length > 1)).toEqual([]);
  });

  it('reads the digest from its beginning, eight words of it, in two halves', () => {
    const digest = `00ff10${'0123456789'.repeat(6)}`.padEnd(64, 'a');
    expect(digestWords(digest)).toHaveLength(8);
    expect(digestWords(digest).slice(0, 3)).toEqual([all[0], all[255], all[16]]);
    expect(digestLine(digest)).toBe(
      `${digestWords(digest).slice(0, 4).join(' ')}　${digestWords(digest).slice(4).join(' ')}`,
    );
  });

  it('reads the same for good', () => {
    expect(digestLine('0123456789abcdef'.repeat(4))).toBe('柏树 刺猬 黑板 拉链　南极 绳索 小麦 早晨');
  });

  it('changes with any of the bits it carries, and carries more where more is asked for', () => {
    const digest = '0'.repeat(64);
    for (let bit = 0; bit < 64; bit += 1) {
      const changed = (1n << BigInt(255 - bit)).toString(16).padStart(64, '0');
      expect(digestLine(changed)).not.toBe(digestLine(digest));
    }
    expect(digestWords(digest, 32)).toHaveLength(32);
  });

  it.each(['', '0', 'zz', '00'.repeat(7), 'AB'.repeat(32)])('refuses what is no digest: %s', (digest) => {
    expect(() => digestWords(digest)).toThrow(RangeError);
  });
});
