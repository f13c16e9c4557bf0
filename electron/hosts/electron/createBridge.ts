import type { IpcRenderer, IpcRendererEvent } from 'electron';
import type { Bridge } from '#shared/contract/bridge.ts';
import type { OfficeEvent } from '#shared/contract/officeEvent.ts';

/** `window.neikan` over Electron's channels: two to ask by, one to be told by, and no other. */
export function createBridge(channel: Pick<IpcRenderer, 'invoke' | 'on' | 'off'>): Bridge {
  return {
    call: (name, input) => channel.invoke('call', name, input),
    desk: (name, input) => channel.invoke('desk', name, input),
    onEvent: (listener) => {
      const hear = (_event: IpcRendererEvent, event: OfficeEvent) => listener(event);
      channel.on('event', hear);
      return () => {
        channel.off('event', hear);
      };
    },
  };
}
