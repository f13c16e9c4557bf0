import type { CommandName } from './contract.ts';
import type { DeskCommandName } from './deskCommands.ts';
import type { Answer } from './errorCode.ts';
import type { OfficeEvent } from './officeEvent.ts';

/** `window.neikan`: all that a page of the program can reach. Frozen before any script of the page runs. */
export interface Bridge {
  readonly call: (name: CommandName, input: unknown) => Promise<Answer<unknown>>;
  readonly desk: (name: DeskCommandName, input: unknown) => Promise<Answer<unknown>>;
  /** Returns the function that stops listening. */
  readonly onEvent: (listener: (event: OfficeEvent) => void) => () => void;
}
