import type { OfficeClient } from '#shared/contract/officeClient.ts';
import { answered } from './answered.ts';
import { CommandFailure } from './commandFailure.ts';

/** The id of the ticket with this number. Throws a CommandFailure where there is none. */
export async function ticketNumbered(client: OfficeClient, number: string): Promise<string> {
  const ticket = answered(await client.listTickets({})).find((one) => one.number === number);
  if (!ticket) throw new CommandFailure(1, `没有编号为“${number}”的输出票。没有写。`);
  return ticket.id;
}
