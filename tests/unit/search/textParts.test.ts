import { expect, test } from 'vitest';
import { overlapOfParts, textParts } from '#shared/search/textParts.ts';

/** Lines of different lengths, no two the same. */
function linesOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, line) => `第${line}段：${'办事不出村，'.repeat(1 + ((line * 7) % 40))}`);
}

test('a short text is one part, and so is none', () => {
  expect(textParts('办事不出村')).toEqual(['办事不出村']);
  expect(textParts('')).toEqual(['']);
});

test('whatever is no longer than the overlap stands whole in one of the parts', () => {
  for (const text of [linesOf(300).join('\n'), '办事不出村'.repeat(5000), 'ab '.repeat(9000)]) {
    const parts = textParts(text);
    expect(parts.length).toBeGreaterThan(2);
    for (let at = 0; at + overlapOfParts <= text.length; at += 97) {
      const piece = text.slice(at, at + overlapOfParts);
      expect(parts.some((part) => part.includes(piece))).toBe(true);
    }
    for (const part of parts) expect(part.length).toBeLessThan(10_000 + 2 * overlapOfParts);
  }
});

test('a change alters the parts it stands in and no other', () => {
  const lines = linesOf(600);
  const before = textParts(lines.join('\n'));
  for (const place of [0, 301, 599]) {
    const changed = lines.with(place, `${lines[place]}又加了几个字。\n另起一段。`);
    const after = textParts(changed.join('\n'));
    const altered = after.filter((part) => !before.includes(part));
    expect(altered.length).toBeGreaterThan(0);
    expect(altered.join('').length).toBeLessThan(20_000);
  }
});

test('no sign is cut from what is joined to it', () => {
  const marked = `${'e\u0301'.repeat(6000)}村${'e\u0301'.repeat(6000)}`;
  for (const part of textParts(marked)) expect(part).not.toMatch(/^\p{M}|e$/u);
  for (const part of textParts('𠮷'.repeat(6001) + '村'.repeat(9000))) expect(part.isWellFormed()).toBe(true);
});
