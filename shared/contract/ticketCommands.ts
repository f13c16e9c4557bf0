import { z } from 'zod';
import { outputApprovers, outputForms } from '#shared/issue/outputApproval.ts';
import { type CommandTable, editorialRoles } from './command.ts';
import { id, instant, note, nothing } from './values.ts';
import { WantedVolume } from './volumeCommands.ts';

export const ticketStates = ['applied', 'approved', 'refused', 'withdrawn', 'usedUp'] as const;

export const OutputTicket = z.strictObject({
  id,
  number: z.string(),
  issueId: id,
  /** 刊名 and number, the name of a volume, or the first title of an issue that has no number. */
  title: z.string(),
  form: z.enum(outputForms),
  purpose: z.string(),
  copies: z.int(),
  used: z.int(),
  applicantName: z.string(),
  appliedAt: instant,
  approverRole: z.enum(outputApprovers).optional(),
  isStamped: z.boolean(),
  state: z.enum(ticketStates),
  decidedByName: z.string().optional(),
  decidedAt: instant.optional(),
  reason: z.string(),
  uses: z.array(z.strictObject({ firstCopy: z.int(), copies: z.int(), at: instant })),
  isMine: z.boolean(),
  /** Whether it waits for the caller. */
  mayDecide: z.boolean(),
});
export type OutputTicket = z.infer<typeof OutputTicket>;

/** What an output that needs leave is made under. */
export const TicketUse = z.strictObject({ id, copies: z.int().min(1).max(9999) });

export const ticketCommands = {
  /** Whether an issue is printed and handed out only with a ticket, and the caller's tickets that still hold for it. */
  readOutputTerms: {
    role: editorialRoles,
    /** With `volume` those for that volume, whose last issue is named; without it those for the issue alone. */
    input: z.strictObject({ issueId: id, volume: WantedVolume.optional() }),
    output: z.strictObject({
      isNeeded: z.boolean(),
      approverRole: z.enum(outputApprovers).optional(),
      isStamped: z.boolean(),
      /** The caller's for this issue, those that wait and those that hold. */
      tickets: z.array(OutputTicket),
    }),
  },
  applyForOutput: {
    role: editorialRoles,
    input: z.strictObject({
      issueId: id,
      form: z.enum(outputForms),
      purpose: z.string().trim().min(1).max(500),
      copies: z.int().min(1).max(9999),
      /** To hand out the whole volume whose last issue is named. */
      volume: WantedVolume.optional(),
    }),
    output: OutputTicket,
  },
  /** All tickets, the newest first. */
  listTickets: { role: editorialRoles, input: nothing, output: z.array(OutputTicket) },
  /** By a holder of the role the ticket names, never the applicant; a refusal says why. */
  decideTicket: {
    role: editorialRoles,
    input: z.strictObject({ id, isApproved: z.boolean(), reason: note.default('') }),
    output: OutputTicket,
  },
  /** By the applicant; what was used of it stays used. */
  withdrawTicket: { role: editorialRoles, input: z.strictObject({ id }), output: OutputTicket },
} as const satisfies CommandTable;
