import { z } from 'zod';
import type { CommandTable } from './command.ts';
import { hash, id } from './values.ts';

/** A stretch of one line that becomes another text: see `replaceInArticle`. */
const TextEdit = z.strictObject({
  line: z.int().min(0),
  start: z.int().min(0),
  end: z.int().min(0),
  text: z.string().max(5000),
});

/** An article and the version that a replacement has made of it. */
const replaced = z.strictObject({ articleId: id, version: z.int() });

/** 全刊替换: the texts of all articles of a draft, changed in one step. */
export const issueTextCommands = {
  /**
   * Every changed article has a new sealed version and stays at 定稿. All or nothing: conflict where the issue is not what the
   * caller looked through (`contentHash`), or an article has a newer version than `baseVersion`.
   */
  replaceInIssue: {
    role: ['editor'],
    input: z.strictObject({
      id,
      contentHash: hash,
      /** What was looked for and what stands in its place, as the versions are named by it. */
      sought: z.string().min(1).max(2000),
      replacement: z.string().max(2000),
      articles: z
        .array(z.strictObject({ articleId: id, baseVersion: z.int(), edits: z.array(TextEdit).min(1).max(100_000) }))
        .min(1)
        .max(200),
    }),
    output: z.strictObject({ articles: z.array(replaced) }),
  },
  /** What the last replacement in the issue has made; empty where none was, or one of its articles has a newer version. */
  readReplacement: {
    role: ['editor'],
    input: z.strictObject({ id }),
    output: z.strictObject({ articles: z.array(replaced) }),
  },
  /** Takes a whole replacement back; conflict where one of its articles has been written in since. */
  undoReplacement: {
    role: ['editor'],
    input: z.strictObject({ id, articles: z.array(replaced).min(1).max(200) }),
    output: z.strictObject({ articles: z.array(replaced) }),
  },
} as const satisfies CommandTable;
