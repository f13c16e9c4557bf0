import { createTermForms } from '#shared/proofreading/mergeTerms.ts';
import type { Term } from '#shared/proofreading/term.ts';
import { changeContent, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { selectTerms, upsertTerm } from '../terms/termQueries.ts';

/** Entries of the lexicon that are new, and changed ones; one whose form another entry has here is left out. */
export function takeTerms(context: OfficeContext, terms: readonly Term[]): number {
  const { personId } = sessionOf(context);
  return changeContent(context, (content, record) => {
    const here = selectTerms(content);
    const at = instantOf(context);
    const forms = createTermForms();
    for (const { publicationId, entry, id } of here) {
      if (!terms.some((one) => one.id === id)) forms.add(publicationId, entry);
    }
    const taken = terms.filter((term) => {
      if (forms.add(term.publicationId, term.entry) !== undefined) return false;
      const known = here.find(({ id }) => id === term.id);
      return !known || JSON.stringify(known.entry) !== JSON.stringify(term.entry);
    });
    for (const term of taken) content.prepare('DELETE FROM term_forms WHERE term_id = ?').run(term.id);
    for (const term of taken) upsertTerm(content, term, personId, at);
    if (taken.length > 0) record('importTerms', 'terms', { added: taken.length, changed: 0 });
    return taken.length;
  });
}
