import { z } from 'zod';
import { AdoptionFacts } from '#shared/statistics/adoptionFacts.ts';
import { AdoptionRecordEntry } from '#shared/statistics/adoptionRecord.ts';
import { Period } from '#shared/statistics/period.ts';
import { PublishedRow } from '#shared/statistics/publishedFigures.ts';
import { UnitScore } from '#shared/statistics/score.ts';
import { ScoringRules, ScoringVersion } from '#shared/statistics/scoringRules.ts';
import { type CommandTable, editorialRoles } from './command.ts';
import { bytes, day, hash, id, instant, name, note, nothing } from './values.ts';

const keepers = ['editor', 'archivist'] as const;

export const AdoptionRecord = z.strictObject({
  id,
  entry: AdoptionRecordEntry,
  recordedBy: id,
  recordedAt: instant,
  /** 批示 whose words are not for the caller: who gave it, its text and its scan are left out. */
  isHidden: z.boolean(),
});
export type AdoptionRecord = z.infer<typeof AdoptionRecord>;

const published = z.strictObject({
  number: z.int().min(1),
  period: Period,
  at: instant,
  personId: id,
  reason: z.string().optional(),
  factsHash: hash,
});

export const Recomputation = z.strictObject({
  number: z.int().min(1),
  /** The signature fits the person's registered key, and the frozen facts and rules give the table that was signed. */
  isSound: z.boolean(),
  faults: z.array(z.string()),
  /** Between the published table and the one made from what is on record today. */
  differences: z.array(z.string()),
  factDifferences: z.array(z.string()),
  table: z.array(PublishedRow),
});
export type Recomputation = z.infer<typeof Recomputation>;

const period = z.strictObject({ period: Period });
/** 以往刊期 count only where that is asked for, and never in what is published. */
const counted = z.strictObject({ period: Period, withBackIssues: z.boolean().default(false) });
const file = z.strictObject({ name: z.string(), bytes });

/** 统计: adoption, points, what was published of them. */
export const statisticsCommands = {
  /** 批示, 约稿, 上级采用 and 差错, the last to be put down first. */
  listAdoptionRecords: { role: editorialRoles, input: nothing, output: z.array(AdoptionRecord) },
  saveAdoptionRecord: {
    role: keepers,
    /** `scan` is the page a 批示 is written on; what was there before stays without one. */
    input: z.strictObject({ id: id.optional(), entry: AdoptionRecordEntry, scan: bytes.optional() }),
    output: AdoptionRecord,
  },
  withdrawAdoptionRecord: {
    role: keepers,
    input: z.strictObject({ id, reason: note }),
    output: nothing,
  },
  readInstructionScan: {
    role: editorialRoles,
    input: z.strictObject({ id }),
    output: z.strictObject({ mime: z.string(), name: z.string(), bytes }),
  },
  readStatistics: {
    role: editorialRoles,
    input: counted,
    output: z.strictObject({
      facts: AdoptionFacts,
      factsHash: hash,
      scores: z.array(UnitScore),
      versions: z.array(ScoringVersion),
      published: z.array(published),
    }),
  },
  listScoringRules: {
    role: editorialRoles,
    input: nothing,
    output: z.array(ScoringVersion.extend({ savedBy: id, savedAt: instant })),
  },
  saveScoringRules: {
    role: keepers,
    input: z.strictObject({ name, effectiveFrom: day.refine((date) => date.endsWith('-01')), rules: ScoringRules }),
    output: ScoringVersion,
  },
  /** What a table would have made of a period, beside what counts now; nothing is written. */
  previewScoringRules: {
    role: keepers,
    input: z.strictObject({ period: Period, rules: ScoringRules }),
    output: z.array(
      z.strictObject({
        unitId: z.string(),
        name: z.string(),
        before_hundredths: z.int(),
        after_hundredths: z.int(),
        rankBefore: z.int(),
        rankAfter: z.int(),
      }),
    ),
  },
  /** Freezes the figures of a period that is over, signed; conflict where the facts are not those the caller saw. */
  publishFigures: {
    role: keepers,
    input: z.strictObject({ period: Period, factsHash: hash, reason: note.default('') }),
    output: published,
  },
  readPublishedFigures: { role: editorialRoles, input: z.strictObject({ number: z.int().min(1) }), output: file },
  recomputeFigures: {
    role: editorialRoles,
    input: z.strictObject({ number: z.int().min(1) }),
    output: Recomputation,
  },
  /** 采用情况通报 as an article to be edited. */
  draftAdoptionBulletin: { role: ['editor'], input: period, output: z.strictObject({ articleId: id }) },
  exportStatistics: {
    role: editorialRoles,
    input: counted.extend({ format: z.enum(['csv', 'xlsx']) }),
    output: z.strictObject({ files: z.array(file) }),
  },
  printStatistics: { role: editorialRoles, input: counted, output: file },
} as const satisfies CommandTable;
