import { expect, test } from 'vitest';
import { createDrawingOrder } from '../../../../renderer/preview/drawingOrder.ts';

/** Pages that note when they begin and end; each ends when it is told to. */
function notedPages() {
  const order = createDrawingOrder();
  const notes: string[] = [];
  const ends = new Map<number, { readonly end: () => void; readonly fail: () => void }>();
  const add = (number: number, isInView: () => boolean) =>
    order.add(isInView, () => {
      notes.push(`${number} begins`);
      return new Promise((resolve, reject) =>
        ends.set(number, { end: resolve, fail: () => reject(new Error('cancelled')) }),
      );
    });
  const finish = async (number: number, how: 'end' | 'fail' = 'end') => {
    ends.get(number)?.[how]();
    await settled();
  };
  return { add, finish, notes };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test('what is in view is drawn first, one page at a time, wherever the view is by then', async () => {
  const { add, finish, notes } = notedPages();
  let inView = [3, 4];
  for (const number of [1, 2, 3, 4]) add(number, () => inView.includes(number));
  await settled();
  expect(notes).toEqual(['3 begins']);
  inView = [2];
  await finish(3);
  await finish(2);
  await finish(1);
  expect(notes).toEqual(['3 begins', '2 begins', '1 begins', '4 begins']);
});

test('a page that fails or is given up does not hold up the others, and one that left is not drawn', async () => {
  const { add, finish, notes } = notedPages();
  const leaves = [1, 2, 3, 4].map((number) => add(number, () => true));
  await settled();
  leaves[2]?.();
  await finish(1, 'fail');
  leaves[1]?.();
  await settled();
  expect(notes).toEqual(['1 begins', '2 begins', '4 begins']);
  await finish(4);
  add(5, () => false);
  await settled();
  expect(notes.at(-1)).toBe('5 begins');
});
