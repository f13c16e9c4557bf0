import type { KeptSearch, SearchFilters, searchCommands } from '#shared/contract/searchCommands.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { draftIds, searchDrafts } from '#store/content/searchDrafts.ts';
import { searchFacets } from '#store/content/searchFacets.ts';
import { changeContent, contentOf, type Handlers, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';

/** So many of the last searches are kept, and so many under names; the base keeps to the same. */
const mostRecent = 20;
const mostSaved = 50;
/** A list shows no more than these of what holds the words. */
const mostIds = 2000;

/** What a search may be narrowed to, the search of 来稿 and 稿件, and what each person searches for. */
export const searchHandlers: Handlers<keyof typeof searchCommands> = {
  countFacets(context, query) {
    const { year, unit, column, publication } = searchFacets(contentOf(context), query);
    return { year: [...year], unit: [...unit], column: [...column], publication: [...publication] };
  },

  searchDrafts(context, query) {
    const { hits, notes, ...counts } = searchDrafts(contentOf(context), query);
    return {
      ...counts,
      notes: [...notes],
      hits: hits.map(({ at, titleParts, snippet, ...hit }) => ({
        ...hit,
        on: at.slice(0, 10),
        titleParts: [...titleParts],
        snippet: [...snippet],
      })),
    };
  },

  findDrafts(context, query) {
    return { ids: [...draftIds(contentOf(context), { ...query, limit: mostIds })] };
  },

  listSearches(context) {
    return keptSearches(context);
  },

  noteSearch(context, { text, filters }) {
    const { personId } = sessionOf(context);
    const query = queryOf(text, filters);
    changeContent(context, (content) => {
      content
        .prepare('DELETE FROM search_memory WHERE person_id = ? AND query = ? AND name IS NULL')
        .run(personId, query);
      content
        .prepare(
          `DELETE FROM search_memory WHERE id IN (SELECT id FROM search_memory WHERE person_id = ? AND name IS NULL
             ORDER BY used_at DESC, rowid DESC LIMIT -1 OFFSET ?)`,
        )
        .run(personId, mostRecent - 1);
      content
        .prepare('INSERT INTO search_memory (id, person_id, name, query, used_at) VALUES (?, ?, NULL, ?, ?)')
        .run(context.environment.newId(), personId, query, instantOf(context));
    });
    return keptSearches(context);
  },

  saveSearch(context, { text, filters, name }) {
    const { personId } = sessionOf(context);
    const { saved } = keptSearches(context);
    if (saved.some((one) => one.name === name)) {
      throw new OfficeError('illegalState', `已经有一条检索叫“${name}”。请换一个名称，或者先删去那一条。`);
    }
    if (saved.length >= mostSaved) {
      throw new OfficeError('illegalState', `已经保存了${mostSaved}条检索，不能再多。请先删去不用的。`);
    }
    const id = context.environment.newId();
    changeContent(context, (content, record) => {
      content
        .prepare('INSERT INTO search_memory (id, person_id, name, query, used_at) VALUES (?, ?, ?, ?, ?)')
        .run(id, personId, name, queryOf(text, filters), instantOf(context));
      record('saveSearch', id);
    });
    return keptSearches(context);
  },

  removeSearch(context, { id }) {
    const { recent, saved } = keptSearches(context);
    const kept = [...recent, ...saved].find((one) => one.id === id);
    if (!kept) throw new OfficeError('notFound', '找不到这条检索。');
    changeContent(context, (content, record) => {
      content.prepare('DELETE FROM search_memory WHERE id = ? AND person_id = ?').run(id, sessionOf(context).personId);
      if (kept.name !== undefined) record('removeSearch', id);
    });
    return keptSearches(context);
  },
};

function queryOf(text: string, filters: SearchFilters): string {
  return canonicalJson({ text, filters });
}

function keptSearches(context: OfficeContext): { recent: KeptSearch[]; saved: KeptSearch[] } {
  const rows = contentOf(context)
    .prepare('SELECT id, name, query, used_at FROM search_memory WHERE person_id = ? ORDER BY used_at DESC, rowid DESC')
    .all(sessionOf(context).personId) as readonly {
    readonly id: string;
    readonly name: string | null;
    readonly query: string;
    readonly used_at: string;
  }[];
  const kept = rows.map(({ id, name, query, used_at }): KeptSearch => {
    const { text, filters } = JSON.parse(query) as Pick<KeptSearch, 'text' | 'filters'>;
    return { id, ...(name === null ? {} : { name }), text, filters, usedAt: used_at };
  });
  return {
    recent: kept.filter(({ name }) => name === undefined),
    saved: kept
      .filter(({ name }) => name !== undefined)
      .sort((one, other) => (one.name ?? '').localeCompare(other.name ?? '', 'zh')),
  };
}
