import type { z } from 'zod';
import { type CommandInput, type CommandName, type CommandOutput, contract } from './contract.ts';
import { type DeskCommandName, type DeskContract, deskCommands } from './deskCommands.ts';
import type { Answer } from './errorCode.ts';

/** One function a command; what the window, the command line and the tests call. */
export type OfficeClient = {
  readonly [Name in CommandName]: (input: CommandInput<Name>) => Promise<Answer<CommandOutput<Name>>>;
};

/** The client of an office that is reached by `call`, made from the contract itself. */
export function createOfficeClient(
  call: (name: CommandName, input: unknown) => Promise<Answer<unknown>>,
): OfficeClient {
  const names = Object.keys(contract) as CommandName[];
  return Object.freeze(
    Object.fromEntries(names.map((name) => [name, (input: unknown) => call(name, input)])),
  ) as OfficeClient;
}

/** The client of the desk, of the same make. */
export type DeskClient = {
  readonly [Name in DeskCommandName]: (
    input: z.input<DeskContract[Name]['input']>,
  ) => Promise<Answer<z.output<DeskContract[Name]['output']>>>;
};

/** The client of a desk that is reached by `call`. */
export function createDeskClient(
  call: (name: DeskCommandName, input: unknown) => Promise<Answer<unknown>>,
): DeskClient {
  const names = Object.keys(deskCommands) as DeskCommandName[];
  return Object.freeze(
    Object.fromEntries(names.map((name) => [name, (input: unknown) => call(name, input)])),
  ) as DeskClient;
}
