import { z } from 'zod';
import { cancelReasons } from '#shared/handover/cancelVerdict.ts';
import { IssueDocument, IssueNumber, PaperNote, signOffSteps, urgencies } from '#shared/issue/issueDocument.ts';
import { scanMimes } from '#shared/issue/paperSignOff.ts';
import { fontSlots } from '#shared/layout/fontSlot.ts';
import { Finding } from '#shared/preflight/finding.ts';
import { Flow } from '#shared/workflow/flowSchema.ts';
import { issueActions, issueStates } from '#shared/workflow/issueWorkflow.ts';
import { type CommandTable, editorialRoles } from './command.ts';
import { RecallRequest, Reminder } from './issueRequests.ts';
import { ReadingReport } from './manuscriptCommands.ts';
import { bytes, day, hash, id, instant, nothing, text } from './values.ts';

/** Where an issue is that is not worked on here. */
export const IssueLending = z.strictObject({
  /** The machine's card, and what it is called. */
  machine: hash,
  machineName: z.string(),
  /** The package it went, or came, with. */
  package: hash,
  since: instant,
  personName: z.string(),
  /** It came to be read only. */
  isCopy: z.boolean(),
  dueOn: day.optional(),
  isOverdue: z.boolean(),
  /** 已收: when the receipt came. */
  receivedAt: instant.optional(),
  /** 取回 that was written, and why it came too late. */
  cancel: z.strictObject({ at: instant, refused: z.enum(cancelReasons).optional() }).optional(),
});
export type IssueLending = z.infer<typeof IssueLending>;

export const IssueSummary = z.strictObject({
  id,
  publicationId: id,
  publicationName: z.string(),
  state: z.enum(issueStates),
  /** What its state is called in its own flow: 待复审. */
  stateName: z.string(),
  /** Where it stands in its flow, counted from 0. */
  station: z.int(),
  /** 正刊 or 增刊, settled when it was begun. */
  series: IssueNumber.shape.series,
  /** 2024年第6期, once granted. */
  numberText: z.string().optional(),
  titles: z.array(z.string()),
  createdAt: instant,
  createdBy: id,
  /** When it came into its state. */
  since: instant,
  /** For whom it waits, in a word, and whether that is the caller, or the caller has a paper to confirm; absent once it is archived or void. */
  turn: z
    .strictObject({
      waitsFor: z.string(),
      isMine: z.boolean(),
      confirmsPaper: z.boolean().optional(),
      /** In whose place the caller may take the step, where it is not in the own right. */
      onBehalfOf: z.string().optional(),
    })
    .optional(),
  /** 请求取回 that nobody has answered yet. */
  request: RecallRequest.optional(),
  /** 催办 since it came into its state. */
  reminder: Reminder.optional(),
  /** Absent while it is worked on here. */
  lending: IssueLending.optional(),
  /** Its articles that have two texts since a hand-over; nothing is signed while there are any. */
  unresolved: z.array(id).optional(),
});
export type IssueSummary = z.infer<typeof IssueSummary>;

/** One step of the line that stands on every issue. */
export const IssueStep = z.strictObject({
  step: z.int(),
  action: z.enum(issueActions),
  label: z.string(),
  from: z.enum(issueStates),
  to: z.enum(issueStates),
  /** Stations of the flow it was taken in, counted from 0. */
  fromStation: z.int(),
  toStation: z.int(),
  personId: id,
  personName: z.string(),
  /** On whose request it went back. */
  requestedBy: z.string().optional(),
  at: instant,
  opinion: z.string(),
  contentHash: hash,
  /** Taken with a signature on paper. */
  paper: PaperNote.optional(),
});
export type IssueStep = z.infer<typeof IssueStep>;

export const IssueSignOff = z.strictObject({
  step: z.enum(signOffSteps),
  station: z.int(),
  /** What the station was called in the flow it was given in. */
  label: z.string(),
  personId: id,
  personName: z.string(),
  at: instant,
  opinion: z.string().optional(),
  contentHash: hash,
  /** Why it no longer counts; absent while it does. */
  voidReason: z.string().optional(),
  /** Signed on paper, recorded and confirmed by two others. */
  paper: PaperNote.optional(),
});
export type IssueSignOff = z.infer<typeof IssueSignOff>;

/** 纸质签批 that was recorded and waits for the second person, or was withdrawn at the station the issue stands at. */
export const AwaitedPaper = z.strictObject({
  id,
  station: z.int(),
  label: z.string(),
  signerId: id,
  signerName: z.string(),
  recorderId: id,
  recorderName: z.string(),
  confirmerId: id,
  confirmerName: z.string(),
  signedOn: day,
  opinion: z.string(),
  scan: z.strictObject({ sm3: hash, mime: z.enum(scanMimes), bytes: z.int() }),
  recordedAt: instant,
  /** Ended unconfirmed since the issue came here, and why. */
  withdrawn: z.strictObject({ personName: z.string(), reason: z.string() }).optional(),
});
export type AwaitedPaper = z.infer<typeof AwaitedPaper>;

/** 批注: what a reader of the issue wrote about it; never part of any output. */
export const IssueComment = z.strictObject({
  id,
  /** Absent where it is about the issue as a whole. */
  articleId: id.optional(),
  /** The block it hangs on, counted from 0 in the version it was written on. */
  block: z.int().optional(),
  quote: z.string(),
  text: z.string(),
  personId: id,
  personName: z.string(),
  at: instant,
  resolvedBy: z.string().optional(),
  resolvedAt: instant.optional(),
});
export type IssueComment = z.infer<typeof IssueComment>;

export const WholeIssue = z.strictObject({
  summary: IssueSummary,
  /** As it stands; from 签发 on, as it was signed. */
  document: IssueDocument,
  contentHash: hash,
  /** The flow it was handed over with; while it is a draft, the one its publication has now. */
  flow: Flow,
  steps: z.array(IssueStep),
  signOffs: z.array(IssueSignOff),
  comments: z.array(IssueComment),
  /** Whether the person whose turn it is has opened it in this state. */
  openedAt: instant.optional(),
  /** Every 请求取回, from the first. */
  requests: z.array(RecallRequest),
  /** Whose signature or step the caller may take back now in that one's place. */
  recallsFor: z.string().optional(),
  /** Whether the caller may ask for it back now. */
  mayRequestRecall: z.boolean(),
  /** Where the caller may remind whoever has it: from when on, if not at once. */
  reminding: z.strictObject({ againAt: instant.optional() }).optional(),
  /** Signatures on paper that wait to be confirmed. */
  papers: z.array(AwaitedPaper).optional(),
  /** Where its publication lets the station it stands at be signed on paper. */
  allowsPaper: z.boolean().optional(),
});
export type WholeIssue = z.infer<typeof WholeIssue>;

const series = IssueNumber.shape.series.default('regular');
const recipients = z.array(z.string().trim().min(1).max(500)).max(200);

export const issueCommands = {
  createIssue: { role: ['editor'], input: z.strictObject({ publicationId: id, series }), output: WholeIssue },
  /** A whole bulletin written elsewhere becomes a draft; its number, date and names are left to the sign-off. */
  createIssueFromFile: {
    role: ['editor'],
    input: z.strictObject({ publicationId: id, series, fileName: z.string().min(1).max(255), bytes }),
    output: z.strictObject({ issue: WholeIssue, report: ReadingReport }),
  },
  listIssues: { role: editorialRoles, input: nothing, output: z.array(IssueSummary) },
  readIssue: { role: editorialRoles, input: z.strictObject({ id }), output: WholeIssue },
  /** As readIssue, and on record: from here on 取回 is no longer free when the caller is the one whose turn it is. */
  openIssue: { role: editorialRoles, input: z.strictObject({ id }), output: WholeIssue },
  saveIssue: {
    role: ['editor'],
    input: z.strictObject({
      id,
      /** The content as the caller last saw it. */
      baseContentHash: hash,
      column: text.min(1).optional(),
      marking: z.array(text.min(1)).max(10),
      urgency: z.enum(urgencies).optional(),
      editorsNote: z.string().trim().min(1).max(5000).optional(),
      /** Articles at 定稿, in the order they print. */
      articleIds: z.array(id).max(200),
      reportTo: recipients,
      copyTo: recipients,
      sendTo: recipients,
      copies: z.int().min(1).max(1_000_000).optional(),
    }),
    output: WholeIssue,
  },
  /** The check before 送审 and before an export: what stops it, what has to be asked, what is good to know. */
  preflightIssue: { role: editorialRoles, input: z.strictObject({ id }), output: z.array(Finding) },
  /** For each character its slot's font does not have, the fonts of this machine that have it, the nearest in look first. */
  proposeSubstitutes: {
    role: ['editor'],
    input: z.strictObject({ id }),
    output: z.array(z.strictObject({ slot: z.enum(fontSlots), character: z.string(), families: z.array(z.string()) })),
  },
  /** The pages as they stand, marked 草稿; asked for again after every pause in the work, so it leaves no record. */
  previewIssue: {
    role: editorialRoles,
    input: z.strictObject({ id }),
    output: z.strictObject({ contentHash: hash, pages: z.int(), pdf: bytes }),
  },
  addComment: {
    role: editorialRoles,
    input: z.strictObject({
      id,
      articleId: id.optional(),
      block: z.int().min(0).optional(),
      quote: z.string().max(500).default(''),
      text: z.string().trim().min(1).max(5000),
    }),
    output: WholeIssue,
  },
  resolveComment: {
    role: editorialRoles,
    input: z.strictObject({ id, commentId: id, isResolved: z.boolean() }),
    output: WholeIssue,
  },
  /** Only a draft that was never handed over. */
  discardIssue: { role: ['editor'], input: z.strictObject({ id }), output: nothing },
} as const satisfies CommandTable;
