// The office in a process of its own, as a host starts it: keys and manuscripts are in this process and no other.
import '../networkTripwire.ts';
import { createBirpc } from 'birpc';
import { answerError } from './answerError.ts';
import { createOffice, type Office } from './office.ts';
import type { HostSide, OfficeSide } from './officeChannel.ts';

/** The channel of a utility process, which is how Electron starts the office; elsewhere it is a forked Node. */
const port = (process as { parentPort?: ParentPort }).parentPort;

interface ParentPort {
  readonly postMessage: (message: unknown) => void;
  readonly on: (event: 'message', listener: (event: { readonly data: unknown }) => void) => void;
}

let office: Office | undefined;

function close(isCutOff: boolean): void {
  office?.close(isCutOff);
  office = undefined;
}

const host = createBirpc<HostSide, OfficeSide>(
  {
    open(directory) {
      try {
        office = createOffice({
          directory,
          print: (html) => host.print(html),
          emit: (event) => {
            // Nobody listens any more while the host goes down; the office closes by itself then.
            host.emit(event).catch(() => {});
          },
        });
        return { ok: true, value: null };
      } catch (error) {
        const answer = answerError(error);
        if (!answer) throw error;
        return answer;
      }
    },
    async call(sender, name, input) {
      if (office) return office.call(sender, name, input);
      return { ok: false, code: 'illegalState', message: '还没有打开数据目录。' };
    },
    close,
  },
  {
    post: (message) => {
      if (port) port.postMessage(message);
      // A program that is gone reads no answer; without a callback the failure would be thrown before the bases close.
      else process.send?.(message, undefined, undefined, () => {});
    },
    on: (listener) => {
      if (port) port.on('message', ({ data }) => listener(data));
      else process.on('message', listener);
    },
    timeout: -1,
  },
);

process.on('disconnect', () => {
  // The program is gone without having closed the office.
  close(true);
  process.exit();
});
