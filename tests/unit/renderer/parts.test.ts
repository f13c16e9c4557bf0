import { expect, test } from 'vitest';
import { toEditorDocument } from '#shared/document/toEditorDocument.ts';
import { elementOfPart, partOfElement } from '../../../renderer/editor/parts.ts';

const words = (text: string) => [{ text }];
const document = [
  ...toEditorDocument({
    title: ['渡船诊室', '开到村口'],
    subtitle: '青岚市的做法',
    source: { unit: '青岚市卫健委', line: '（青岚市卫健委）' },
    body: [
      { role: 'paragraph', inlines: words('船到哪里，诊室就开到哪里。') },
      { role: 'list', ordered: true, items: [words('一船'), words('二船')] },
    ],
  }),
];
const rolesOfParts = () => document.map((element, index) => [element.role, partOfElement(document, index)]);

test('every part is led to where it begins, and counted as it prints', () => {
  expect(rolesOfParts()).toEqual([
    ['title', 0],
    ['title', 0],
    ['subtitle', 0],
    ['paragraph', 1],
    ['list', 2],
    ['source', 3],
  ]);
  expect([0, 1, 2, 3, 4].map((part) => elementOfPart(document, part))).toEqual([0, 3, 4, 5, undefined]);
});

test('an empty line prints nothing and counts to the block before it', () => {
  const [first] = toEditorDocument({ title: [], source: null, body: [] }).filter(({ role }) => role === 'paragraph');
  if (!first) throw new Error('an empty article begins without a line');
  const withEmpty = document.toSpliced(4, 0, first);
  expect(partOfElement(withEmpty, 4)).toBe(1);
  expect(partOfElement(withEmpty, 5)).toBe(2);
  expect(elementOfPart(withEmpty, 2)).toBe(5);
});
