import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { OfficeChild } from './officeChild.ts';

const sources = fileURLToPath(new URL('../office/officeProcess.ts', import.meta.url));

/** The office in a Node process of its own, from its sources or from the bundle at `entry`; it ends when this one does. */
export function forkOffice(entry = sources): OfficeChild {
  const child = fork(entry, { serialization: 'advanced', execArgv: [] });
  return {
    post: (message) => {
      // An office that has just died takes no message: `ended` says so, and without a callback the failure would be thrown.
      if (child.connected) child.send(message as object, () => {});
    },
    onMessage: (listener) => {
      child.on('message', listener);
    },
    // A process that could not be started has no exit.
    ended: new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    }),
    release: () => {
      if (child.connected) child.disconnect();
    },
    kill: () => {
      child.kill('SIGKILL');
    },
    pid: child.pid,
  };
}
