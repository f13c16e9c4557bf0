import { z } from 'zod';
import { IssueDocument, PaperNote, signOffSteps } from '#shared/issue/issueDocument.ts';
import { Flow } from '#shared/workflow/flowSchema.ts';
import { issueStates } from '#shared/workflow/issueWorkflow.ts';
import { type CommandTable, editorialRoles } from './command.ts';
import { IssueStep } from './issueCommands.ts';
import { QueryNote, queryText, SearchFilters, searchPart } from './searchCommands.ts';
import { bytes, day, hash, id, instant, nothing } from './values.ts';

export const ArchivedIssue = z.strictObject({
  issueId: id,
  publicationName: z.string(),
  numberText: z.string(),
  date: day,
  titles: z.array(z.string()),
  state: z.enum(issueStates),
  releasedAt: instant,
  archivedAt: instant.optional(),
});
export type ArchivedIssue = z.infer<typeof ArchivedIssue>;

const frozenFile = z.strictObject({ name: z.string(), bytes: z.int(), sm3: hash });
const exportFiles = z.array(z.strictObject({ name: z.string(), bytes }));

/** With a ticket where the publication asks for one; an export uses one copy of it. */
const ticketed = z.strictObject({ id, ticketId: id.optional() });

export const IssueVerdict = z.strictObject({
  issueId: id,
  numberText: z.string(),
  faults: z.array(z.strictObject({ file: z.string(), message: z.string() })),
  /** `label` is what the station was called. */
  signatures: z.array(
    z.strictObject({
      step: z.enum(signOffSteps),
      label: z.string(),
      person: z.string(),
      at: instant,
      paper: PaperNote.optional(),
    }),
  ),
});
export type IssueVerdict = z.infer<typeof IssueVerdict>;

export const archiveCommands = {
  /** Every issue that was ever signed, newest first. */
  listArchive: {
    role: editorialRoles,
    input: z.strictObject({ publicationId: id.optional(), year: z.int().optional() }),
    output: z.array(ArchivedIssue),
  },
  readArchivedIssue: {
    role: editorialRoles,
    input: z.strictObject({ id }),
    output: z.strictObject({
      issue: ArchivedIssue,
      document: IssueDocument,
      files: z.array(frozenFile),
      /** What was signed at 签发, over the document and the files. */
      issueHash: hash,
      /** What every other station signed. */
      contentHash: hash,
      flow: Flow,
      steps: z.array(IssueStep),
    }),
  },
  readFrozenFile: {
    role: editorialRoles,
    input: z.strictObject({ id, name: z.string().min(1).max(255) }),
    output: z.strictObject({ name: z.string(), bytes }),
  },
  /** A signed issue as its frozen bytes, with the manifest that proves them. */
  exportIssue: { role: editorialRoles, input: ticketed, output: exportFiles },
  /** An issue that is not signed yet, its pages marked 草稿 with name and time. */
  exportDraft: { role: editorialRoles, input: ticketed, output: exportFiles },
  /** One issue or, without `id`, all of them. */
  verifyArchive: { role: editorialRoles, input: z.strictObject({ id: id.optional() }), output: z.array(IssueVerdict) },
  /** Ends verifyArchive or testRecords, which answers illegalState with `details.isStopped`; nothing of it is put on record. */
  stopProof: { role: editorialRoles, input: nothing, output: nothing },
  searchIssues: {
    role: editorialRoles,
    input: z.strictObject({
      text: queryText,
      filters: SearchFilters.default({}),
      order: z.enum(['newest', 'relevance']).default('newest'),
      limit: z.int().min(1).max(200).default(50),
      offset: z.int().min(0).max(100_000).default(0),
    }),
    output: z.strictObject({
      /** Counted no further than 1,000; `hasMore` says that there are more. */
      total: z.int(),
      hasMore: z.boolean(),
      notes: z.array(QueryNote),
      hits: z.array(
        z.strictObject({
          issueId: id,
          /** Null where the words are the issue's own (编者按). */
          articleId: z.string().nullable(),
          title: z.string(),
          titleParts: z.array(searchPart),
          unit: z.string(),
          numberText: z.string(),
          issuedOn: day,
          isVoid: z.boolean(),
          snippet: z.array(searchPart),
        }),
      ),
    }),
  },
} as const satisfies CommandTable;
