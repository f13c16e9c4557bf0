import { expect, test } from 'vitest';
import type { Manuscript } from '#shared/contract/manuscriptCommands.ts';
import {
  chooseManuscripts,
  countStates,
  type ManuscriptChoice,
} from '../../../../renderer/screens/manuscripts/chooseManuscripts.ts';

function manuscript(number: string, change: Partial<Manuscript>): Manuscript {
  return {
    id: number,
    number,
    title: '村口服务点',
    author: '',
    phone: '',
    arrivedOn: '2024-06-03',
    receivedAt: '2024-06-03T08:00:00+08:00',
    receivedBy: 'tianye',
    fileName: '来稿.docx',
    fileSm3: 'a'.repeat(64),
    state: 'received',
    reason: '',
    ...change,
  };
}

const all = [
  manuscript('2024-0002', { title: 'ABC工作法', unitId: 'b', arrivedOn: '2024-05-30' }),
  manuscript('2024-10000', { author: '田野', unitId: 'a' }),
  manuscript('2024-9999', { state: 'rejected', unitId: 'a', arrivedOn: '2024-06-04' }),
  manuscript('2023-0400', { fileName: '小满.docx', arrivedOn: '2023-12-01' }),
];
const unitName = ({ unitId = '' }: Manuscript) => ({ a: '澜溪县林场', b: '宝塔镇' })[unitId] ?? '';
const choice: ManuscriptChoice = { state: 'all', query: '', sort: 'number', unitName, kept: undefined };
const numbers = (change: Partial<ManuscriptChoice>) =>
  chooseManuscripts(all, { ...choice, ...change }).map(({ number }) => number);

test('the newest number comes first, as numbers and not as letters', () => {
  expect(numbers({})).toEqual(['2024-10000', '2024-9999', '2024-0002', '2023-0400']);
});

test('by arrival the latest day comes first; by unit the units stand in Chinese order', () => {
  expect(numbers({ sort: 'arrival' })).toEqual(['2024-9999', '2024-10000', '2024-0002', '2023-0400']);
  expect(numbers({ sort: 'unit' })).toEqual(['2023-0400', '2024-0002', '2024-10000', '2024-9999']);
});

test('title, unit, author, number and file name are searched, all words and in any case', () => {
  expect(numbers({ query: 'abc' })).toEqual(['2024-0002']);
  expect(numbers({ query: ' 林场　9999 ' })).toEqual(['2024-9999']);
  expect(numbers({ query: '田野' })).toEqual(['2024-10000']);
  expect(numbers({ query: '小满' })).toEqual(['2023-0400']);
  expect(numbers({ query: '小满 林场' })).toEqual([]);
});

test('what holds the words in its text is shown as well, within its state', () => {
  const inText = new Set(all.filter(({ number }) => number !== '2024-0002').map(({ id }) => id));
  expect(numbers({ query: '食堂', inText })).toEqual(['2024-10000', '2024-9999', '2023-0400']);
  expect(numbers({ query: '食堂', inText, state: 'rejected' })).toEqual(['2024-9999']);
  expect(numbers({ query: 'abc', inText: new Set() })).toEqual(['2024-0002']);
});

test('a state shows its own, and what has just left it while it is kept', () => {
  expect(numbers({ state: 'rejected' })).toEqual(['2024-9999']);
  expect(numbers({ state: 'reserved', kept: '2024-9999' })).toEqual(['2024-9999']);
  expect(countStates(all)).toEqual({ received: 3, selected: 0, reserved: 0, rejected: 1, all: 4 });
});
