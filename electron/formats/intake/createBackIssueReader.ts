import { Worker } from 'node:worker_threads';
import type { BackIssueFile } from './readBackIssueFile.ts';

export interface BackIssueRequest {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What was read, or why the file cannot be read, in Chinese and without its name. */
export type BackIssueAnswer =
  | { readonly sm3: string; readonly read: BackIssueFile; readonly failure: undefined }
  | { readonly sm3: string | undefined; readonly read: undefined; readonly failure: string };

export interface BackIssueReader {
  /** One file at a time. */
  readonly read: (request: BackIssueRequest) => Promise<BackIssueAnswer>;
  readonly close: () => void;
}

/** Electron takes no TypeScript: there the worker is a bundle beside the office's own. */
const entry = process.versions.electron
  ? new URL('../../../build/electron/backIssueWorker.mjs', import.meta.url)
  : new URL('./backIssueWorker.ts', import.meta.url);

/** No honest file of 40 MB takes nearly as long or as much. */
const longestMs = 180_000;
const mostMemoryMb = 1500;

/** Reads past issues in a thread that is started anew after a file on which it broke. */
export function createBackIssueReader(timeoutMs = longestMs): BackIssueReader {
  let worker: Worker | undefined;
  let giveUp: ((failure: string) => void) | undefined;
  const end = () => {
    worker?.terminate().catch(() => {});
    worker = undefined;
  };
  return {
    read: (request) =>
      new Promise((resolve) => {
        worker ??= startWorker();
        const one = worker;
        const settle = (answer: BackIssueAnswer) => {
          clearTimeout(timer);
          giveUp = undefined;
          // A worker whose every listener is taken off hears nothing more.
          one.off('error', onError).off('exit', onExit).off('message', settle);
          resolve(answer);
        };
        giveUp = (failure) => {
          end();
          settle({ sm3: undefined, read: undefined, failure });
        };
        const onError = () => giveUp?.('文件太复杂，读取它要的内存超过了限度');
        const onExit = () => giveUp?.('读取中断，文件可能已损坏');
        const timer = setTimeout(
          () => giveUp?.(`读了${Math.round(timeoutMs / 1000)}秒还没有读完，文件可能已损坏`),
          timeoutMs,
        );
        one.on('error', onError).on('exit', onExit).on('message', settle);
        one.postMessage(request);
      }),
    close: () => {
      giveUp?.('读取已停止');
      end();
    },
  };
}

function startWorker(): Worker {
  const worker = new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb } });
  worker.unref();
  // What breaks between two files is told by the next one.
  worker.on('error', () => {});
  return worker;
}
