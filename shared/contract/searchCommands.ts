import { z } from 'zod';
import { type CommandTable, editorialRoles } from './command.ts';
import { day, id, instant, name, nothing } from './values.ts';

/** A stretch of a text, and whether the query hit it. */
export const searchPart = z.strictObject({ text: z.string(), hit: z.boolean() });

export const queryText = z.string().max(500);

/** What a search is narrowed to by a click, compared as a whole. */
export const SearchFilters = z.strictObject({
  year: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  unit: z.string().max(500).optional(),
  column: z.string().max(500).optional(),
  publication: z.string().max(500).optional(),
});
export type SearchFilters = z.infer<typeof SearchFilters>;

/** What of a query could not be read as it was meant, in UTF-16 units of the query. */
export const QueryNote = z.strictObject({
  kind: z.enum([
    'openQuote',
    'openBracket',
    'strayBracket',
    'missingWords',
    'emptyField',
    'noSuchDay',
    'tooLong',
    'tooDeep',
  ]),
  start: z.int(),
  end: z.int(),
});
export type QueryNote = z.infer<typeof QueryNote>;

/** `hasMore`: there are more than were counted. */
const facet = z.array(z.strictObject({ value: z.string(), count: z.int(), hasMore: z.boolean() }));

const draftKinds = ['manuscript', 'article'] as const;

const page = {
  order: z.enum(['newest', 'relevance']).default('newest'),
  limit: z.int().min(1).max(200).default(50),
  offset: z.int().min(0).max(100_000).default(0),
};

/** What is kept of a search; a name makes it one of the saved. */
export const KeptSearch = z.strictObject({
  id,
  name: z.string().optional(),
  text: queryText,
  filters: SearchFilters,
  usedAt: instant,
});
export type KeptSearch = z.infer<typeof KeptSearch>;

const search = { text: queryText.trim().min(1), filters: SearchFilters.default({}) };
const keptSearches = z.strictObject({ recent: z.array(KeptSearch), saved: z.array(KeptSearch) });

export const searchCommands = {
  /** How many hits of a search each year, unit, column and publication has. */
  countFacets: {
    role: editorialRoles,
    input: z.strictObject({ text: queryText, filters: SearchFilters.default({}) }),
    output: z.strictObject({ year: facet, unit: facet, column: facet, publication: facet }),
  },
  /** 来稿 and 稿件 by their words: what came in as it came, articles as they were saved last. */
  searchDrafts: {
    role: editorialRoles,
    input: z.strictObject({ text: queryText, kind: z.enum(draftKinds).optional(), ...page }),
    output: z.strictObject({
      total: z.int(),
      hasMore: z.boolean(),
      notes: z.array(QueryNote),
      hits: z.array(
        z.strictObject({
          kind: z.enum(draftKinds),
          id,
          title: z.string(),
          unit: z.string(),
          /** The day it arrived or was saved last. */
          on: day,
          titleParts: z.array(searchPart),
          snippet: z.array(searchPart),
        }),
      ),
    }),
  },
  /** Which 来稿 or 稿件 hold what is searched for; the newest where there are more than can be told. */
  findDrafts: {
    role: editorialRoles,
    input: z.strictObject({ text: queryText, kind: z.enum(draftKinds) }),
    output: z.strictObject({ ids: z.array(id) }),
  },
  /** The caller's own searches: the last twenty, the newest first, and up to fifty under names. */
  listSearches: { role: editorialRoles, input: nothing, output: keptSearches },
  /** Keeps a search among the last ones; leaves no record, as reading leaves none. */
  noteSearch: { role: editorialRoles, input: z.strictObject(search), output: keptSearches },
  /** Keeps a search under a name. */
  saveSearch: { role: editorialRoles, input: z.strictObject({ ...search, name }), output: keptSearches },
  /** Forgets one of the caller's searches. */
  removeSearch: { role: editorialRoles, input: z.strictObject({ id }), output: keptSearches },
} as const satisfies CommandTable;
