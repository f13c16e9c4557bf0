import type { Office } from '#office/office.ts';
import { passwordOf, value } from './foundedOffice.ts';

/** Whoever is signed in approves what waits for that person, as it stands; how many there were. */
export async function approveMarkings({ client }: Office, personId: string): Promise<number> {
  const awaited = value(await client.listMarkingsAwaited({}));
  for (const { record } of awaited) {
    const { text } = value(await client.readMarkingAwaited({ record }));
    value(await client.answerMarking({ record, text, isApproved: true, password: passwordOf(personId) }));
  }
  return awaited.length;
}
