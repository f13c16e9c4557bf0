import { z } from 'zod';
import { MarkingDecision } from '#shared/issue/issueDocument.ts';
import { type CommandTable, editorialRoles } from './command.ts';
import { day, id, instant, note, nothing } from './values.ts';

/** What a record is about. */
export const MarkingSubject = z.strictObject({ kind: z.enum(['article', 'issue']), id });
export type MarkingSubject = z.infer<typeof MarkingSubject>;

const words = z.string().trim().min(1);

/** What a person decides; who proposes it is the caller, and the names are the office's to write. */
const decision = z.strictObject({
  kind: words.max(50),
  term: words.max(100).optional(),
  ground: words.max(1000),
  approverId: id,
  scope: words.max(1000),
  decidedOn: day,
  /** Left out where the term says it. */
  liftDate: day.optional(),
  reviewOn: day.optional(),
  lowerReason: words.max(1000).optional(),
});

export const MarkingRecord = z.strictObject({
  number: z.int(),
  /** Absent where the marking was taken back. */
  decision: MarkingDecision.optional(),
  approverId: id.optional(),
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
  /** Takes the marking back; the records stay. */
  withdrawMarking: {
    role: ['editor'],
    input: z.strictObject({ subject: MarkingSubject }),
    output: z.array(MarkingRecord),
  },
  /** The markings to be reviewed or lifted within thirty days, and those that should have been, the longest due first. */
  listMarkingsDue: { role: ['editor', 'archivist'], input: nothing, output: z.array(MarkingDue) },
  /** Looked at again: it stays, until a day where one is named, or it is lifted, with a reason. */
  reviewMarking: {
    role: ['editor', 'archivist'],
    input: z.strictObject({
      record: z.int().min(1),
      outcome: z.enum(['kept', 'lifted']),
      nextOn: day.optional(),
      note: note.default(''),
    }),
    output: z.array(MarkingDue),
  },
} as const satisfies CommandTable;
