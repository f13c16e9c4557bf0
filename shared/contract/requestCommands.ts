import { z } from 'zod';
import { type CommandTable, editorialRoles } from './command.ts';
import { WholeIssue } from './issueCommands.ts';
import { id, note } from './values.ts';

/** `requestId` names a request of this issue. */
const request = z.strictObject({ id, requestId: id });

export const requestCommands = {
  /** 请求取回, once the next person has opened the issue. */
  requestRecall: {
    role: editorialRoles,
    input: z.strictObject({ id, reason: z.string().trim().min(1).max(5000) }),
    output: WholeIssue,
  },
  withdrawRecallRequest: { role: editorialRoles, input: request, output: WholeIssue },
  /** By whoever has the turn: granted, the issue goes back at once; declined, with a reason. */
  answerRecallRequest: {
    role: editorialRoles,
    input: request.extend({ isGranted: z.boolean(), reason: note.default('') }),
    output: WholeIssue,
  },
  /** 催办, by whoever handed the issue on; at most once in four hours. */
  remindIssue: { role: editorialRoles, input: z.strictObject({ id }), output: WholeIssue },
} as const satisfies CommandTable;
