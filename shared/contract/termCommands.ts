import { z } from 'zod';
import { RuleName } from '#shared/proofreading/builtInRules.ts';
import { mostTerms, Term, TermEntry } from '#shared/proofreading/term.ts';
import { type CommandTable, editorialRoles } from './command.ts';
import { bytes, id, instant, nothing } from './values.ts';

/** Who keeps the lexicon: those whose work it is to put wording right. */
const keepers = ['editor', 'reviewer'] as const;

/** As `proofreader.ts` names where a finding comes from. */
const source = z.string().regex(/^(?:term|rule):.{1,64}$/);
const quote = z.string().min(1).max(100);

/** 本篇忽略: what is not to be reported again in an article. */
export const IgnoredFinding = z.strictObject({ source, quote, personId: id, at: instant });
export type IgnoredFinding = z.infer<typeof IgnoredFinding>;

const count = z.int().min(0);
const counts = { added: count, changed: count, same: count };
export const LineFault = z.strictObject({ line: z.int().min(1), message: z.string() });

export const termCommands = {
  /** The whole lexicon, in the order it was written, and the built-in rules that are on. */
  listTerms: {
    role: editorialRoles,
    input: nothing,
    output: z.strictObject({ terms: z.array(Term).max(mostTerms), rules: z.array(RuleName) }),
  },
  saveTerm: {
    role: keepers,
    input: z.strictObject({ id: id.optional(), publicationId: id.optional(), entry: TermEntry }),
    output: Term,
  },
  removeTerm: { role: keepers, input: z.strictObject({ id }), output: nothing },
  /** What taking in a table would do; nothing is written. `words` are those of the first entries of each kind. */
  previewTerms: {
    role: keepers,
    input: z.strictObject({ bytes }),
    output: z.strictObject({
      ...counts,
      addedWords: z.array(z.string()),
      changedWords: z.array(z.string()),
      /** Of so many lines the first. */
      faultCount: count,
      faults: z.array(LineFault),
    }),
  },
  /** Takes in a table, all of it or, where a line is wrong, nothing. */
  importTerms: { role: keepers, input: z.strictObject({ bytes }), output: z.strictObject(counts) },
  exportTerms: { role: editorialRoles, input: nothing, output: z.strictObject({ name: z.string(), bytes }) },
  switchRule: { role: keepers, input: z.strictObject({ rule: RuleName, isOn: z.boolean() }), output: nothing },
  listIgnoredFindings: { role: editorialRoles, input: z.strictObject({ id }), output: z.array(IgnoredFinding) },
  ignoreFinding: { role: keepers, input: z.strictObject({ id, source, quote }), output: z.array(IgnoredFinding) },
  /** Reports again what was ignored. */
  heedFinding: { role: keepers, input: z.strictObject({ id, source, quote }), output: z.array(IgnoredFinding) },
} as const satisfies CommandTable;
