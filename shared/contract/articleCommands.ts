import { z } from 'zod';
import { ArticleContent } from '#shared/issue/article.ts';
import { type CommandTable, editorialRoles } from './command.ts';
import { images } from './manuscriptCommands.ts';
import { bytes, id, instant, name, nothing } from './values.ts';

const articleStates = ['editing', 'final'] as const;
/** How a version came to be: kept while writing, named by a person, handed over at 定稿 or 送审, corrected by a reviewer. */
const versionKinds = ['automatic', 'named', 'handOver', 'correction'] as const;

export const ArticleSummary = z.strictObject({
  id,
  manuscriptId: id.optional(),
  /** The title in one line. */
  title: z.string(),
  state: z.enum(articleStates),
  version: z.int(),
  createdAt: instant,
  createdBy: id,
  savedAt: instant,
  savedBy: id,
  /** The issue it stands in; only one at a time. */
  issueId: id.optional(),
});
export type ArticleSummary = z.infer<typeof ArticleSummary>;

export const ArticleVersion = z.strictObject({
  version: z.int(),
  kind: z.enum(versionKinds),
  name: z.string(),
  author: id,
  startedAt: instant,
  savedAt: instant,
  /** Never changed and never thinned again. */
  sealed: z.boolean(),
});
export type ArticleVersion = z.infer<typeof ArticleVersion>;

const wholeArticle = z.strictObject({ summary: ArticleSummary, content: ArticleContent, images });

export const articleCommands = {
  createArticle: {
    role: ['editor'],
    input: z.strictObject({ content: ArticleContent, images }),
    output: ArticleSummary,
  },
  listArticles: { role: editorialRoles, input: nothing, output: z.array(ArticleSummary) },
  readArticle: { role: editorialRoles, input: z.strictObject({ id }), output: wholeArticle },
  /**
   * Saving extends the version one is writing; after another person's save, a hand-over or a name it begins a new one.
   * Refused with `conflict` when `baseVersion` is not the newest.
   */
  saveArticle: {
    role: ['editor'],
    input: z.strictObject({
      id,
      baseVersion: z.int(),
      content: ArticleContent,
      /** Pictures that the base does not have yet; those it has may be left out. */
      images: images.default({}),
      /** Gives the version a name and seals it. */
      name: name.optional(),
    }),
    output: ArticleSummary,
  },
  /** The pages of an article as it stands in the editor, in the look of its publication and marked 草稿; leaves no record. */
  previewArticle: {
    role: editorialRoles,
    input: z.strictObject({
      id,
      content: ArticleContent,
      images: images.default({}),
      /** As 花脸稿: with what was taken out and put in since the 底稿. */
      isMarked: z.boolean().default(false),
    }),
    output: z.strictObject({ pages: z.int(), pdf: bytes }),
  },
  /** 定稿: the version is sealed and may be taken into an issue. */
  finalizeArticle: {
    role: ['editor'],
    input: z.strictObject({ id, baseVersion: z.int() }),
    output: ArticleSummary,
  },
  reopenArticle: { role: ['editor'], input: z.strictObject({ id }), output: ArticleSummary },
  listArticleVersions: { role: editorialRoles, input: z.strictObject({ id }), output: z.array(ArticleVersion) },
  readArticleVersion: {
    role: editorialRoles,
    input: z.strictObject({ id, version: z.int() }),
    output: z.strictObject({ version: ArticleVersion, content: ArticleContent, images }),
  },
  /** Writes an earlier version again as the newest; nothing is lost by it. */
  restoreArticleVersion: {
    role: ['editor'],
    input: z.strictObject({ id, version: z.int(), baseVersion: z.int() }),
    output: ArticleSummary,
  },
} as const satisfies CommandTable;
