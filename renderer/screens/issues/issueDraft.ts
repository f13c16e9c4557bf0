import type { Answer } from '#shared/contract/errorCode.ts';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import type { OfficeClient } from '#shared/contract/officeClient.ts';
import type { Refusal } from '../../app/office.ts';
import { createStore, type Store } from '../../app/store.ts';
import { inputOf, isSameMakeUp, type MakeUp, makeUpOf } from './makeUp.ts';

export interface DraftState {
  /** As the office last had it. */
  readonly issue: WholeIssue;
  /** As it stands in the fields. */
  readonly makeUp: MakeUp;
  readonly isSaving: boolean;
  readonly savedAt?: string | undefined;
  /** Why the last save was refused; what was typed stays. */
  readonly refusal?: Refusal | undefined;
  /** What somebody else has made of it meanwhile, until one decides which of the two stands. */
  readonly conflict?: WholeIssue | undefined;
  /** Orders of articles before this one, the last at the end. */
  readonly earlierOrders: readonly (readonly string[])[];
}

export interface IssueDraft {
  readonly state: Store<DraftState>;
  /** Changes a part; saved after a pause in typing. */
  readonly change: (part: Partial<Omit<MakeUp, 'articleIds'>>) => void;
  /** Takes, moves or removes articles; saved at once, and can be undone. */
  readonly reorder: (articleIds: readonly string[]) => void;
  readonly undo: () => void;
  /** Saves what is open; false where it could not. */
  readonly saveNow: () => Promise<boolean>;
  readonly hasUnsaved: () => boolean;
  /** A newer reading of the same issue; left alone while something here is unsaved, for the save will meet it. */
  readonly takeIn: (issue: WholeIssue) => void;
  /** Ends a conflict: with what stands here, or with what the other has saved. */
  readonly settle: (side: 'mine' | 'theirs') => Promise<void>;
}

/** Long enough to be a pause, short enough that everything is saved within a second. */
const pauseMs = 250;

/** One draft while it is open: fields, autosave with the content it was based on, and what happens when others save too. */
export function createIssueDraft(
  initial: WholeIssue,
  office: Pick<OfficeClient, 'saveIssue' | 'readIssue'>,
  now: () => string = () => new Date().toISOString(),
): IssueDraft {
  const { id } = initial.summary;
  let saved = makeUpOf(initial.document);
  const state = createStore<DraftState>({ issue: initial, makeUp: saved, isSaving: false, earlierOrders: [] });
  const set = (part: Partial<DraftState>) => state.set({ ...state.get(), ...part });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<boolean> | undefined;

  const hasUnsaved = () => !isSameMakeUp(state.get().makeUp, saved);

  async function saveUntilDone(): Promise<boolean> {
    while (hasUnsaved()) {
      const { issue, makeUp } = state.get();
      const answer = await office.saveIssue({ id, baseContentHash: issue.contentHash, ...inputOf(makeUp) });
      if (answer.ok) {
        saved = makeUp;
        set({ issue: answer.value, refusal: undefined, savedAt: now() });
      } else if (answer.code !== 'conflict' || !(await rebase(answer))) {
        if (answer.code !== 'conflict') set({ refusal: answer });
        return false;
      }
    }
    return true;
  }

  /** True where only the texts of articles have moved on: then this make-up goes on top of them. */
  async function rebase(conflict: Refusal): Promise<boolean> {
    const answer: Answer<WholeIssue> = await office.readIssue({ id });
    if (!answer.ok) {
      set({ refusal: answer });
      return false;
    }
    const isStillDraft = answer.value.summary.state === 'drafting';
    if (!isStillDraft) set({ refusal: conflict });
    else if (isSameMakeUp(makeUpOf(answer.value.document), saved)) {
      set({ issue: answer.value });
      return true;
    } else set({ conflict: answer.value });
    return false;
  }

  function saveNow(): Promise<boolean> {
    clearTimeout(timer);
    if (state.get().conflict) return Promise.resolve(false);
    running ??= (async () => {
      set({ isSaving: true });
      try {
        return await saveUntilDone();
      } finally {
        running = undefined;
        set({ isSaving: false });
      }
    })();
    return running;
  }

  function setOrder(articleIds: readonly string[], earlierOrders: DraftState['earlierOrders']) {
    set({ makeUp: { ...state.get().makeUp, articleIds }, earlierOrders });
    saveNow();
  }

  return {
    state,
    hasUnsaved,
    saveNow,
    change(part) {
      set({ makeUp: { ...state.get().makeUp, ...part } });
      clearTimeout(timer);
      timer = setTimeout(saveNow, pauseMs);
    },
    reorder(articleIds) {
      const { makeUp, earlierOrders } = state.get();
      if (articleIds === makeUp.articleIds) return;
      setOrder(articleIds, [...earlierOrders, makeUp.articleIds].slice(-50));
    },
    undo() {
      const { earlierOrders } = state.get();
      const last = earlierOrders.at(-1);
      if (last) setOrder(last, earlierOrders.slice(0, -1));
    },
    takeIn(issue) {
      if (running || hasUnsaved() || state.get().conflict) return;
      const read = makeUpOf(issue.document);
      // Where they say the same, the fields keep their own blanks and line ends.
      const isSame = isSameMakeUp(read, saved);
      if (!isSame) saved = read;
      set({ issue, ...(isSame ? {} : { makeUp: read, earlierOrders: [] }) });
    },
    async settle(side) {
      const { conflict, makeUp } = state.get();
      if (!conflict) return;
      saved = makeUpOf(conflict.document);
      set({ issue: conflict, conflict: undefined, refusal: undefined, makeUp: side === 'mine' ? makeUp : saved });
      await saveNow();
    },
  };
}
