import { z } from 'zod';
import { hash } from '#shared/issue/hash.ts';
import { TravellingLeg } from './issueLeg.ts';

/** At most so many rows of one table. */
export const rowsOfTable = 100_000;

/** The part of a package that holds everything a base has of an issue, and what the files beside it are. */
export const issueRowsName = 'rows.json';
export const issueRowsBytes = 256 * 1024 * 1024;

const value = z.union([z.string(), z.int(), z.null()]);
export const TravellingRow = z.record(z.string().regex(/^[a-z][a-z_0-9]*$/), value);
export type TravellingRow = z.infer<typeof TravellingRow>;

const file = (name: z.ZodString, mimes: readonly [string, ...string[]]) =>
  z.array(z.strictObject({ name, mime: z.enum(mimes) })).max(5000);

export const IssueRows = z.strictObject({
  format: z.literal('neikan-issue-rows'),
  version: z.literal(1),
  issue: z.string().min(1).max(64),
  /** The whole of it stays with the sender: nobody gets it to work on. */
  isCopy: z.boolean(),
  /** The last is that of this package, if it is no copy. Each is proved by its signature, so they are few. */
  legs: z.array(TravellingLeg).max(1000),
  tables: z.record(z.string(), z.array(TravellingRow).max(rowsOfTable)),
  /** `images/…` by SHA-256, `scans/…` by SM3. */
  images: file(hash, ['image/png', 'image/jpeg']),
  scans: file(hash, ['image/png', 'image/jpeg', 'application/pdf']),
});
export type IssueRows = z.infer<typeof IssueRows>;
