import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Answer } from '#shared/contract/errorCode.ts';
import {
  type AutosaveText,
  createAutosave,
  type NewestText,
  type SavedVersion,
} from '../../../../renderer/editor/autosave.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function text(words: string): AutosaveText {
  return { content: { title: [words], source: null, body: [] }, images: {} };
}

/** An office that answers each save when it is told to; `newest` is what it has when it is asked after a conflict. */
function slowOffice(newest?: NewestText) {
  const asked: {
    readonly base: number;
    readonly saves: number;
    readonly words: string;
    readonly answer: (answer: Answer<SavedVersion>) => void;
  }[] = [];
  const autosave = createAutosave({
    base: { version: 1, saves: 1, savedAt: 'before' },
    onState: () => {},
    readNewest: async () => newest,
    save: ({ version: base, saves }, { content }) =>
      new Promise((answer) => {
        asked.push({ base, saves, words: content.title[0] ?? '', answer });
      }),
  });
  return { asked, autosave };
}
const done = (version: number): Answer<SavedVersion> => ({
  ok: true,
  value: { version, saves: version, savedAt: 'now' },
});
const refused = (code: 'conflict' | 'diskFull' | 'illegalState' | 'officeGone'): Answer<never> => ({
  ok: false,
  code,
  message: '磁盘已满。',
});

test('a pause of less than a second saves what was typed', async () => {
  const { asked, autosave } = slowOffice();
  autosave.change(text('甲'));
  await vi.advanceTimersByTimeAsync(900);
  expect(asked.map(({ words }) => words)).toEqual(['甲']);
  asked[0]?.answer(done(2));
  await vi.advanceTimersByTimeAsync(0);
  expect(autosave.state()).toEqual({ kind: 'saved' });
  expect(autosave.unsaved()).toBeUndefined();
  expect(autosave.base().version).toBe(2);
});

test('typing without a pause is on its way to the disk well within a second of the first key, every time', async () => {
  const { asked, autosave } = slowOffice();
  for (let key = 0; key < 60; key += 1) {
    autosave.change(text(`${key}`));
    await vi.advanceTimersByTimeAsync(50);
    // Each save takes a quarter of a second.
    const [under] = asked.slice(-1);
    if (under && key % 5 === 4) under.answer(done(asked.length + 1));
  }
  const waits = asked.map(({ words }, index) => (Number(words) - Number(asked[index - 1]?.words ?? -1)) * 50);
  expect(asked.length).toBeGreaterThan(3);
  expect(Math.max(...waits)).toBeLessThanOrEqual(800);
});

test('no second save begins while one is under way; the newest text follows it on the new base', async () => {
  const { asked, autosave } = slowOffice();
  autosave.change(text('甲'));
  await vi.advanceTimersByTimeAsync(1000);
  autosave.change(text('甲乙'));
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked).toHaveLength(1);
  asked[0]?.answer(done(2));
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked.map(({ base, words }) => [base, words])).toEqual([
    [1, '甲'],
    [2, '甲乙'],
  ]);
});

test('a conflict keeps the text and saves nothing more until a new base is chosen', async () => {
  const { asked, autosave } = slowOffice();
  autosave.change(text('甲'));
  await vi.advanceTimersByTimeAsync(1000);
  asked[0]?.answer(refused('conflict'));
  await vi.advanceTimersByTimeAsync(0);
  autosave.change(text('甲乙'));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(asked).toHaveLength(1);
  expect(autosave.state()).toMatchObject({ kind: 'refused', isConflict: true });
  expect(await autosave.saveNow()).toBe(false);
  autosave.rebase({ version: 7, saves: 7, savedAt: 'theirs' });
  await vi.advanceTimersByTimeAsync(0);
  expect(asked[1]).toMatchObject({ base: 7, words: '甲乙' });
});

test('a full disk is tried again by itself and the text is kept', async () => {
  const { asked, autosave } = slowOffice();
  autosave.change(text('甲'));
  await vi.advanceTimersByTimeAsync(1000);
  asked[0]?.answer(refused('diskFull'));
  await vi.advanceTimersByTimeAsync(0);
  expect(autosave.state()).toEqual({ kind: 'refused', message: '磁盘已满。', isConflict: false });
  expect(autosave.unsaved()).toEqual(text('甲'));
  await vi.advanceTimersByTimeAsync(5000);
  asked[1]?.answer(done(1));
  await vi.advanceTimersByTimeAsync(0);
  expect(autosave.state()).toEqual({ kind: 'saved' });
});

test('a refusal that asking again cannot change is not asked again', async () => {
  const { asked, autosave } = slowOffice();
  autosave.change(text('甲'));
  await vi.advanceTimersByTimeAsync(1000);
  asked[0]?.answer(refused('illegalState'));
  await vi.advanceTimersByTimeAsync(30_000);
  expect(asked).toHaveLength(1);
  expect(autosave.unsaved()).toEqual(text('甲'));
});

test('saving at once waits for the save under way and then saves what came after', async () => {
  const { asked, autosave } = slowOffice();
  autosave.change(text('甲'));
  await vi.advanceTimersByTimeAsync(1000);
  autosave.change(text('甲乙'));
  const saved = autosave.saveNow();
  asked[0]?.answer(done(1));
  await vi.advanceTimersByTimeAsync(0);
  asked[1]?.answer(done(1));
  await vi.advanceTimersByTimeAsync(0);
  expect(await saved).toBe(true);
  expect(asked.map(({ words }) => words)).toEqual(['甲', '甲乙']);
});

const newestOf = (words: string, isOwn: boolean, saves = 2): NewestText => ({
  base: { version: 1, saves, savedAt: 'now' },
  content: text(words).content,
  isOwn,
});

test('a save whose answer was lost with the office is no conflict: what was typed since goes on top of it', async () => {
  const { asked, autosave } = slowOffice(newestOf('甲', true));
  autosave.change(text('甲'));
  await vi.advanceTimersByTimeAsync(1000);
  asked[0]?.answer(refused('officeGone'));
  await vi.advanceTimersByTimeAsync(0);
  autosave.change(text('甲乙'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked[1]).toMatchObject({ saves: 1, words: '甲乙' });
  asked[1]?.answer(refused('conflict'));
  await vi.advanceTimersByTimeAsync(0);
  expect(autosave.state()).toEqual({ kind: 'unsaved' });
  await vi.advanceTimersByTimeAsync(1);
  expect(asked[2]).toMatchObject({ saves: 2, words: '甲乙' });
  asked[2]?.answer(done(1));
  await vi.advanceTimersByTimeAsync(0);
  expect(autosave.state()).toEqual({ kind: 'saved' });
  expect(autosave.unsaved()).toBeUndefined();
});

test('saving at once goes on over a save whose answer was lost', async () => {
  const { asked, autosave } = slowOffice(newestOf('甲', true));
  autosave.change(text('甲'));
  const first = autosave.saveNow();
  asked[0]?.answer(refused('officeGone'));
  expect(await first).toBe(false);
  const second = autosave.saveNow();
  asked[1]?.answer(refused('conflict'));
  await vi.advanceTimersByTimeAsync(1);
  expect(asked.map(({ saves, words }) => [saves, words])).toEqual([
    [1, '甲'],
    [1, '甲'],
    [2, '甲'],
  ]);
  asked[2]?.answer(done(1));
  expect(await second).toBe(true);
});

test.each([
  ["another person's, be it the same text", newestOf('甲', false)],
  ['another text', newestOf('丙', true)],
  ['the one that was the base', newestOf('甲', true, 1)],
  ['not to be read', undefined],
])('a conflict stays one where the newest text is %s', async (_what, newest) => {
  const { asked, autosave } = slowOffice(newest);
  autosave.change(text('甲'));
  await vi.advanceTimersByTimeAsync(1000);
  asked[0]?.answer(refused('officeGone'));
  await vi.advanceTimersByTimeAsync(5000);
  asked[1]?.answer(refused('conflict'));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(asked).toHaveLength(2);
  expect(autosave.state()).toMatchObject({ kind: 'refused', isConflict: true });
  expect(autosave.unsaved()).toEqual(text('甲'));
});

test('what a save that was answered has held is not taken for a lost one', async () => {
  const { asked, autosave } = slowOffice(newestOf('甲', true, 9));
  autosave.change(text('甲'));
  await vi.advanceTimersByTimeAsync(1000);
  asked[0]?.answer(refused('officeGone'));
  await vi.advanceTimersByTimeAsync(5000);
  asked[1]?.answer(done(1));
  await vi.advanceTimersByTimeAsync(0);
  autosave.change(text('甲乙'));
  await vi.advanceTimersByTimeAsync(1000);
  asked[2]?.answer(refused('conflict'));
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked).toHaveLength(3);
  expect(autosave.state()).toMatchObject({ kind: 'refused', isConflict: true });
});
