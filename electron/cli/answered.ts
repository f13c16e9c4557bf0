import type { Answer } from '#shared/contract/errorCode.ts';
import { CommandFailure } from './commandFailure.ts';

/**
 * The value of an answer; a CommandFailure with the office's own words for a refusal. `reading` names the file that is
 * damaged where the answer says so: the office speaks of saving then, which nothing at the command line has tried.
 */
export function answered<Value>(answer: Answer<Value>, reading?: string): Value {
  if (answer.ok) return answer.value;
  // A message of the store names the file by itself; the one that does not is the general one.
  if (answer.code === 'dataDamaged' && reading !== undefined && !answer.message.includes('.')) {
    throw new CommandFailure(1, `${reading}有损坏的地方，校验不通过。请用备份恢复。`);
  }
  throw new CommandFailure(1, answer.message);
}
