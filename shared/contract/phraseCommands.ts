import { z } from 'zod';
import { type CommandTable, editorialRoles } from './command.ts';
import { nothing } from './values.ts';

/** 常用语: one line or a few, as it goes into an opinion. */
export const Phrase = z.string().trim().min(1).max(200);
export const Phrases = z
  .array(Phrase)
  .max(30)
  .refine((phrases) => new Set(phrases).size === phrases.length);

export const phraseCommands = {
  /** The caller's own, in the caller's order; the usual ones for whoever has never changed them. */
  readPhrases: { role: editorialRoles, input: nothing, output: z.strictObject({ phrases: Phrases }) },
  savePhrases: { role: editorialRoles, input: z.strictObject({ phrases: Phrases }), output: nothing },
} as const satisfies CommandTable;
