import { z } from 'zod';
import { ArticleContent } from '#shared/issue/article.ts';
import { ArticleSummary } from './articleCommands.ts';
import { type CommandTable, editorialRoles } from './command.ts';
import { images } from './manuscriptCommands.ts';
import { bytes, id, instant } from './values.ts';

const steps = z.array(z.strictObject({ version: z.int(), personId: id, at: instant, content: ArticleContent }));
/** Names a state of an article and of its 底稿: the 底稿 by its number, the newest text by the saves so far. */
const state = { baseNumber: z.int(), saves: z.int() };

/** 修订: what has changed in an article since its 底稿, and whose changes they are. */
export const revisionCommands = {
  /** The text that changes are told from, and every version after it, oldest first: the last is the article as it is saved. */
  readRevisions: {
    role: editorialRoles,
    input: z.strictObject({ id }),
    output: z.strictObject({
      ...state,
      base: ArticleContent,
      /** Pictures of the base, which the article may have no more. */
      images,
      steps,
    }),
  },
  /**
   * What is new since a state the caller has: the versions from `fromVersion` on, which may have been written on, and none
   * where nothing was saved. Null where the 底稿 is another, so that all of it has to be read.
   */
  readNewRevisions: {
    role: editorialRoles,
    input: z.strictObject({ id, ...state, fromVersion: z.int() }),
    output: z.strictObject({ saves: z.int(), steps }).nullable(),
  },
  /**
   * Takes changes into the 底稿; they are no longer told. `changes` are numbers in the comparison of the 底稿 with the newest
   * version, `of` is how many there are, `text` the version as the caller has it: conflict where it is another. All of them is 清稿, which seals the version.
   */
  acceptChanges: {
    role: ['editor'],
    input: z
      .strictObject({
        id,
        baseVersion: z.int(),
        baseSaves: z.int().optional(),
        changes: z.array(z.int().min(0)).min(1).max(200_000),
        of: z.int().min(1),
        text: ArticleContent,
      })
      .refine(({ changes, of }) => changes.every((change) => change < of)),
    output: ArticleSummary,
  },
  /** 花脸稿 of the newest version as a PDF; it is on record who took it out. */
  exportMarkedCopy: {
    role: editorialRoles,
    input: z.strictObject({ id }),
    output: z.strictObject({ name: z.string(), bytes }),
  },
} as const satisfies CommandTable;
