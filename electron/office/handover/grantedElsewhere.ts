import type { LastNumber } from '#shared/handover/lastNumber.ts';
import type { ReadableDatabase } from '#store/database.ts';

/** The last numbers of a publication that were granted on other machines, as this one was told when numbering came here. */
export function grantedElsewhere(content: ReadableDatabase, publicationId: string): readonly LastNumber[] {
  const last = content
    .prepare('SELECT last FROM duties_here WHERE publication_id = ? ORDER BY number DESC LIMIT 1')
    .pluck()
    .get(publicationId) as string | undefined;
  return last === undefined ? [] : (JSON.parse(last) as LastNumber[]);
}
