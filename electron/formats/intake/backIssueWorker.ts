// Reads past issues in a thread of its own: whoever works meanwhile is not held up, and what a hostile file breaks ends here.
import { parentPort } from 'node:worker_threads';
import type { BackIssueAnswer, BackIssueRequest } from './createBackIssueReader.ts';
import { readBackIssueFile } from './readBackIssueFile.ts';
import { sm3Of } from './sm3Of.ts';
import { UnreadableFileError } from './unreadableFileError.ts';

parentPort?.on('message', async ({ name, bytes }: BackIssueRequest) => {
  const sm3 = await sm3Of(bytes);
  let answer: BackIssueAnswer;
  try {
    answer = { sm3, read: await readBackIssueFile({ name, bytes }), failure: undefined };
  } catch (error) {
    answer = { sm3, read: undefined, failure: failureOf(name, error) };
  }
  parentPort?.postMessage(answer);
});

function failureOf(name: string, error: unknown): string {
  if (error instanceof UnreadableFileError) return error.message.replace(`${name}：`, '');
  return '读到一半出错，文件可能已损坏';
}
