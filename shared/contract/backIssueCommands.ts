import { z } from 'zod';
import { IssueDocument, IssueNumber } from '#shared/issue/issueDocument.ts';
import { type CommandTable, editorialRoles } from './command.ts';
import { bytes, day, id, instant, nothing } from './values.ts';

/** A batch is read, looked through and confirmed; up to that it can be undone whole. */
export const backIssueBatchStates = ['reading', 'paused', 'read', 'confirming', 'confirmed'] as const;

export const backIssueItemStates = [
  'waiting',
  'parsed',
  'unsure',
  'duplicate',
  'failed',
  'accepted',
  'skipped',
] as const;
export type BackIssueItemState = (typeof backIssueItemStates)[number];

/** Why a file is unsure or set aside. */
export const backIssueReasons = [
  'noMasthead',
  'otherPublication',
  'noNumber',
  'noDate',
  'noArticles',
  /** The file's name says another number. */
  'otherNumberInName',
  /** Its date lies in another year than its number. */
  'otherYear',
  'titleMissing',
  'unitMissing',
  'leftOverLines',
  /** Where paragraphs or articles begin is not certain. */
  'doubtfulPlaces',
  'otherKind',
  'sameBytes',
  'sameNumber',
  'sameText',
] as const;
export type BackIssueReason = (typeof backIssueReasons)[number];

const reason = z.strictObject({
  kind: z.enum(backIssueReasons),
  /** How many articles or lines, where that is asked. */
  count: z.int().min(1).optional(),
  /** What the file says, such as the other name or number. */
  said: z.string().optional(),
});
export type BackIssueDoubt = z.infer<typeof reason>;

/** What a duplicate is a duplicate of: an issue of the archive, or another file of a batch. */
const duplicateOf = z.strictObject({
  kind: z.enum(['issue', 'backIssue', 'file']),
  id,
  /** 2019年第6期, or the file's name. */
  shown: z.string(),
  percent: z.int().min(0).max(100).optional(),
});
export type BackIssueDuplicate = z.infer<typeof duplicateOf>;

export const BackIssueBatch = z.strictObject({
  id,
  publicationId: id,
  publicationName: z.string(),
  folder: z.string(),
  state: z.enum(backIssueBatchStates),
  /** The folder was not there when it was last looked for. */
  isMissing: z.boolean(),
  startedBy: z.string(),
  startedAt: instant,
  confirmedBy: z.string().optional(),
  confirmedAt: instant.optional(),
  /** How many files are in which state. */
  counts: z.record(z.enum(backIssueItemStates), z.int()),
  /** Files of other kinds in the folder. */
  leftOut: z.int(),
  /** Of those to be kept, how many are in the archive by now. */
  kept: z.int(),
});
export type BackIssueBatch = z.infer<typeof BackIssueBatch>;

export const BackIssueItem = z.strictObject({
  id,
  /** Below the folder. */
  path: z.string(),
  bytes: z.int(),
  state: z.enum(backIssueItemStates),
  numberText: z.string().optional(),
  date: day.optional(),
  articles: z.int(),
  reasons: z.array(reason),
  duplicateOf: duplicateOf.optional(),
  /** Why it could not be read. */
  failure: z.string().optional(),
});
export type BackIssueItem = z.infer<typeof BackIssueItem>;

export const BackIssue = z.strictObject({
  id,
  batchId: id,
  publicationName: z.string(),
  numberText: z.string(),
  date: day,
  titles: z.array(z.string()),
  fileName: z.string(),
  keptAt: instant,
});
export type BackIssue = z.infer<typeof BackIssue>;

const path = z.string().min(1).max(4096);
const items = z.array(id).min(1).max(5000);
const line = z.string().trim().min(1).max(500);

export const backIssueCommands = {
  /** The newest first. */
  listBackIssueBatches: { role: ['archivist'], input: nothing, output: z.array(BackIssueBatch) },
  /** Notes every file of a folder and what is below it, and begins to read them behind the work. */
  startBackIssueImport: {
    role: ['archivist'],
    input: z.strictObject({ publicationId: id, folder: path }),
    output: z.strictObject({ id }),
  },
  /** Stops the reading; what was read stays. */
  pauseBackIssueImport: { role: ['archivist'], input: z.strictObject({ id }), output: nothing },
  /** Goes on where reading stopped, in the same folder or, where a medium has come back elsewhere, in this one. */
  resumeBackIssueImport: {
    role: ['archivist'],
    input: z.strictObject({ id, folder: path.optional() }),
    output: nothing,
  },
  readBackIssueBatch: {
    role: ['archivist'],
    input: z.strictObject({ id }),
    output: z.strictObject({
      batch: BackIssueBatch,
      items: z.array(BackIssueItem),
      /** Numbers missing between the first and the last of a year, with what the archive has. */
      gaps: z.array(z.strictObject({ year: z.int(), serials: z.array(z.int()) })),
    }),
  },
  readBackIssueItem: {
    role: ['archivist'],
    input: z.strictObject({ id }),
    output: z.strictObject({
      item: BackIssueItem,
      document: IssueDocument.optional(),
      report: z.array(z.strictObject({ line: z.int(), kind: z.string(), message: z.string() })),
      /** The file's own text, a line a paragraph. */
      original: z.string(),
    }),
  },
  /** Puts right what was read of a file, and looks at it anew. */
  correctBackIssueItem: {
    role: ['archivist'],
    input: z.strictObject({
      id,
      /** Left out where there is none. */
      number: IssueNumber.optional(),
      date: day.optional(),
      column: z.string().trim().max(100),
      /** Of articles that stay, in their order: an article that is not named is dropped. */
      articles: z
        .array(z.strictObject({ id, title: line, unit: z.string().trim().max(500) }))
        .min(1)
        .max(500),
    }),
    output: BackIssueItem,
  },
  /** Takes files in as they are: somebody has looked at what was unsure. */
  acceptBackIssueItems: { role: ['archivist'], input: z.strictObject({ ids: items }), output: z.array(BackIssueItem) },
  /** Leaves files out. */
  skipBackIssueItems: { role: ['archivist'], input: z.strictObject({ ids: items }), output: z.array(BackIssueItem) },
  /** Takes an earlier decision over files back. */
  reconsiderBackIssueItems: {
    role: ['archivist'],
    input: z.strictObject({ ids: items }),
    output: z.array(BackIssueItem),
  },
  /** 撤销导入: everything of a batch goes, but its rows of the audit. */
  undoBackIssueImport: { role: ['archivist'], input: z.strictObject({ id }), output: nothing },
  /** 确认入库: from now on its issues stand in the archive and are never changed. */
  confirmBackIssueImport: { role: ['archivist'], input: z.strictObject({ id }), output: nothing },
  /** Every back issue of the archive, the newest first. */
  listBackIssues: { role: editorialRoles, input: nothing, output: z.array(BackIssue) },
  readBackIssue: {
    role: editorialRoles,
    input: z.strictObject({ id }),
    output: z.strictObject({ issue: BackIssue, document: IssueDocument }),
  },
  /** The file that a back issue was read from, as it came. */
  exportBackIssue: {
    role: ['archivist'],
    input: z.strictObject({ id }),
    output: z.strictObject({ name: z.string(), bytes }),
  },
} as const satisfies CommandTable;
