import type { CommandOutput } from '#shared/contract/contract.ts';
import { office } from './office.ts';
import { createStore } from './store.ts';

type Check = CommandOutput<'checkBases'>;

/** What the last check of this window has found; the place that shows it may be opened later. */
export const lastCheck = createStore<Check | undefined>(undefined);

/** Checks, and keeps what was found. */
export async function checkBases(kind: 'due' | 'full'): ReturnType<typeof office.checkBases> {
  const answer = await office.checkBases({ kind });
  if (answer.ok) lastCheck.set(answer.value);
  return answer;
}
