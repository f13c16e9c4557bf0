import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readXml } from '#formats/docx/xmlTree.ts';
import { elementText } from '#formats/ofd/elementText.ts';
import { escapeXml, ofdFile, ofdMarkup } from '#formats/ofd/ofdMarkup.ts';

test('an element without content closes itself, and what is undefined is left out', () => {
  expect(ofdMarkup('Page', { ID: 3, BaseLoc: undefined })).toBe('<ofd:Page ID="3"/>');
  expect(ofdMarkup('Pages', {}, ofdMarkup('Page', { ID: 3 }))).toBe('<ofd:Pages><ofd:Page ID="3"/></ofd:Pages>');
});

test('any text comes back from a file, but for what XML cannot carry', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const read = readXml(ofdFile('Title', {}, escapeXml(text)));
      const kept = [...text].filter((character) =>
        /[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(character),
      );
      expect(elementText(read)).toBe(kept.join(''));
    }),
  );
});

test('signs of markup in an attribute stay text', () => {
  const read = readXml(ofdFile('OutlineElem', { Title: '“水” <清> & "渠"' }));
  expect(read.attributes.Title).toBe('“水” <清> & "渠"');
});
