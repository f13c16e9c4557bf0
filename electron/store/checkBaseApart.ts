import { Worker } from 'node:worker_threads';
import type { BaseCheck, BaseCheckRequest } from './baseCheck.ts';

/** Electron takes no TypeScript: there the worker is a bundle beside the office's own. */
const entry = process.versions.electron
  ? new URL('../../build/electron/baseCheckWorker.mjs', import.meta.url)
  : new URL('./baseCheckWorker.ts', import.meta.url);

/** `checkBase` in a thread of its own; the thread has its own copy of the key and ends with the answer. */
export function checkBaseApart(request: BaseCheckRequest): Promise<BaseCheck> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry, { workerData: { ...request, key: new Uint8Array(request.key) } });
    worker.once('message', (check: BaseCheck) => resolve(check));
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the check ended without an answer')));
  });
}
