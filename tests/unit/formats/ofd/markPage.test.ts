import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import { markPage } from '#formats/ofd/markPage.ts';
import type { Matrix } from '#formats/ofd/matrix.ts';

/** A page of 100 by 100 units that are millimetres. */
const toPage: Matrix = [1, 0, 0, -1, 0, 100];

type Operation = readonly [operator: number, args?: unknown];

function marked(...operations: readonly Operation[]) {
  return markPage(
    { fnArray: operations.map(([operator]) => operator), argsArray: operations.map(([, args]) => args) },
    toPage,
  );
}

const rectangle = (paint: number, left: number, bottom: number, right: number, top: number): Operation => [
  OPS.constructPath,
  [paint, [new Float32Array([0, left, bottom, 1, right, bottom, 1, right, top, 1, left, top, 4])], null],
];
const glyph = (code: number, text: string) => ({ originalCharCode: code, unicode: text, width: 1000, isSpace: false });

test('glyphs stand where moves, widths and spacing put them', () => {
  const [text] = marked(
    [OPS.beginText],
    [OPS.setFont, ['f1', 10]],
    [OPS.setCharSpacing, [0.5]],
    [OPS.setTextMatrix, [new Float32Array([1, 0, 0, 1, 20, 30])]],
    [OPS.moveText, [1, 2]],
    [OPS.showText, [[glyph(5, '云'), -200, glyph(6, '溪')]]],
  );
  expect(text).toMatchObject({
    kind: 'glyphs',
    font: 'f1',
    size_mm: 10,
    colour: '#000000',
    glyphs: [
      { glyph: 5, text: '云', x_mm: 21, y_mm: 68, advance_mm: 10 },
      { glyph: 6, text: '溪', x_mm: 33.5, y_mm: 68 },
    ],
  });
});

test('what is saved comes back, and a path is cut off by its clip', () => {
  const marks = marked(
    [OPS.save],
    [OPS.setFillRGBColor, ['#e60000']],
    [OPS.clip],
    rectangle(OPS.endPath, 10, 10, 50, 50),
    rectangle(OPS.fill, 40, 40, 60, 60),
    rectangle(OPS.fill, 70, 70, 80, 80),
    [OPS.restore],
    rectangle(OPS.eoFill, 70, 70, 80, 80),
  );
  expect(marks).toMatchObject([
    { kind: 'path', fill: '#e60000', box: { left: 39.9, top: 50, right: 50, bottom: 60.1 }, evenOdd: false },
    { kind: 'path', fill: '#000000', evenOdd: true },
  ]);
});

test('a line takes its width from the units it is drawn in', () => {
  const [line] = marked(
    [OPS.transform, [2, 0, 0, 2, 0, 0]],
    [OPS.setLineWidth, [0.25]],
    rectangle(OPS.stroke, 10, 10, 20, 20),
  );
  expect(line).toMatchObject({ kind: 'path', stroke: { colour: '#000000', width_mm: 0.5 } });
  expect(line).not.toHaveProperty('fill');
});

test('an image is placed with its top on top', () => {
  const [image] = marked([OPS.transform, [60, 0, 0, 30, 20, 10]], [OPS.paintImageXObject, ['img', 300, 150]]);
  expect(image).toMatchObject({
    kind: 'image',
    matrix: [60, 0, 0, 30, 20, 60],
    box: { left: 20, top: 60, right: 80, bottom: 90 },
    width: 300,
    height: 150,
  });
});

test.each<[string, Operation, RegExp]>([
  ['a shading', [OPS.shadingFill, ['p']], /shadingFill/],
  ['a mask', [OPS.paintImageMaskXObject, [{}]], /paintImageMaskXObject/],
  ['dashes', [OPS.setDash, [[1, 2], 0]], /setDash/],
  ['transparency', [OPS.setGState, [[['ca', 0.5]]]], /setGState/],
  ['blending', [OPS.setGState, [[['BM', 'multiply']]]], /setGState/],
  ['outlined text', [OPS.setTextRenderingMode, [1]], /setTextRenderingMode/],
])('%s is not lost unseen', (_what, operation, message) => {
  expect(() => marked(operation)).toThrow(message);
});

test('turned text is refused, a graphics state that changes nothing is not', () => {
  const turned = [OPS.setTextMatrix, [new Float32Array([0, 1, -1, 0, 20, 30])]] as const;
  const show = [OPS.showText, [[glyph(5, '云')]]] as const;
  expect(() => marked([OPS.setFont, ['f1', 10]], turned, show)).toThrow(/旋转/);
  expect(
    marked([
      OPS.setGState,
      [
        [
          ['ca', 1],
          ['BM', 'source-over'],
          ['SMask', false],
        ],
      ],
    ]),
  ).toEqual([]);
});
