import type { OfficeClient } from '#shared/contract/officeClient.ts';
import { answered } from './answered.ts';
import { CommandFailure } from './commandFailure.ts';

/** The id of the publication with this name. Throws a CommandFailure that tells which there are. */
export async function publicationNamed(client: OfficeClient, name: string): Promise<string> {
  const publications = answered(await client.listPublications({}));
  const found = publications.find((publication) => publication.name === name);
  if (found) return found.id;
  const names = publications.map((publication) => publication.name).join('、');
  throw new CommandFailure(1, `没有叫“${name}”的刊物。现有：${names || '没有刊物'}`);
}
