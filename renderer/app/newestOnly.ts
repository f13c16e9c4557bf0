export interface NewestOnly<Wanted> {
  readonly want: (wanted: Wanted) => void;
  /** Nobody waits any more: what is under way is not shown, what was to follow is not asked for. */
  readonly leave: () => void;
}

/**
 * Asks for one thing at a time. What is wanted meanwhile is asked for next, the newest of it only, and an answer behind
 * which something newer waits is dropped. `ask` that fails is not shown, and holds up nothing that comes after it.
 */
export function createNewestOnly<Wanted, Answer>(
  ask: (wanted: Wanted) => Promise<Answer>,
  show: (answer: Answer, wanted: Wanted) => void,
): NewestOnly<Wanted> {
  let next: { readonly wanted: Wanted } | undefined;
  let newest: Wanted | undefined;
  let isUnderWay = false;

  async function askInTurn(): Promise<void> {
    isUnderWay = true;
    while (next) {
      const { wanted } = next;
      next = undefined;
      try {
        const answer = await ask(wanted);
        if (!next && newest === wanted) show(answer, wanted);
      } catch {
        // Whoever asks turns what can go wrong into an answer of its own.
      }
    }
    isUnderWay = false;
  }

  return {
    want(wanted) {
      next = { wanted };
      newest = wanted;
      if (!isUnderWay) askInTurn();
    },
    leave() {
      next = undefined;
      newest = undefined;
    },
  };
}
