import type { Office } from '#office/office.ts';
import { passwordOf, value } from './foundedOffice.ts';

/** Whoever is signed in approves what waits for that person, as it stands, also that marks go; how many there were. */
export async function approveMarkings({ client }: Office, personId: string): Promise<number> {
  const awaited = value(await client.listMarkingsAwaited({}));
  for (const { record, drop: wanted } of awaited) {
    const of = { record, ...(wanted ? { drop: wanted.number } : {}) };
    const { text } = value(await client.readMarkingAwaited(of));
    value(await client.answerMarking({ ...of, text, isApproved: true, password: passwordOf(personId) }));
  }
  return awaited.length;
}
