import { z } from 'zod';
import { hash } from '#shared/issue/hash.ts';
import { fontSlots } from './fontSlot.ts';
import { LayoutParameters } from './layoutParameters.ts';

/** What a slot printed with. */
export const LayoutFont = z.strictObject({
  slot: z.enum(fontSlots),
  name: z.string().min(1),
  /** Whether it came with the program or was found on the machine; the program's own in manifests that do not say. */
  origin: z.enum(['shipped', 'installed']).default('shipped'),
  fileName: z.string().optional(),
  version: z.string(),
  /** SM3 of the whole font file, of which the PDF holds a subset; lower-case hex. */
  sm3: hash,
  /** The only characters it draws, as somebody decided, because the slot's own font does not have them. */
  characters: z.string().min(1).optional(),
});
export type LayoutFont = z.infer<typeof LayoutFont>;

/** How an issue was laid out: frozen beside its files, so that it can be explained and laid out again years later. */
export const LayoutManifest = z.strictObject({
  format: z.literal('neikan-layout'),
  version: z.literal(1),
  parameters: LayoutParameters,
  fonts: z.array(LayoutFont),
  /** What stands in for a slot's own font or for one of its characters, and what was passed over and why; a sentence each. */
  substitutions: z.array(z.string()),
});
export type LayoutManifest = z.infer<typeof LayoutManifest>;
