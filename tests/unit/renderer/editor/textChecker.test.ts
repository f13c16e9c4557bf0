import { afterEach, expect, test, vi } from 'vitest';
import type {
  ProofreadingAnswer,
  ProofreadingQuestion,
} from '../../../../renderer/editor/proofreading/proofreadingWorker.ts';
import { createTextChecker } from '../../../../renderer/editor/proofreading/textChecker.ts';

const lexicon = { terms: [], rules: [] };
const texts = [{ text: '下发', isWhole: true }];

/** Workers of which the first so many throw at each text. */
function failingWorkers(failing: number): { made: number } {
  const count = { made: 0 };
  class FailingWorker {
    onmessage: ((event: { data: ProofreadingAnswer }) => void) | undefined;
    onerror: (() => void) | undefined;
    onmessageerror: (() => void) | undefined;
    readonly #fails: boolean;
    constructor() {
      count.made += 1;
      this.#fails = count.made <= failing;
    }
    postMessage(question: ProofreadingQuestion): void {
      if (question.kind !== 'check') return;
      queueMicrotask(() =>
        this.#fails ? this.onerror?.() : this.onmessage?.({ data: { number: question.number, findings: [[]] } }),
      );
    }
    terminate(): void {}
  }
  vi.stubGlobal('Worker', FailingWorker);
  return count;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test('a worker that died once is followed by another that answers', async () => {
  const workers = failingWorkers(1);
  const checker = createTextChecker(lexicon);
  expect(await checker.check(texts)).toBeUndefined();
  expect(checker.isOver()).toBe(false);
  expect(await checker.check(texts)).toEqual([[]]);
  expect(workers.made).toBe(2);
});

test('workers that die again and again are over, and no further one is made', async () => {
  const workers = failingWorkers(Number.POSITIVE_INFINITY);
  const checker = createTextChecker(lexicon);
  for (let time = 0; time < 3; time += 1) expect(await checker.check(texts)).toBeUndefined();
  expect(checker.isOver()).toBe(true);
  expect(await checker.check(texts)).toBeUndefined();
  expect(workers.made).toBe(3);
});
