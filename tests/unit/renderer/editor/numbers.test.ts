import { expect, test } from 'vitest';
import { convertNumber, insertSign, writeDocumentNumber } from '../../../../renderer/editor/numbers.ts';
import type { ArticleSlate } from '../../../../renderer/editor/slateTypes.ts';
import { afterKeys, article, type TypingCase, undo } from './typing.ts';

const convert = (editor: ArticleSlate) => void convertNumber(editor);
const number = (editor: ArticleSlate) => writeDocumentNumber(editor, 2026);
const sign = (editor: ArticleSlate) => insertSign(editor, '①');

const cases: readonly TypingCase[] = [
  { name: 'the selected number', input: 'paragraph 共[28]盏', run: [convert], output: 'paragraph 共[二十八]盏' },
  { name: 'and back', input: 'paragraph 共[28]盏', run: [convert, convert], output: 'paragraph 共[28]盏' },
  { name: 'the number at the caret', input: 'paragraph 共2|8盏', run: [convert], output: 'paragraph 共[二十八]盏' },
  { name: 'in bold', input: 'paragraph 共*[28]*盏', run: [convert], output: 'paragraph 共*[二十八]*盏' },
  {
    name: 'a date',
    input: 'paragraph [2026年11月28日]起',
    run: [convert],
    output: 'paragraph [二〇二六年十一月二十八日]起',
  },
  { name: 'one step', input: 'paragraph 共[28]盏', run: [convert, undo], output: 'paragraph 共[28]盏' },
  { name: 'no number', input: 'paragraph 共[多少]盏', run: [convert], output: 'paragraph 共[多少]盏' },
  {
    name: 'over lines',
    input: 'paragraph 共[2\nparagraph 8]盏',
    run: [convert],
    output: 'paragraph 共[2\nparagraph 8]盏',
  },
  { name: 'a document number', input: 'paragraph 发|', run: [number], output: 'paragraph 发〔2026〕|号' },
  { name: 'of the selected year', input: 'paragraph 发[(2025)]', run: [number], output: 'paragraph 发〔2025〕|号' },
  { name: 'with its number', input: 'paragraph 发[2025]3', run: [number], output: 'paragraph 发〔2025〕|号3' },
  { name: 'a sign at the caret', input: 'paragraph 甲|乙', run: [sign], output: 'paragraph 甲①|乙' },
  { name: 'a sign for what is selected', input: 'paragraph 甲[乙]丙', run: [sign], output: 'paragraph 甲①|丙' },
  {
    name: 'a sign for a selection over lines, which stay apart',
    input: 'heading1 甲[乙\ntable 1\n+ 村 / 盏\nparagraph 丙]丁',
    run: [sign],
    output: 'heading1 甲①|丁',
  },
];

test.each(cases)('$name', async ({ input, run, output }) => {
  expect(await afterKeys(input, run)).toBe(article(output));
});
