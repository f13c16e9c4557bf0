import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { OfficeChild } from '../officeChild.ts';

const entry = fileURLToPath(new URL('../../office/officeProcess.ts', import.meta.url));

/** The office in a Node process of its own; it ends when this one does. */
export function forkOffice(): OfficeChild {
  const child = fork(entry, { serialization: 'advanced', execArgv: [] });
  return {
    post: (message) => {
      if (child.connected) child.send(message as object);
    },
    onMessage: (listener) => {
      child.on('message', listener);
    },
    ended: new Promise((resolve) => child.once('exit', () => resolve())),
    release: () => {
      if (child.connected) child.disconnect();
    },
    kill: () => {
      child.kill('SIGKILL');
    },
    pid: child.pid,
  };
}
