import type { CommandInput, CommandName, CommandOutput } from './contract.ts';
import { contract } from './contract.ts';
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
