import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { RevisionStep } from '#shared/revision/changeAuthors.ts';
import { compareIssues, type IssueChanges } from '#shared/revision/compareIssues.ts';

/** Two versions of an issue, and the texts each article had on the way where it is to be told whose the changes are. */
export interface IssueComparison {
  readonly before: IssueDocument;
  readonly after: IssueDocument;
  readonly steps: Readonly<Record<string, readonly RevisionStep[]>>;
}

export function changesOf({ before, after, steps }: IssueComparison): IssueChanges {
  return compareIssues(before, after, (articleId) => steps[articleId] ?? []);
}

export interface IssueComparer {
  /** Compares once for a key, beside the window; who asks again with the key has the same answer. */
  readonly compare: (key: string, wanted: IssueComparison) => Promise<IssueChanges>;
  /** Ends what is still being compared and forgets the answers. */
  readonly end: () => void;
}

/** Compares issues in threads of their own: with many texts on the way it takes seconds, for which no key waits. */
export function createIssueComparer(): IssueComparer {
  const answers = new Map<string, Promise<IssueChanges>>();
  const workers = new Set<Worker>();

  const compare = (wanted: IssueComparison) =>
    new Promise<IssueChanges>((resolve) => {
      const worker = new Worker(new URL('./issueComparisonWorker.ts', import.meta.url), { type: 'module' });
      workers.add(worker);
      const settle = (changes: IssueChanges) => {
        workers.delete(worker);
        worker.terminate();
        resolve(changes);
      };
      worker.onmessage = ({ data }: MessageEvent<IssueChanges>) => settle(data);
      // Without the thread it is done here, and takes its time.
      worker.onerror = () => settle(changesOf(wanted));
      // Nothing is read of the pictures but their names, which stand in the texts.
      const { before, after, steps } = wanted;
      worker.postMessage({ before: { ...before, images: {} }, after: { ...after, images: {} }, steps });
    });

  return {
    compare: (key, wanted) => {
      const known = answers.get(key);
      if (known) return known;
      const answer = compare(wanted);
      answers.set(key, answer);
      return answer;
    },
    end: () => {
      for (const worker of workers) worker.terminate();
      workers.clear();
      answers.clear();
    },
  };
}
