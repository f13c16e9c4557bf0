import type { WebContents, WebFrameMain } from 'electron';
import type { Sender } from '#shared/contract/sender.ts';

/** Who calls, by the frame that Electron names: the origin it stands at, and whether it is the window's own main frame. */
export function electronSender(
  frame: Pick<WebFrameMain, 'origin' | 'parent'> | null,
  sender: Pick<WebContents, 'id'>,
  window: Pick<WebContents, 'id'>,
): Sender {
  const isMainFrame = frame !== null && frame.parent === null && sender.id === window.id;
  return { kind: 'window', origin: frame?.origin ?? '', isMainFrame };
}
