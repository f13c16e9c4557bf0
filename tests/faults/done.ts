import type { Answer } from '#shared/contract/errorCode.ts';

/** The value of an answer that has to be one; throws with the refusal's words. */
export function done<Value>(answer: Answer<Value>): Value {
  if (answer.ok) return answer.value;
  throw new Error(`${answer.code}: ${answer.message}`);
}
