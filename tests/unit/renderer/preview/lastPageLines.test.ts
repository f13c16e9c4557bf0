import { expect, test } from 'vitest';
import { lastPageLines } from '../../../../renderer/preview/lastPageLines.ts';

const line = (page: number, top: number, text: string) => ({ page, top, text });
const texts = ['云溪县整治河道', '入春以来，全县清淤12处，堤岸加固三千米，沿河村民都说好。', '（云溪县水务局）'];

test('lines on the last page are counted once however many runs they have, without foot and page number', () => {
  const lines = [
    line(1, 100, '云溪县整治河道'),
    line(1, 140, '入春以来，全县'),
    line(2, 100, '清淤'),
    line(2, 101.5, '12'),
    line(2, 100, '处，堤岸加固'),
    line(2, 139, '三千米，沿河村民都说好。'),
    line(2, 178, '（云溪县水务局）'),
    line(2, 700, '报：县领导'),
    line(2, 800, '— 2 —'),
  ];
  expect(lastPageLines(lines, texts)).toBe(3);
});

test('blank pages and a foot on a page of its own are passed over; without pages there is nothing', () => {
  const lines = [line(1, 140, '入春以来，全县'), line(2, 700, '发：各乡镇'), line(3, 800, '— 3 —')];
  expect(lastPageLines(lines, texts)).toBe(1);
  expect(lastPageLines([], texts)).toBe(0);
});
