import { z } from 'zod';
import { absences } from '#shared/volume/boundIssue.ts';
import { VolumeSpan } from '#shared/volume/volumeSpan.ts';
import { type CommandTable, editorialRoles } from './command.ts';
import { bytes, day, id, nothing } from './values.ts';

/** Which volume is meant: the archived issues of a publication in a span. */
export const WantedVolume = z.strictObject({ publicationId: id, span: VolumeSpan });
export type WantedVolume = z.infer<typeof WantedVolume>;

export const VolumePlan = z.strictObject({
  /** 澜溪信息2024年合订本 */
  name: z.string(),
  /** In the order of the volume. */
  issues: z.array(
    z.strictObject({ issueId: id, numberText: z.string(), date: day, articles: z.int(), mark: z.string().optional() }),
  ),
  /** Numbers of the span that do not come in, and why. */
  absent: z.array(z.strictObject({ numberText: z.string(), absence: z.enum(absences) })),
  /** What the volume bears: every mark of its issues, of the 密级 the highest with the longest term. */
  marking: z.array(z.string()),
});
export type VolumePlan = z.infer<typeof VolumePlan>;

const stopped = z.strictObject({ kind: z.literal('stopped') });

export const volumeCommands = {
  /** What a volume would hold, before it is made. */
  planVolume: { role: editorialRoles, input: WantedVolume, output: VolumePlan },
  /** The pages of the volume, to be looked at; tells how far it is. */
  previewVolume: {
    role: editorialRoles,
    input: WantedVolume,
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('done'), pages: z.int(), pdf: bytes }),
      stopped,
    ]),
  },
  /** The volume as PDF and OFD, under a ticket where the publication asks for one. The same issues give the same bytes. */
  exportVolume: {
    role: editorialRoles,
    input: WantedVolume.extend({ ticketId: id.optional() }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('done'),
        name: z.string(),
        pages: z.int(),
        files: z.array(z.strictObject({ name: z.string(), bytes })),
      }),
      stopped,
    ]),
  },
  /** Ends the making of a volume that is under way. */
  stopVolume: { role: editorialRoles, input: nothing, output: nothing },
} as const satisfies CommandTable;
