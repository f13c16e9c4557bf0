import { expect, test, vi } from 'vitest';
import { anchorIn } from '#shared/document/commentAnchor.ts';
import { locateAnchor } from '#shared/document/locateAnchor.ts';
import { differences } from '#shared/revision/differences.ts';

vi.mock(import('#shared/revision/differences.ts'), async (importOriginal) => {
  const real = await importOriginal();
  return { ...real, differences: vi.fn(real.differences) };
});

const lines = (...texts: readonly string[]) => texts.map((text, part) => ({ part, text }));

test('while one writes, only the stretch in which one writes is looked through again for words that are gone', () => {
  const before = lines('今年装灯三百盏。', '渡口镇沿江而建。', '夜里上岸的人多。', '写进村规民约。');
  const anchor = anchorIn(before, 0, 4, 7);
  if (!anchor) throw new Error('nothing to hang it on');
  const now = (...typed: readonly string[]) =>
    lines('县里另拨专款装护栏。', '渡口镇沿江而建。', '今年另有装点。', '写进村规民约。', ...typed);
  const comparisons = (of: ReturnType<typeof lines>) => {
    vi.mocked(differences).mockClear();
    expect(locateAnchor(anchor, of)).toEqual([]);
    // One for the lines, the others for characters.
    return vi.mocked(differences).mock.calls.length - 1;
  };
  const first = comparisons(now());
  expect(first).toBeGreaterThan(0);
  expect(comparisons(now())).toBe(0);
  const typed = comparisons(now('今年又装灯'));
  expect(typed).toBeGreaterThan(0);
  expect(typed).toBeLessThan(first);
  expect(comparisons(now('今年又装灯'))).toBe(0);
});
