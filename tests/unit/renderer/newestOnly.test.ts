import { expect, test } from 'vitest';
import { createNewestOnly } from '../../../renderer/app/newestOnly.ts';

/** What was asked for, each to be answered by hand, and what was shown. */
function asked() {
  const questions: { readonly wanted: string; readonly answer: (text: string) => void; readonly fail: () => void }[] =
    [];
  const shown: string[] = [];
  const newestOnly = createNewestOnly(
    (wanted: string) =>
      new Promise<string>((resolve, reject) => {
        questions.push({ wanted, answer: resolve, fail: () => reject(new Error('gone')) });
      }),
    (answer) => shown.push(answer),
  );
  return { ...newestOnly, questions, shown, wanted: () => questions.map(({ wanted }) => wanted) };
}

/** Lets every promise that is settled take its effect. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test('one question is under way at a time, and of what is wanted meanwhile the newest comes next', async () => {
  const { want, questions, shown, wanted } = asked();
  want('一稿');
  want('二稿');
  want('三稿');
  expect(wanted()).toEqual(['一稿']);
  questions[0]?.answer('一稿的页面');
  await settled();
  expect(wanted()).toEqual(['一稿', '三稿']);
  expect(shown).toEqual([]);
  questions[1]?.answer('三稿的页面');
  await settled();
  expect(shown).toEqual(['三稿的页面']);
});

test('a question that fails does not stand in the way of the next', async () => {
  const { want, questions, shown, wanted } = asked();
  want('一稿');
  want('二稿');
  questions[0]?.fail();
  await settled();
  expect(wanted()).toEqual(['一稿', '二稿']);
  questions[1]?.fail();
  await settled();
  want('三稿');
  questions[2]?.answer('三稿的页面');
  await settled();
  expect(shown).toEqual(['三稿的页面']);
});

test('after leaving nothing is shown or asked for, and one may come back', async () => {
  const { want, leave, questions, shown, wanted } = asked();
  want('一稿');
  want('二稿');
  leave();
  questions[0]?.answer('一稿的页面');
  await settled();
  expect(wanted()).toEqual(['一稿']);
  expect(shown).toEqual([]);
  want('三稿');
  questions[1]?.answer('三稿的页面');
  await settled();
  expect(shown).toEqual(['三稿的页面']);
});
