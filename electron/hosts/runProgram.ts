import type { Answer } from '#shared/contract/errorCode.ts';
import type { OfficeEvent } from '#shared/contract/officeEvent.ts';
import { createDesk } from './desk/createDesk.ts';
import { readPreferences } from './desk/preferencesFile.ts';
import type { Host, HostWindow } from './host.ts';
import type { OfficeProcess } from './startOffice.ts';
import { windowAsset } from './windowAsset.ts';

export type ProgramEnd = 'lock' | 'quit';

const notStarted: Answer<never> = {
  ok: false,
  code: 'officeGone',
  message: '后台程序没能启动，这一步没有完成。您输入的内容还在窗口中，请再试一次。',
};

/**
 * One life of the program on a data directory: office, window, and what passes between them. Resolves when the window is
 * closed or the person locks; every process that was started has ended by then. An answer that is not ok says why the
 * data directory could not be opened; the window has shown it to the person before.
 */
export async function runProgram(host: Host, directory: string): Promise<Answer<ProgramEnd>> {
  let window: HostWindow | undefined;
  let end: ProgramEnd = 'quit';
  let hasOpened = false;
  let isCutOff = false;
  const emit = (event: OfficeEvent) => window?.send(event);
  const start = async (): Promise<Answer<OfficeProcess>> => {
    try {
      const started = await host.startOffice(directory, { print: (html) => host.print(html), emit, gone });
      if (started.ok) hasOpened = true;
      return started;
    } catch {
      // Nobody may be waiting for this start; the next call is told of it.
      return notStarted;
    }
  };
  // One attempt a fall: an office that cannot start says so in the answer to the next call, which tries again.
  const gone = () => {
    office = start();
    office.then(() => emit({ kind: 'officeRestarted' }));
  };
  /** The office that runs; a directory that could not be opened at first stays closed for this life of the program. */
  const running = async (): Promise<Answer<OfficeProcess>> => {
    const answer = await office;
    if (answer.ok || !hasOpened) return answer;
    office = start();
    return office;
  };

  const desk = createDesk({
    host,
    directory,
    end: (reason) => {
      end = reason;
      // After the answer has gone back to the page that asked.
      setTimeout(() => window?.close(), 0);
    },
  });
  // Office and window start side by side: each takes about as long as the other, and the first call waits for the office.
  let office = start();
  const first = office;
  // The window saves what is open and then locks, as after a while without a key.
  const unwatch = host.screenLock?.watch(() => emit({ kind: 'screenLocked' }));
  try {
    window = await host.openWindow({
      title: '内刊工作站',
      bounds: readPreferences(directory).window,
      asset: windowAsset,
      onCall: async (sender, channel, name, input) => {
        if (channel === 'desk') return desk(sender, name, input);
        const answer = await running();
        return answer.ok ? answer.value.call(sender, name, input) : answer;
      },
    });
    // What a window that fell held cannot be shown again: the next one stands at the sign-in, as after a lock.
    isCutOff = (await window.closed) === 'crashed';
    if (isCutOff) end = 'lock';
  } finally {
    unwatch?.();
    const last = await office;
    if (last.ok) await last.value.close(isCutOff);
    await host.close();
  }
  const opened = await first;
  return opened.ok ? { ok: true, value: end } : opened;
}
