import { expect, test } from 'vitest';
import { titleLine } from '#shared/layout/titleLine.ts';

test('a title line that fits prints as the editor broke it', () => {
  expect(titleLine('云溪县推进 河湖整治', 20)).toBe('<span>云溪县推进 河湖整治</span>');
});

test('one that does not fit may break between words only, and loses nothing', () => {
  const text = '云溪县水务局组织各乡镇清理河道修补堤岸增设水位观测点';
  const html = titleLine(text, 20);
  expect(html).toContain('<i>组织</i>');
  expect(html.replace(/<[^>]+>/g, '')).toBe(text);
});

test('a word that is wider than the line breaks anywhere', () => {
  const text = `${'x'.repeat(60)}的说明`;
  const html = titleLine(text, 20);
  expect(html).toContain('<i>x</i><i>x</i>');
  expect(html.replace(/<[^>]+>/g, '')).toBe(text);
});
