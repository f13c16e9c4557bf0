import { z } from 'zod';
import { PublicationSettings } from '#shared/issue/publicationSettings.ts';
import { FontChoice } from '#shared/layout/fontChoice.ts';
import { fontSlots } from '#shared/layout/fontSlot.ts';
import type { CommandTable } from './command.ts';
import { bytes, id, name, nothing, text } from './values.ts';

export const Publication = z.strictObject({ id, name, settings: PublicationSettings });
export type Publication = z.infer<typeof Publication>;

export const Unit = z.strictObject({
  id,
  parentId: id.optional(),
  name,
  /** As it prints at the end of an article, without brackets. */
  signature: name,
  aliases: z.array(name).max(50),
  /** Whose 分管领导 an issue with this unit's article is reported to. */
  parentCommittee: text.optional(),
});
export type Unit = z.infer<typeof Unit>;

export const registerCommands = {
  listPublications: { role: 'signedIn', input: nothing, output: z.array(Publication) },
  /**
   * Flow, output tickets, records of markings and signing on paper are changed by the security administrator where the 三员
   * are apart, else by the system administrator; of anybody else they are proposed, and the rest is saved.
   */
  savePublication: {
    role: ['editor'],
    input: z.strictObject({ id: id.optional(), name, settings: PublicationSettings }),
    output: Publication.extend({ isProposed: z.literal(true).optional() }),
  },
  /** The pages of an invented issue with these settings, saved or not, so that a look is chosen by seeing it. */
  previewPublication: {
    role: ['editor'],
    input: z.strictObject({ name: z.string().max(200), settings: PublicationSettings }),
    output: z.strictObject({ pages: z.int(), pdf: bytes }),
  },
  /** The fonts of this machine that a publication can print with, and what each slot has without a choice. */
  listFonts: {
    role: ['editor'],
    input: FontChoice.pick({ source: true }),
    output: z.strictObject({
      families: z.array(z.strictObject({ name: text, hasHan: z.boolean() })),
      usual: z.record(z.enum(fontSlots), text),
    }),
  },
  listUnits: { role: 'signedIn', input: nothing, output: z.array(Unit) },
  saveUnit: { role: ['editor'], input: Unit.partial({ id: true }), output: Unit },
  removeUnit: { role: ['editor'], input: z.strictObject({ id }), output: nothing },
} as const satisfies CommandTable;
