import { joinedNumbers, type LastNumber } from '#shared/handover/lastNumber.ts';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import { changeContent, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { selectPublications } from '../publications/publicationQueries.ts';
import { dutyHere } from './dutyHere.ts';

/**
 * Puts what the register has decided about this machine into the base of manuscripts, which holds to it by itself. Of somebody
 * who reads none the next who does brings it there; until then the office holds to the register.
 */
export function keepDuties(context: OfficeContext): void {
  const { register, content: readable } = sessionOf(context);
  if (!readable) return;
  const newest = readable.prepare(
    'SELECT refused, last FROM duties_here WHERE publication_id = ? ORDER BY number DESC LIMIT 1',
  );
  const changed = selectPublications(register).flatMap(({ id }) => {
    const { refused, last } = dutyHere(register, id);
    const kept = newest.get(id) as { readonly refused: string; readonly last: string } | undefined;
    const before = kept ?? { refused: '[]', last: '[]' };
    // A number that was granted stays so, whatever the register knows.
    const granted = joinedNumbers(JSON.parse(before.last) as LastNumber[], last);
    const now = { refused: canonicalJson([...refused]), last: canonicalJson(granted) };
    return now.refused === before.refused && now.last === before.last ? [] : [{ id, ...now }];
  });
  if (changed.length === 0) return;
  changeContent(context, (content, record) => {
    for (const { id, refused, last } of changed) {
      content
        .prepare(
          `INSERT INTO duties_here (number, publication_id, refused, last, at)
           SELECT coalesce(max(number), 0) + 1, ?, ?, ?, ? FROM duties_here`,
        )
        .run(id, refused, last, instantOf(context));
      record('keepMachineDuty', id, { refusedSteps: JSON.parse(refused) as Json });
    }
  });
}
