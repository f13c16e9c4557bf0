import { z } from 'zod';
import { ArticleContent } from '#shared/issue/article.ts';
import { type CommandTable, editorialRoles } from './command.ts';
import { images } from './manuscriptCommands.ts';
import { bytes, day, hash, id, instant, name, nothing } from './values.ts';

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
  /** It is put aside: kept as it is, and neither written in nor taken into an issue until it is brought back. */
  shelved: z.strictObject({ by: id, at: instant }).optional(),
  /** Counts every change of the newest text: with the version it names that text exactly. */
  saves: z.int(),
  /** Whose newest text is not finished, and since when; nobody's once the version is sealed. */
  writing: z.strictObject({ personId: id, since: instant }).optional(),
  /** Somebody has taken the article over from the caller, who has not said yet that he knows. */
  takenOver: z.strictObject({ version: z.int(), by: id, at: instant }).optional(),
  /** It went to another machine by itself: it is worked on there, and only read here. */
  lent: z
    .strictObject({
      machineName: z.string(),
      package: hash,
      since: instant,
      personName: z.string(),
      dueOn: day.optional(),
      /** Past that day, and the receipt is still missing. */
      isOverdue: z.boolean(),
      receivedAt: instant.optional(),
    })
    .optional(),
  /** The machine from which it came by itself last. */
  cameFrom: z.strictObject({ machineName: z.string(), at: instant }).optional(),
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

/**
 * The newest text as the caller has it; `conflict` where it is another. Without the count of saves the version alone is
 * compared, and nothing is then written over: a save begins a version of its own.
 */
const base = { id, baseVersion: z.int(), baseSaves: z.int().optional() };

const wholeArticle = z.strictObject({ summary: ArticleSummary, content: ArticleContent, images });

export const articleCommands = {
  createArticle: {
    role: ['editor'],
    input: z.strictObject({ content: ArticleContent, images }),
    output: ArticleSummary,
  },
  listArticles: { role: editorialRoles, input: nothing, output: z.array(ArticleSummary) },
  /** What the caller was writing when the program last ended by itself, up to when it is kept; nothing after a clean end. */
  listCutOff: {
    role: ['editor'],
    input: nothing,
    output: z.array(z.strictObject({ articleId: id, title: z.string(), savedAt: instant })),
  },
  /** The caller knows of them. */
  acknowledgeCutOff: { role: ['editor'], input: nothing, output: nothing },
  readArticle: { role: editorialRoles, input: z.strictObject({ id }), output: wholeArticle },
  /**
   * Saving extends the version one is writing; after another person's save, a hand-over or a name it begins a new one.
   * Refused with `conflict` when the base is not the newest text, or when the newest is another person's who is not finished.
   */
  saveArticle: {
    role: ['editor'],
    input: z.strictObject({
      ...base,
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
    input: z.strictObject(base),
    output: ArticleSummary,
  },
  reopenArticle: { role: ['editor'], input: z.strictObject({ id }), output: ArticleSummary },
  /** 搁置 of an article that stands in no issue; what its writer has not finished is sealed. */
  shelveArticle: { role: ['editor'], input: z.strictObject(base), output: ArticleSummary },
  unshelveArticle: { role: ['editor'], input: z.strictObject({ id }), output: ArticleSummary },
  listArticleVersions: { role: editorialRoles, input: z.strictObject({ id }), output: z.array(ArticleVersion) },
  readArticleVersion: {
    role: editorialRoles,
    input: z.strictObject({ id, version: z.int() }),
    output: z.strictObject({ version: ArticleVersion, content: ArticleContent, images }),
  },
  /** Writes an earlier version again as the newest; nothing is lost by it. */
  restoreArticleVersion: {
    role: ['editor'],
    input: z.strictObject({ ...base, version: z.int() }),
    output: ArticleSummary,
  },
  /** Seals what another person has not finished, as a version of theirs, so that the caller may write on; they are told. */
  takeOverArticle: { role: ['editor'], input: z.strictObject(base), output: ArticleSummary },
  /** The caller knows that the article was taken over. */
  acknowledgeTakeOver: { role: ['editor'], input: z.strictObject({ id }), output: ArticleSummary },
} as const satisfies CommandTable;
