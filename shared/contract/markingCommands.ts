import { z } from 'zod';
import { MarkingDecision } from '#shared/issue/issueDocument.ts';
import { mostScanBytes, scanMimes } from '#shared/issue/paperSignOff.ts';
import { dropWays } from '#shared/marking/markingDrop.ts';
import { type CommandTable, editorialRoles } from './command.ts';
import { bytes, day, hash, id, instant, name, note, nothing, password } from './values.ts';

/** What a record is about. */
export const MarkingSubject = z.strictObject({ kind: z.enum(['article', 'issue']), id });
export type MarkingSubject = z.infer<typeof MarkingSubject>;

const words = z.string().trim().min(1);

/** Somebody outside the program has approved by hand; the caller records it, and another one compares it with its scan. */
const approvalOnPaper = z.strictObject({
  approverName: name,
  signedOn: day,
  /** Who is asked to compare it; nobody else may. */
  confirmerId: id,
  scan: bytes.refine(({ length }) => length > 0 && length <= mostScanBytes),
  /** Of the caller, whose key signs that the paper says so. */
  password,
});

/** What a person decides; who proposes it is the caller, and the names are the office's to write. */
const decision = z
  .strictObject({
    kind: words.max(50),
    term: words.max(100).optional(),
    ground: words.max(1000),
    /** Who is asked to approve it in the program; left out where it was approved on paper. */
    approverId: id.optional(),
    paper: approvalOnPaper.optional(),
    scope: words.max(1000),
    decidedOn: day,
    /** Left out where the term says it. */
    liftDate: day.optional(),
    reviewOn: day.optional(),
    lowerReason: words.max(1000).optional(),
    /** Of an article: the unit whose mark it came with. */
    originator: words.max(100).optional(),
  })
  .refine(({ approverId, paper }) => (approverId === undefined) !== (paper === undefined));

/** How the approver has answered a record. */
const MarkingAnswer = z.strictObject({
  outcome: z.enum(['approved', 'refused']),
  personName: z.string(),
  at: instant,
  reason: z.string(),
  /** The text is another one than was seen then. */
  isTextChanged: z.boolean(),
});

/** That an approved mark goes is wanted, and by whom; it stays until the approver has agreed. */
const MarkingDropAsked = z.strictObject({
  how: z.enum(dropWays),
  proposerName: z.string(),
  approverName: z.string(),
  reason: z.string(),
  at: instant,
  answer: z.strictObject({ outcome: z.enum(['approved', 'refused']), at: instant, reason: z.string() }).optional(),
});

/** A mark that was approved goes only if somebody agrees: this one, as far as the office can tell whom to ask. */
const DropNeeds = z.strictObject({ approverId: id.optional() });

export const MarkingRecord = z.strictObject({
  number: z.int(),
  /** Absent where the marking was taken back. */
  decision: MarkingDecision.optional(),
  approverId: id.optional(),
  /** Absent while it waits, and for a marking that was taken back. */
  answer: MarkingAnswer.optional(),
  /** Who is waited for, while nobody has answered. */
  waitsFor: z.string().optional(),
  /** The last time that somebody wanted it to go. */
  drop: MarkingDropAsked.optional(),
  /** On the record that counts, where taking it back needs an approver. */
  withdrawalNeeds: DropNeeds.optional(),
  recordedAt: instant,
  personName: z.string(),
  reviews: z.array(
    z.strictObject({
      outcome: z.enum(['kept', 'lifted']),
      nextOn: day.optional(),
      note: z.string(),
      personName: z.string(),
      at: instant,
    }),
  ),
});
export type MarkingRecord = z.infer<typeof MarkingRecord>;

/** What a unit whose mark an article came with has agreed to. */
export const OriginatorConsent = z.strictObject({
  giver: z.string(),
  givenOn: day,
  means: z.enum(['document', 'phone']),
  reference: z.string(),
  recipients: z.array(z.string()),
  hasScan: z.boolean(),
  recorderName: z.string(),
  at: instant,
  /** The article says other words than the unit has consented to. */
  isTextChanged: z.boolean(),
});
export type OriginatorConsent = z.infer<typeof OriginatorConsent>;

/** What is known of the unit whose mark an article came with. */
export const OriginatorStanding = z.strictObject({
  /** Absent where none was put down, or where that was a mistake. */
  originator: z.string().optional(),
  /** Whether the caller may say that it is a mistake. */
  mayCorrect: z.boolean().optional(),
  correction: z
    .strictObject({ originator: z.string(), reason: z.string(), personName: z.string(), at: instant })
    .optional(),
  /** From the first; the last counts. */
  consents: z.array(OriginatorConsent),
});
export type OriginatorStanding = z.infer<typeof OriginatorStanding>;

/** What whoever signs an issue answers for about its marks, one sentence each. */
export const MarkingNote = z.strictObject({ text: z.string(), isWarning: z.boolean() });
export type MarkingNote = z.infer<typeof MarkingNote>;

/** A record that waits for the caller's answer, or one that was approved and is to go. */
export const MarkingAwaited = z.strictObject({
  record: z.int(),
  /** What is wanted, by its number, where an approved mark is to go. */
  drop: z
    .strictObject({ number: z.int(), how: z.enum(dropWays), reason: z.string(), proposerName: z.string() })
    .optional(),
  subject: MarkingSubject,
  title: z.string(),
  decision: MarkingDecision,
  recordedAt: instant,
});
export type MarkingAwaited = z.infer<typeof MarkingAwaited>;

export const MarkingDue = z.strictObject({
  /** The record by its number. */
  record: z.int(),
  subject: MarkingSubject,
  title: z.string(),
  /** As it prints: 秘密★10年. */
  mark: z.string(),
  about: z.enum(['review', 'lift']),
  on: day,
  isOverdue: z.boolean(),
  /** Where lifting it needs an approver: its day has not come. */
  liftNeeds: DropNeeds.optional(),
  /** Who is waited for, where somebody wants it lifted. */
  liftWaitsFor: z.string().optional(),
});
export type MarkingDue = z.infer<typeof MarkingDue>;

export const markingCommands = {
  /** From the first record of an article or an issue to the one that counts, with what became of each. */
  listMarkings: { role: editorialRoles, input: MarkingSubject, output: z.array(MarkingRecord) },
  /** While an article stands in no issue that was handed over, or an issue is a draft. The newest record counts. */
  recordMarking: {
    role: ['editor'],
    input: z.strictObject({ subject: MarkingSubject, decision }),
    output: z.array(MarkingRecord),
  },
  /**
   * Takes the marking back; the records stay. One that was approved stays until an approver agrees, who is asked with the
   * reason.
   */
  withdrawMarking: {
    role: ['editor'],
    input: z.strictObject({ subject: MarkingSubject, approverId: id.optional(), reason: note.default('') }),
    output: z.array(MarkingRecord),
  },
  /** 待批准的标识: the records that wait for the caller, as approver or to be compared with their paper, the oldest first. */
  listMarkingsAwaited: { role: editorialRoles, input: nothing, output: z.array(MarkingAwaited) },
  /** What the caller is asked to approve: the words that are marked, and the scan where there is one. */
  readMarkingAwaited: {
    role: editorialRoles,
    input: z.strictObject({ record: z.int().min(1), drop: z.int().min(1).optional() }),
    output: z.strictObject({
      text: hash,
      articles: z.array(z.strictObject({ title: z.string(), lines: z.array(z.string()) })),
      scan: z.strictObject({ mime: z.enum(scanMimes), bytes, sm3: hash }).optional(),
    }),
  },
  /** Once for each record, signed with the caller's key; `text` is what the caller has before the eyes. A refusal says why. */
  answerMarking: {
    role: editorialRoles,
    input: z.strictObject({
      record: z.int().min(1),
      /** Of an approved mark that is to go. */
      drop: z.int().min(1).optional(),
      text: hash,
      isApproved: z.boolean(),
      reason: note.default(''),
      password,
    }),
    output: z.array(MarkingAwaited),
  },
  /** Those that count for the record of the mark as it is, also where the mark itself was taken back. */
  listOriginatorConsents: {
    role: editorialRoles,
    input: z.strictObject({ articleId: id }),
    output: OriginatorStanding,
  },
  /** Of the unit whose mark the article came with: to the marks and recipients of the issue as they are now. */
  recordOriginatorConsent: {
    role: ['editor'],
    input: z.strictObject({
      articleId: id,
      giver: words.max(100),
      givenOn: day,
      means: z.enum(['document', 'phone']),
      /** The number of the document, or of the call and who took it. */
      reference: words.max(500),
      scan: bytes.refine(({ length }) => length > 0 && length <= mostScanBytes).optional(),
    }),
    output: OriginatorStanding,
  },
  /** The unit was put down by mistake: said with a reason by another person than the one who put it down. */
  correctOriginator: {
    role: ['reviewer', 'signer'],
    input: z.strictObject({ articleId: id, reason: words.max(1000) }),
    output: OriginatorStanding,
  },
  /** The marks of the articles, what units have consented to, what was taken back, and what changed since it was approved. */
  listMarkingNotes: { role: editorialRoles, input: z.strictObject({ id }), output: z.array(MarkingNote) },
  /** The markings to be reviewed or lifted within thirty days, and those that should have been, the longest due first. */
  listMarkingsDue: { role: ['editor', 'archivist'], input: nothing, output: z.array(MarkingDue) },
  /**
   * Looked at again: it stays, until a day where one is named, or it is lifted, with a reason. Before its day an approved
   * one is lifted when an approver agrees, who is asked.
   */
  reviewMarking: {
    role: ['editor', 'archivist'],
    input: z.strictObject({
      record: z.int().min(1),
      outcome: z.enum(['kept', 'lifted']),
      nextOn: day.optional(),
      note: note.default(''),
      approverId: id.optional(),
    }),
    output: z.array(MarkingDue),
  },
} as const satisfies CommandTable;
