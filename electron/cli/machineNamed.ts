import type { OfficeClient } from '#shared/contract/officeClient.ts';
import { answered } from './answered.ts';
import { CommandFailure } from './commandFailure.ts';

/** The card of the machine with this name that holds, by its hash. Throws a CommandFailure where there is none. */
export async function machineNamed(
  client: OfficeClient,
  name: string,
  { isOwnToo = false, isVoidToo = false }: { readonly isOwnToo?: boolean; readonly isVoidToo?: boolean } = {},
): Promise<string> {
  const machine = answered(await client.listMachines({})).findLast(
    (one) =>
      one.name === name &&
      (isOwnToo || !one.isOwn) &&
      (one.state === 'confirmed' || (isVoidToo && one.state === 'revoked')),
  );
  if (!machine) throw new CommandFailure(1, `没有核对过的机器叫“${name}”。`);
  return machine.card;
}
