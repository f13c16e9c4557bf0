import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { afterFrame } from '../../../../renderer/editor/afterFrame.ts';

const frames: (() => void)[] = [];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame));
  vi.stubGlobal('cancelAnimationFrame', (number: number) => {
    frames[number - 1] = () => {};
  });
});
afterEach(() => {
  frames.length = 0;
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('work that is asked for several times is done once, behind the frame', async () => {
  const work = vi.fn();
  const { ask } = afterFrame(work);
  ask();
  ask();
  expect(work).not.toHaveBeenCalled();
  for (const frame of frames) frame();
  await vi.waitFor(() => expect(work).toHaveBeenCalledTimes(1));
  ask();
  frames.at(-1)?.();
  await vi.waitFor(() => expect(work).toHaveBeenCalledTimes(2));
});

test('works of several hands behind one frame are each done once, in the order in which they were asked for', async () => {
  const done: string[] = [];
  const [one, other] = [afterFrame(() => done.push('one')), afterFrame(() => done.push('other'))];
  one.ask();
  other.ask();
  for (const frame of frames) frame();
  await vi.waitFor(() => expect(done).toEqual(['one', 'other']));
  other.ask();
  other.drop();
  one.ask();
  frames.at(-1)?.();
  await vi.waitFor(() => expect(done).toEqual(['one', 'other', 'one']));
});

test('a window makes one channel for all of them: none is let go of while it is open', async () => {
  vi.resetModules();
  const made = vi.fn();
  vi.stubGlobal(
    'MessageChannel',
    class extends MessageChannel {
      constructor() {
        super();
        made();
      }
    },
  );
  const { afterFrame: fresh } = await import('../../../../renderer/editor/afterFrame.ts');
  const work = vi.fn();
  for (let count = 0; count < 3; count += 1) fresh(work).ask();
  for (const frame of frames) frame();
  await vi.waitFor(() => expect(work).toHaveBeenCalledTimes(3));
  expect(made).toHaveBeenCalledTimes(1);
});

test('without a frame it is done after a tenth of a second', () => {
  const work = vi.fn();
  afterFrame(work).ask();
  vi.advanceTimersByTime(99);
  expect(work).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(work).toHaveBeenCalledTimes(1);
});

test('flushed it is done at once and not again, dropped not at all, and nothing is done that was not asked for', () => {
  const work = vi.fn();
  const { ask, flush, drop } = afterFrame(work);
  flush();
  expect(work).not.toHaveBeenCalled();
  ask();
  flush();
  vi.advanceTimersByTime(1000);
  expect(work).toHaveBeenCalledTimes(1);
  ask();
  drop();
  vi.advanceTimersByTime(1000);
  expect(work).toHaveBeenCalledTimes(1);
});
