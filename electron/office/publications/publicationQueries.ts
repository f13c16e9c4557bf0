import type { Publication } from '#shared/contract/registerCommands.ts';
import { PublicationSettings } from '#shared/issue/publicationSettings.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { OfficeError } from '../officeError.ts';

interface StoredPublication {
  readonly id: string;
  readonly name: string;
  readonly settings: string;
}

export function selectPublications(register: ReadableDatabase): Publication[] {
  const rows = register.prepare('SELECT * FROM publications ORDER BY name').all() as readonly StoredPublication[];
  return rows.map(publicationOf);
}

/** Throws notFound. Settings written by an earlier program get the defaults of what it did not know. */
export function selectPublication(register: ReadableDatabase, id: string): Publication {
  const row = register.prepare('SELECT * FROM publications WHERE id = ?').get(id);
  if (!row) throw new OfficeError('notFound', '找不到这个刊物。');
  return publicationOf(row as StoredPublication);
}

function publicationOf({ id, name, settings }: StoredPublication): Publication {
  return { id, name, settings: PublicationSettings.parse(JSON.parse(settings)) };
}
