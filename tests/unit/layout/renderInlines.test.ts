import { expect, test } from 'vitest';
import { lastLineLength } from '#shared/layout/lastLineLength.ts';
import { renderInlines } from '#shared/layout/renderInlines.ts';

test('punctuation goes with the last two characters and does not count', () => {
  expect(lastLineLength('推进河湖整治。', 2)).toBe(3);
  expect(lastLineLength('“推进河湖整治。”', 2)).toBe(4);
  expect(lastLineLength('覆盖面达到100%。', 2)).toBe(4);
  expect(lastLineLength('第\u{20000}\u{20001}', 2)).toBe(4);
});

test('a text of no more than that stays as it is', () => {
  expect(lastLineLength('整治。', 2)).toBe(0);
  expect(lastLineLength('……', 2)).toBe(0);
  expect(lastLineLength('', 2)).toBe(0);
});

test('marks stay on their characters where the kept end begins inside them', () => {
  expect(renderInlines([{ text: '推进河' }, { text: '湖整治', bold: true }, { text: '。' }], 2)).toBe(
    '推进河<b>湖</b><span class="keep"><b>整治</b>。</span>',
  );
});

test('a middle dot is tied to the character before it', () => {
  expect(renderInlines([{ text: '“两区”建设·青年<先行' }])).toBe('“两区”建<span class="keep">设·</span>青年&lt;先行');
});
