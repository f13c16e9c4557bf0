import type { z } from 'zod';
import type { CommandInput, CommandName, CommandOutput } from './contract.ts';
import type { DeskCommandName, DeskContract } from './deskCommands.ts';
import type { Answer } from './errorCode.ts';

/** One function a command; what the window, the command line and the tests call. */
export type OfficeClient = {
  readonly [Name in CommandName]: (input: CommandInput<Name>) => Promise<Answer<CommandOutput<Name>>>;
};

/** The client of an office that is reached by `call`. */
export function createOfficeClient(
  call: (name: CommandName, input: unknown) => Promise<Answer<unknown>>,
): OfficeClient {
  return clientOf<OfficeClient, CommandName>(call);
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
  return clientOf<DeskClient, DeskCommandName>(call);
}

/**
 * A function for whatever command is asked for: the types know which there are, and the other side refuses any other. So
 * the window need not carry every schema of the contract before it can show its first screen.
 */
function clientOf<Client extends object, Name extends string>(
  call: (name: Name, input: unknown) => Promise<Answer<unknown>>,
): Client {
  const functions = new Map<string, (input: unknown) => Promise<Answer<unknown>>>();
  return new Proxy(Object.freeze({}) as Client, {
    get: (_, name) => {
      // A client is no promise, though an `await` asks it.
      if (typeof name !== 'string' || name === 'then') return undefined;
      const known = functions.get(name) ?? ((input: unknown) => call(name as Name, input));
      functions.set(name, known);
      return known;
    },
  });
}
