import { z } from 'zod';
import { type CommandTable, editorialRoles } from './command.ts';
import { searchPart } from './searchCommands.ts';
import { day, id } from './values.ts';

/** A text that is compared with what was printed or received before. */
const subject = z.strictObject({ kind: z.enum(['manuscript', 'article']), id });
/** Where the same words stand: a passage of a signed issue (0 is its 编者按) or a manuscript. */
const source = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('passage'), issueId: id, place: z.int().min(0) }),
  z.strictObject({ kind: z.literal('manuscript'), id }),
]);

export const ReuseFinding = z.strictObject({
  source,
  title: z.string(),
  unit: z.string(),
  /** 《刊名》2026年第6期, or the number of the manuscript. */
  where: z.string(),
  /** The day of the issue, or on which the manuscript arrived. */
  on: day,
  isVoid: z.boolean(),
  /** Hundredths of the text's shingles that stand in the source, rounded down. */
  percent: z.int().min(30).max(100),
  /** The paragraph of the source in which the same words begin, from 1. */
  paragraph: z.int().min(1),
});
export type ReuseFinding = z.infer<typeof ReuseFinding>;

const side = z.strictObject({ title: z.string(), parts: z.array(searchPart) });

export const reuseCommands = {
  /** 查重: texts printed or received that hold at least 30 % of this one; its own earlier forms do not count. */
  checkReuse: {
    role: editorialRoles,
    input: z.strictObject({ subject }),
    output: z.strictObject({ findings: z.array(ReuseFinding) }),
  },
  /** Both texts side by side, with what they have in common marked. */
  compareReuse: {
    role: editorialRoles,
    input: z.strictObject({ subject, source }),
    output: z.strictObject({ percent: z.int().min(0).max(100), text: side, source: side }),
  },
} as const satisfies CommandTable;
