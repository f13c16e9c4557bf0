import { z } from 'zod';
import { articlesAtOnce } from '#shared/handover/articleRows.ts';
import { ArticleSummary } from './articleCommands.ts';
import type { CommandTable } from './command.ts';
import { writtenPackage } from './packageCommands.ts';
import { day, hash, id, name, password } from './values.ts';

const articleIds = z
  .array(id)
  .min(1)
  .max(articlesAtOnce)
  .refine((ids) => new Set(ids).size === ids.length);

export const articlePackageCommands = {
  /** The bytes that a package of articles would hold, before any is written; refused for what cannot go, or no reader takes. */
  measureArticlePackage: {
    role: ['editor'],
    input: z.strictObject({ articleIds }),
    output: z.strictObject({ bytes: z.int() }),
  },
  /**
   * Writes articles that stand in no issue as they are for another machine, all of them or none: from here on they are worked
   * on there, and only read here. An issue's articles travel with it.
   */
  writeArticlePackage: {
    role: ['editor'],
    input: z.strictObject({
      articleIds,
      machine: hash,
      folder: z.string().min(1).max(4096),
      medium: name,
      dueOn: day.optional(),
      volumeMegabytes: z.int().min(1).max(4000).default(4000),
      /** As for an issue. */
      changesMedium: z.boolean().default(false),
    }),
    output: writtenPackage,
  },
  /** 作为丢失收回: the article is worked on here again, and what comes from the other machine later is another text. */
  reclaimArticle: {
    role: ['editor'],
    input: z.strictObject({ id, reason: z.string().trim().min(1).max(500), password }),
    output: ArticleSummary,
  },
} as const satisfies CommandTable;
