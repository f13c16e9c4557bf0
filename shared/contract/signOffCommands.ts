import { z } from 'zod';
import { ArticleContent } from '#shared/issue/article.ts';
import { IssueDocument, IssueNumber } from '#shared/issue/issueDocument.ts';
import { retentions } from '#shared/records/recordSettings.ts';
import { mostStations } from '#shared/workflow/flow.ts';
import { type CommandTable, editorialRoles } from './command.ts';
import { IssueSignOff, IssueSummary, WholeIssue } from './issueCommands.ts';
import { images } from './manuscriptCommands.ts';
import { bytes, day, hash, id, instant, note, nothing, password, text } from './values.ts';

/** `contentHash` is what the caller has before the eyes: nobody signs what was changed meanwhile. */
const step = z.strictObject({ id, contentHash: hash, opinion: note.default('') });
const reasoned = z.strictObject({ id, reason: note });

/** What the caller did last on an issue. */
export const HandledIssue = z.strictObject({ issue: IssueSummary, label: z.string(), at: instant });
export type HandledIssue = z.infer<typeof HandledIssue>;

/** A number that was given once and stands for nothing any more. */
export const VoidNumber = z.strictObject({
  issueId: id,
  publicationId: id,
  publicationName: z.string(),
  number: IssueNumber,
  numberText: z.string(),
  grantedAt: instant,
  voidedAt: instant,
  personId: id,
  personName: z.string(),
  reason: z.string(),
});
export type VoidNumber = z.infer<typeof VoidNumber>;

export const signOffCommands = {
  /** The issues the caller has taken a step of, the latest first, at most fifty. */
  listHandled: { role: editorialRoles, input: nothing, output: z.array(HandledIssue) },
  /** `waiver` is why it goes on with comments of its articles still open; it becomes part of the opinion that is signed. */
  submitIssue: { role: ['editor'], input: step.extend({ waiver: text.optional() }), output: WholeIssue },
  recallIssue: { role: editorialRoles, input: z.strictObject({ id }), output: WholeIssue },
  passIssue: { role: ['reviewer'], input: step, output: WholeIssue },
  /** 会签: one of the signatures a station needs; the last of them sends the issue on. */
  countersignIssue: { role: editorialRoles, input: step, output: WholeIssue },
  /** To an earlier station, counted from 0: the editor's unless another is chosen. */
  returnIssue: {
    role: editorialRoles,
    input: reasoned.extend({
      station: z
        .int()
        .min(0)
        .max(mostStations - 2)
        .default(0),
    }),
    output: WholeIssue,
  },
  /** The reviewer's own correction; it voids the editor's signature. */
  correctArticle: {
    role: ['reviewer'],
    input: z.strictObject({
      id,
      contentHash: hash,
      articleId: id,
      content: ArticleContent,
      images: images.default({}),
    }),
    output: WholeIssue,
  },
  requestConfirmation: { role: ['reviewer'], input: step, output: WholeIssue },
  confirmCorrection: { role: ['editor'], input: step, output: WholeIssue },
  /**
   * Grants nothing yet: shows number, date and pages exactly as they will be, so that what is read is what is signed.
   * Made for `releaseIssue` with the same `issueHash`, in the same sign-in.
   */
  prepareRelease: {
    role: ['signer'],
    input: step,
    output: z.strictObject({
      issueHash: hash,
      contentHash: hash,
      number: IssueNumber,
      date: day,
      pages: z.int(),
      document: IssueDocument,
      pdf: bytes,
      signOffs: z.array(IssueSignOff),
    }),
  },
  releaseIssue: { role: ['signer'], input: z.strictObject({ id, issueHash: hash, password }), output: WholeIssue },
  registerPrinting: {
    role: ['editor'],
    input: z.strictObject({ id, copies: z.int().min(1).max(1_000_000), note: note.default('') }),
    output: WholeIssue,
  },
  /** The number goes to the 断号簿 and is never given again. */
  voidIssue: { role: ['signer'], input: reasoned, output: WholeIssue },
  /** 断号簿: every number that was given and is void, by publication, series and year. */
  listVoidNumbers: { role: editorialRoles, input: nothing, output: z.array(VoidNumber) },
  /** Gives the issue its 档号 as well, once there are settings for it. */
  archiveIssue: {
    role: ['archivist'],
    input: z.strictObject({ id, note: note.default(''), retention: z.enum(retentions).optional() }),
    output: IssueSummary,
  },
} as const satisfies CommandTable;
