import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyIssueDocument } from '#shared/issue/issueDocument.ts';
import type { IssueChanges } from '#shared/revision/compareIssues.ts';
import {
  changesOf,
  createIssueComparer,
  type IssueComparison,
} from '../../../../renderer/revision/createIssueComparer.ts';

/** A thread that answers, or dies, when the test says so. */
class StandInWorker {
  static readonly all: StandInWorker[] = [];
  onmessage: ((event: { readonly data: IssueChanges }) => void) | undefined;
  onerror: (() => void) | undefined;
  isOver = false;
  task: IssueComparison | undefined;
  constructor() {
    StandInWorker.all.push(this);
  }
  postMessage(task: IssueComparison) {
    this.task = structuredClone(task);
  }
  terminate() {
    this.isOver = true;
  }
  answer() {
    if (this.task) this.onmessage?.({ data: changesOf(this.task) });
  }
}

const empty = emptyIssueDocument({ name: '澜溪信息', organ: '澜溪县办公室' });
const wanted: IssueComparison = {
  before: empty,
  after: { ...empty, column: '经验交流', images: { [`${'a'.repeat(64)}`]: { mime: 'image/png', bytes: 'AAAA' } } },
  steps: {},
};

beforeEach(() => {
  StandInWorker.all.length = 0;
  vi.stubGlobal('Worker', StandInWorker);
});
afterEach(() => vi.unstubAllGlobals());

describe('the comparison of an issue', () => {
  it('is made once for a key, in a thread that ends with it, and is sent no pictures', async () => {
    const comparer = createIssueComparer();
    const asked = [comparer.compare('one', wanted), comparer.compare('one', wanted)];
    expect(StandInWorker.all).toHaveLength(1);
    const [worker] = StandInWorker.all;
    expect(worker?.task?.after.images).toEqual({});
    worker?.answer();
    for (const changes of await Promise.all(asked)) expect(changes.makeUp).toMatchObject([{ label: '栏目' }]);
    expect(worker?.isOver).toBe(true);
    await comparer.compare('one', wanted);
    expect(StandInWorker.all).toHaveLength(1);
    void comparer.compare('another', wanted);
    expect(StandInWorker.all).toHaveLength(2);
  });

  it('is made all the same where the thread dies', async () => {
    const asked = createIssueComparer().compare('one', wanted);
    StandInWorker.all[0]?.onerror?.();
    expect((await asked).makeUp).toMatchObject([{ label: '栏目' }]);
  });

  it('ends with the desk, and what was told is forgotten', () => {
    const comparer = createIssueComparer();
    void comparer.compare('one', wanted);
    comparer.end();
    expect(StandInWorker.all[0]?.isOver).toBe(true);
    void comparer.compare('one', wanted);
    expect(StandInWorker.all).toHaveLength(2);
  });
});
