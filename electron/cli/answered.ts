import type { Answer } from '#shared/contract/errorCode.ts';
import { CommandFailure } from './commandFailure.ts';

/** The value of an answer; a CommandFailure with the office's own words for a refusal. */
export function answered<Value>(answer: Answer<Value>): Value {
  if (answer.ok) return answer.value;
  throw new CommandFailure(1, answer.message);
}
