import type { Office } from '#office/office.ts';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { value } from '../office/foundedOffice.ts';

export type Batch = CommandOutput<'readBackIssueBatch'>;

/** Waits until a batch is in another state than these. */
export async function whenOver(
  { client }: Office,
  id: string,
  states: readonly Batch['batch']['state'][] = ['reading', 'confirming'],
): Promise<Batch> {
  for (let tries = 0; tries < 1200; tries += 1) {
    const read = value(await client.readBackIssueBatch({ id }));
    if (!states.includes(read.batch.state)) return read;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('the work behind a batch stands still');
}

export function itemAt({ items }: Batch, path: string): Batch['items'][number] {
  const item = items.find((one) => one.path === path);
  if (!item) throw new Error(`no file ${path}`);
  return item;
}
