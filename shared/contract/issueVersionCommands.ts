import { z } from 'zod';
import { ArticleContent } from '#shared/issue/article.ts';
import { IssueDocument } from '#shared/issue/issueDocument.ts';
import { type CommandTable, editorialRoles } from './command.ts';
import { bytes, hash, id, instant, nothing } from './values.ts';

/** Names a version of an issue: one the caller was shown, or one that was signed. */
export const VersionName = z.strictObject({ kind: z.enum(['seen', 'signed']), number: z.int().min(1) });
export type VersionName = z.infer<typeof VersionName>;

/** A version of an issue that what it holds now can be compared with. */
export const IssueVersion = z.strictObject({
  name: VersionName,
  at: instant,
  contentHash: hash,
  /** At which station it was signed, and by whom; absent where the caller was shown it. */
  label: z.string().optional(),
  personName: z.string().optional(),
});
export type IssueVersion = z.infer<typeof IssueVersion>;

const authorship = z.strictObject({ personId: id, at: instant });

export const IssueVersionContent = z.strictObject({
  /** With its pictures. */
  document: IssueDocument,
  /** Where they were asked for: of each article that the issue had then and has now, the texts since, oldest first: the last is the one it has now. */
  steps: z.record(z.string(), z.array(authorship.extend({ content: ArticleContent }))),
  /** Who has changed the issue beside its texts since, each with the last time. */
  makers: z.array(authorship),
});
export type IssueVersionContent = z.infer<typeof IssueVersionContent>;

const version = z.strictObject({ id, version: VersionName });

/** 审签: what a person was shown of an issue, and what has changed since. */
export const issueVersionCommands = {
  /** What the caller was shown, the latest first, and then what was signed, the latest first. */
  listIssueVersions: {
    role: editorialRoles,
    input: z.strictObject({ id }),
    output: z.array(IssueVersion),
  },
  /**
   * Puts on record that the caller is shown this content at the desk; once where it is the one the caller was shown last.
   * Conflict where the issue holds another content.
   */
  recordIssueView: { role: editorialRoles, input: z.strictObject({ id, contentHash: hash }), output: nothing },
  readIssueVersion: {
    role: editorialRoles,
    /** The steps are every text that was saved since: they come where they are asked for. */
    input: version.extend({ withSteps: z.boolean().default(false) }),
    output: IssueVersionContent,
  },
  /**
   * 花脸稿 of what has changed since a version, with the looks of the final pages; it is on record who took it out. With a
   * ticket where the publication asks for one, as any export.
   */
  exportIssueChanges: {
    role: editorialRoles,
    input: version.extend({ ticketId: id.optional() }),
    output: z.strictObject({ name: z.string(), bytes }),
  },
} as const satisfies CommandTable;
