import type { Preferences } from '#shared/contract/deskCommands.ts';
import type { Answer } from '#shared/contract/errorCode.ts';
import type { OfficeEvent } from '#shared/contract/officeEvent.ts';
import type { Sender } from '#shared/contract/sender.ts';
import type { Burning } from './burning.ts';
import type { Printing } from './printing.ts';
import type { ScreenLock } from './screenLock/screenLock.ts';
import type { OfficeHost, OfficeProcess } from './startOffice.ts';

/** One file of the window as a page asks for it: bytes, type, and the headers that go with them. */
export interface WindowAsset {
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

export interface HostWindowOptions {
  readonly title: string;
  readonly bounds: Preferences['window'];
  /** The file behind a path of the window's own address; undefined where there is none. */
  readonly asset: (path: string) => WindowAsset | undefined;
  /** A call of the page; `channel` says whether the office or the desk is asked. */
  readonly onCall: (sender: Sender, channel: 'call' | 'desk', name: string, input: unknown) => Promise<Answer<unknown>>;
}

export interface HostWindow {
  /** Reaches the page, or is lost while there is none. */
  readonly send: (event: OfficeEvent) => void;
  /** Asks nothing: the caller has made sure that nothing is lost. */
  readonly close: () => Promise<void>;
  /** When the window is gone: whoever closed it, or because its page fell. */
  readonly closed: Promise<'closed' | 'crashed'>;
}

export interface RefusedRequests {
  readonly count: number;
  /** The last few addresses, newest first, without what follows a question mark. */
  readonly last: readonly string[];
}

/** What differs between Electron and a system Chromium; nothing else in the program asks which of them it is in. */
export interface Host {
  readonly name: 'electron' | 'chromium';
  /** Name and version of the browser, for 关于. */
  readonly browser: string;
  readonly openWindow: (options: HostWindowOptions) => Promise<HostWindow>;
  readonly startOffice: (directory: string, host: OfficeHost) => Promise<Answer<OfficeProcess>>;
  /** One self-contained page in, a PDF out; in a process apart from the window. */
  readonly print: (html: string) => Promise<Uint8Array>;
  /** The host's own way to paper; without it the machine's printing service is asked. */
  readonly printing?: Printing;
  /** The host's own way to a disc; without it xorriso is asked. */
  readonly burning?: Burning;
  readonly refused: () => RefusedRequests;
  /** Whether the browser runs in a network namespace of its own, in which there is no interface. */
  readonly isWithoutInterfaces: boolean;
  /** Absent where the host cannot know. */
  readonly screenLock?: ScreenLock;
  /** Ends every process the host has started. */
  readonly close: () => Promise<void>;
}
