import type { Answer } from '#shared/contract/errorCode.ts';
import type { OfficeEvent } from '#shared/contract/officeEvent.ts';
import { createDesk } from './desk/createDesk.ts';
import { readPreferences } from './desk/preferencesFile.ts';
import type { Host, HostWindow } from './host.ts';
import type { OfficeProcess } from './startOffice.ts';
import { windowAsset } from './windowAssets.ts';

export type ProgramEnd = 'lock' | 'quit';

/**
 * One life of the program on a data directory: office, window, and what passes between them. Resolves when the window is
 * closed or the person locks; every process that was started has ended by then. An answer that is not ok says why the
 * data directory could not be opened.
 */
export async function runProgram(host: Host, directory: string): Promise<Answer<ProgramEnd>> {
  let window: HostWindow | undefined;
  let office: OfficeProcess | undefined;
  let end: ProgramEnd = 'quit';
  const emit = (event: OfficeEvent) => window?.send(event);
  const start = async (): Promise<Answer<OfficeProcess>> => {
    const started = await host.startOffice(directory, {
      print: (html) => host.print(html),
      emit,
      gone: () => {
        office = undefined;
        restart();
      },
    });
    if (started.ok) office = started.value;
    return started;
  };
  // One attempt a fall: an office that cannot start says so in the answer to the next call.
  const restart = () => {
    start().then(() => emit({ kind: 'officeRestarted' }));
  };

  const started = await start();
  if (!started.ok) {
    await host.close();
    return started;
  }
  const desk = createDesk({
    host,
    directory,
    end: (reason) => {
      end = reason;
      // After the answer has gone back to the page that asked.
      setTimeout(() => window?.close(), 0);
    },
  });
  const preferences = readPreferences(directory);
  window = await host.openWindow({
    title: '内刊工作站',
    bounds: preferences.window,
    asset: windowAsset,
    onCall: async (sender, channel, name, input) => {
      if (channel === 'desk') return desk(sender, name, input);
      if (office) return office.call(sender, name, input);
      const again = await start();
      return again.ok ? again.value.call(sender, name, input) : again;
    },
  });
  await window.closed;
  await office?.close();
  await host.close();
  return { ok: true, value: end };
}
