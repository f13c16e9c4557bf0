import { z } from 'zod';
import { handoverLimits } from './handoverLimits.ts';
import { legibleName } from './legibleName.ts';

/** The first line of every volume, up to the number of the format. */
export const volumeFormat = 'NEIKAN-HANDOVER';
export const volumeVersion = 2;

/** Chance by which volumes are known to belong together; it says nothing. */
export const VolumeMark = z.string().regex(/^[0-9a-f]{32}$/);

/** What stands legibly outside a package, alike on all of its volumes. */
export const Outside = z.strictObject({
  date: z.iso.date(),
  receivers: z.array(legibleName).min(1).max(handoverLimits.receivers),
  mark: VolumeMark,
});
export type Outside = z.infer<typeof Outside>;

/** All that can be read without a key: the day, whom it is for, and what is needed to put the volumes together again. */
export const VolumeHead = Outside.extend({
  volume: z.int().min(1).max(handoverLimits.volumes),
  volumes: z.int().min(1).max(handoverLimits.volumes),
  /** Of what is sealed in this volume. */
  bytes: z.int().min(1).max(handoverLimits.packageBytes),
}).refine(({ volume, volumes }) => volume <= volumes);
export type VolumeHead = z.infer<typeof VolumeHead>;
