import { expect, test } from 'vitest';
import { issueTexts } from '#shared/issue/issueTexts.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { slotTexts } from '#shared/layout/slotTexts.ts';
import { fullIssue } from '../../office/printing/fullIssue.ts';

test('an issue is listed from its marking to its number of copies, with what stands before each text', () => {
  const texts = issueTexts(fullIssue);
  expect(texts[0]?.text).toBe(fullIssue.marking[0]);
  expect(texts.at(-1)?.text).toBe(`（共印${fullIssue.copies}份）`);
  expect(texts.map(({ part }) => part)).toEqual(expect.arrayContaining(['head', 'contents', 'article', 'foot']));
  for (const { person, label } of fullIssue.signOff) {
    expect(texts).toContainEqual({ part: 'foot', text: person, printed: `${label}：${person}` });
  }
  expect(texts.filter(({ text, printed }) => text === '' || !printed.endsWith(text))).toEqual([]);
});

test('no text is listed that the fonts of the pages are not made for', () => {
  const drawn = new Set(slotTexts(fullIssue, defaultLayoutParameters).flatMap(({ text }) => [...text]));
  const listed = issueTexts(fullIssue).flatMap(({ printed }) => [...printed]);
  expect(listed.filter((character) => !drawn.has(character) && character.trim() !== '')).toEqual([]);
});
