import type { Answer } from '#shared/contract/errorCode.ts';
import { words } from '../strings/words.ts';

/**
 * The answer to a call, also where what should give it has gone and the call itself fails: a screen that waits for an
 * answer is told that there is none, and does not wait for ever.
 */
export async function answered(call: () => Promise<Answer<unknown>>): Promise<Answer<unknown>> {
  try {
    return await call();
  } catch {
    return { ok: false, code: 'officeGone', message: words.noAnswer };
  }
}
