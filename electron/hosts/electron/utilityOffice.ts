import type { UtilityProcess } from 'electron';
import type { OfficeChild } from '../officeChild.ts';

/** The office in a utility process; `child` is one that was just started from its bundle. */
export function utilityOffice(child: UtilityProcess): OfficeChild {
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      hasEnded = true;
      resolve();
    });
  });
  return {
    post: (message) => {
      if (!hasEnded) child.postMessage(message);
    },
    onMessage: (listener) => {
      child.on('message', listener);
    },
    ended,
    // A utility process has no channel to disconnect; the office has closed its bases before this is asked.
    release: () => {
      child.kill();
    },
    kill: () => {
      child.kill();
    },
    get pid() {
      return child.pid;
    },
  };
}
