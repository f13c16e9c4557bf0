import { setImmediate as turn } from 'node:timers/promises';
import { stoppable } from '../backup/runningWork.ts';
import type { OfficeContext } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';

/**
 * Proves one item after another, tells how far it is, and between two of them hears whether the person has ended it. Nothing is
 * written here. Throws illegalState with `details.isStopped` where it was ended.
 */
export async function proveInTurn<Item, Verdict>(
  context: OfficeContext,
  command: 'verifyArchive' | 'testRecords',
  items: readonly Item[],
  { labelOf, prove }: { readonly labelOf: (item: Item) => string; readonly prove: (item: Item) => Verdict },
): Promise<Verdict[]> {
  const { emit } = context.environment;
  const verdicts = await stoppable(context, async (signal) => {
    const proved: Verdict[] = [];
    for (const [part, item] of items.entries()) {
      emit({ kind: 'progress', command, part, whole: items.length, label: labelOf(item) });
      await turn();
      signal.throwIfAborted();
      proved.push(prove(item));
    }
    return proved;
  });
  if (verdicts) return verdicts;
  throw new OfficeError('illegalState', '已停下，没有做完的不作数。', { isStopped: true });
}
