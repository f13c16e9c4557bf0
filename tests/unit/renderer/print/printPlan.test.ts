import { expect, test } from 'vitest';
import type { Printer } from '#shared/contract/deskCommands.ts';
import {
  bookletObstacle,
  type PrintChoices,
  printPlan,
  readCopiesTyped,
} from '../../../../renderer/screens/print/printPlan.ts';

const laser: Printer = {
  name: 'Laser',
  isDefault: true,
  hasDriver: true,
  canDuplex: true,
  trays: ['Auto', 'Tray2'],
  papers: ['A3', 'A4'],
};
const choices: PrintChoices = {
  printer: 'Laser',
  copies: '60',
  pages: '',
  sides: 'longEdge',
  tray: '',
  isBooklet: false,
};
const issue = { pages: 14, paper: 'A4' } as const;

test('fourteen pages on both sides are seven sheets', () => {
  expect(printPlan(choices, issue, laser)).toEqual({
    request: { printer: 'Laser', copies: 60, sides: 'longEdge', paper: 'A4' },
    isBooklet: false,
    sheets: 7,
  });
  expect(printPlan({ ...choices, sides: 'one' }, issue, laser)?.sheets).toBe(14);
  expect(printPlan({ ...choices, pages: '1-3', tray: 'Tray2' }, issue, laser)).toEqual({
    request: { printer: 'Laser', copies: 60, sides: 'longEdge', paper: 'A4', pages: '1-3', tray: 'Tray2' },
    isBooklet: false,
    sheets: 2,
  });
});

test('a booklet is whole, on A3, turned over the short edge', () => {
  expect(printPlan({ ...choices, isBooklet: true, pages: '1-3' }, issue, laser)).toEqual({
    request: { printer: 'Laser', copies: 60, sides: 'shortEdge', paper: 'A3' },
    isBooklet: true,
    sheets: 4,
  });
});

test('what a printer cannot do is not asked of it', () => {
  const plain = { ...laser, hasDriver: false, canDuplex: false, trays: [], papers: [] };
  expect(printPlan({ ...choices, pages: '1-3', tray: 'Tray2', isBooklet: true }, issue, plain)).toEqual({
    request: { printer: 'Laser', copies: 60, sides: 'one', paper: 'A4' },
    isBooklet: false,
    sheets: 14,
  });
  expect(bookletObstacle(laser)).toBeUndefined();
  expect(bookletObstacle({ ...laser, papers: ['A4'] })).toBe('noA3');
  expect(bookletObstacle({ ...laser, canDuplex: false })).toBe('noDuplex');
  expect(bookletObstacle(plain)).toBe('noDriver');
});

test('there is no plan while copies or pages are wrong', () => {
  expect(printPlan({ ...choices, copies: '' }, issue, laser)).toBeUndefined();
  expect(printPlan({ ...choices, pages: '15' }, issue, laser)).toBeUndefined();
  expect([' １２０份', '1', '9999'].map(readCopiesTyped)).toEqual([120, 1, 9999]);
  expect(['', '0', '-1', '1.5', '10000', '约六十'].map(readCopiesTyped)).toEqual(Array(6).fill(undefined));
});
