/** Asks once for all who ask in the same turn, as those do who are told of one event; the next turn asks anew. */
export function oncePerTask<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let asked: Promise<Value> | undefined;
  return () => {
    if (!asked) {
      asked = ask();
      setTimeout(() => {
        asked = undefined;
      });
    }
    return asked;
  };
}
