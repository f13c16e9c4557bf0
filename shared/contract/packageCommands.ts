import { z } from 'zod';
import { cancelReasons } from '#shared/handover/cancelVerdict.ts';
import { packageKinds } from '#shared/handover/packageManifest.ts';
import { VolumeMark } from '#shared/handover/volumeHead.ts';
import { type CommandTable, editorialRoles } from './command.ts';
import { WholeIssue } from './issueCommands.ts';
import { bytes, day, hash, id, instant, name, nothing, password } from './values.ts';

/** One line of the register of what was written to and read from media. */
export const PackageEntry = z.strictObject({
  number: z.int(),
  direction: z.enum(['written', 'taken', 'refused']),
  /** Unknown of much that is refused. */
  hash: hash.optional(),
  kind: z.enum(packageKinds).optional(),
  issueId: z.string().optional(),
  /** Whom it was written to, or who sent it, with the place of the package in that chain and the receipt that came back. */
  machines: z.array(z.strictObject({ name: z.string(), sequence: z.int().optional(), receiptAt: instant.optional() })),
  volumes: z.int().optional(),
  bytes: z.int().optional(),
  at: instant,
  personName: z.string(),
  medium: z.string(),
  ticketNumber: z.string().optional(),
  dueOn: day.optional(),
  /** Past that day, and a receipt is still missing. */
  isOverdue: z.boolean(),
  /** Why it was refused, by its code. */
  reason: z.string().optional(),
});
export type PackageEntry = z.infer<typeof PackageEntry>;

const path = z.string().min(1).max(4096);
/** What is written on the medium itself: its number in the office's own book, or its serial number. */
const medium = name;

/** A package on a medium, as far as it can be told before it is taken. */
export const FoundPackage = z.strictObject({
  files: z.array(path).min(1),
  /** What stands legibly outside; left out where not even that can be read. */
  outside: z
    .strictObject({
      /** By which its volumes are known to belong together. */
      mark: VolumeMark,
      date: day,
      receivers: z.array(z.string()),
      volumes: z.int(),
      missing: z.array(z.int()),
      /** Volumes that were taken from other media before and are kept here until the others come. */
      gathered: z.array(z.int()),
      bytes: z.int(),
    })
    .optional(),
  /** What its signed manifest says, where this machine can open it and trusts its sender. */
  inside: z
    .strictObject({
      kind: z.enum(packageKinds),
      issueId: z.string().optional(),
      sender: z.string(),
      person: z.string(),
      at: instant,
      sequence: z.int(),
    })
    .optional(),
  state: z.enum(['new', 'taken', 'forOthers', 'refused']),
  /** Why it cannot be taken, by its code and in a sentence. */
  reason: z.string().optional(),
  message: z.string().optional(),
});
export type FoundPackage = z.infer<typeof FoundPackage>;

const part = z.strictObject({ name: z.string(), bytes: z.int() });

export const writtenPackage = z.strictObject({
  entry: PackageEntry,
  files: z.array(z.strictObject({ path: z.string(), bytes: z.int() })),
});

const reason = z.string().trim().min(1).max(500);
const entriesAtOnce = z.int().min(1).max(500).default(200);

/** What became of a package that was taken. */
export const packageOutcomes = [
  /** The issue stands here now, to be worked on. */
  'here',
  /** It stands here to be read; it is worked on elsewhere. */
  'toRead',
  /** Both sides had changed it: their texts are put together. */
  'merged',
  /** Here it went on another way, which counts; the texts that came are kept beside it. */
  'kept',
  'receipt',
  /** A register of the office, which `takeRegister` takes over. */
  'register',
  /** 取回 in time: from here on the issue is back with whoever asked. */
  'cancelled',
  /** 取回 too late, for `why`. */
  'tooLate',
  /** The other side has given the issue back. */
  'cancelHonoured',
  /** The other side has not, for `why`. */
  'cancelRefused',
  /** Single articles came; what became of each stands beside it. */
  'articles',
] as const;

const PackageOutcome = z.strictObject({
  kind: z.enum(packageOutcomes),
  issueId: id.optional(),
  /** Single articles that came, and what became of each. */
  articles: z
    .array(
      z.strictObject({
        id,
        title: z.string(),
        /** It is here now; what came is what stands here already; what stood here goes on standing. */
        how: z.enum(['taken', 'same', 'kept']),
        /** The machine it had been lent to, where it is another that brought it: it may be changed there as well. */
        wasAt: z.string().optional(),
      }),
    )
    .optional(),
  why: z.enum(cancelReasons).optional(),
  /** Articles of which there are two texts now: a person decides. */
  unresolved: z.array(id),
});

/** An article that was changed on two machines: which of the versions is to stand, a person decides. */
export const UnresolvedArticle = z.strictObject({
  articleId: id,
  /** The one it came with or stands in; left out where it stands in none. */
  issueId: id.optional(),
  title: z.string(),
  /** The version that stands, and the one beside it. */
  standing: z.int(),
  other: z.int(),
  /** By which package it came about, and from whom. */
  package: hash,
  machineName: z.string(),
  at: instant,
});
export type UnresolvedArticle = z.infer<typeof UnresolvedArticle>;

export const packageCommands = {
  /** The newest first; those before a number, where they are asked for page by page. */
  listPackages: {
    role: editorialRoles,
    input: z.strictObject({
      before: z.int().min(1).optional(),
      most: entriesAtOnce,
      issueId: id.optional(),
      /** Only those whose receipt is overdue. */
      isOverdue: z.literal(true).optional(),
    }),
    output: z.array(PackageEntry),
  },
  /** The bytes that a package of an issue would hold, before any is written; refused for what no reader takes. */
  measurePackage: {
    role: editorialRoles,
    input: z.strictObject({ issueId: id }),
    output: z.strictObject({ bytes: z.int() }),
  },
  /**
   * Writes an issue as it stands for other machines, whole or not at all; on record with medium and ticket. The issue goes
   * with it to the first of the machines, the others have it to read; with `isCopy` all have, and it stays here.
   */
  writePackage: {
    role: editorialRoles,
    input: z.strictObject({
      issueId: id,
      kind: z.enum(['submit', 'return', 'signed']),
      machines: z.array(hash).min(1).max(16),
      folder: path,
      medium,
      dueOn: day.optional(),
      ticketId: id.optional(),
      isCopy: z.boolean().default(false),
      volumeMegabytes: z.int().min(1).max(4000).default(4000),
      /** Each volume goes onto a medium of its own: before the second and each later one the event `mediumWanted` asks for it. */
      changesMedium: z.boolean().default(false),
    }),
    output: writtenPackage,
  },
  /** Where the volume that waits for a medium is written. Throws illegalState where none waits; while it throws, it waits on. */
  nextMedium: { role: editorialRoles, input: z.strictObject({ folder: path, medium }), output: nothing },
  /** The packages in a folder of a medium and in the folders in it, in the order in which they are to be taken; nothing is kept. */
  findPackages: {
    role: editorialRoles,
    input: z.strictObject({ folder: path }),
    output: z.array(FoundPackage),
  },
  /**
   * Keeps volumes of a package that lies on several media, each read to its end, until the others come; they stay sealed, and are gone
   * once the package is taken.
   */
  gatherVolumes: {
    role: editorialRoles,
    input: z.strictObject({ files: z.array(path).min(1).max(99), medium }),
    output: nothing,
  },
  /** Gives up what was kept of a package whose other volumes do not come. */
  dropVolumes: { role: editorialRoles, input: z.strictObject({ mark: VolumeMark }), output: nothing },
  /** 取回 of an issue that is lent out, as a package for the machine that has it; its receipt gives the issue back. */
  cancelPackage: {
    role: editorialRoles,
    input: z.strictObject({ issueId: id, folder: path, medium, dueOn: day.optional() }),
    output: writtenPackage,
  },
  /** 作为丢失收回: the issue is worked on here again, and what comes from the other machine later is another text. */
  reclaimIssue: {
    role: editorialRoles,
    input: z.strictObject({ id, reason, password }),
    output: WholeIssue,
  },
  /**
   * Ends the writing or taking that is under way, which answers illegalState with `details.isStopped`; nothing of it stays. With
   * `isLeaving` nobody reads that answer, and the next sign-in tells of media that were taken out.
   */
  stopPackage: {
    role: editorialRoles,
    input: z.strictObject({ isLeaving: z.boolean().default(false) }),
    output: nothing,
  },
  /** Checks a package from all of its volumes and puts what is in it with what is here; a refusal is on record too. */
  takePackage: {
    role: editorialRoles,
    input: z.strictObject({
      files: z.array(path).min(1).max(99),
      medium,
      /** Why the packages before it, which are missing, are given up as lost. */
      missingReason: reason.optional(),
    }),
    output: z.strictObject({
      entry: PackageEntry,
      outcome: PackageOutcome,
      /** Who sat at the other machine. */
      person: z.string(),
      parts: z.array(part),
      /** Whole days by which the other machine's clock is before (less than 0) or after this one. */
      daysApart: z.int(),
    }),
  },
  /** For a package that was taken, to be brought back to whoever sent it; as often as it is wanted. */
  writeReceipt: {
    role: editorialRoles,
    input: z.strictObject({ hash, folder: path, medium }),
    output: writtenPackage,
  },
  /** What is in a package that was taken. */
  listPackageParts: {
    role: editorialRoles,
    input: z.strictObject({ hash }),
    output: z.array(part),
  },
  /** A piece of a part; a large one has several, counted from 0. */
  readPackagePart: {
    role: editorialRoles,
    input: z.strictObject({ hash, name: z.string().min(1).max(200), piece: z.int().min(0).default(0) }),
    output: z.strictObject({ name: z.string(), bytes, pieces: z.int() }),
  },
  listUnresolvedArticles: { role: editorialRoles, input: nothing, output: z.array(UnresolvedArticle) },
  /** Which of its two versions is to stand; gives those that are left. The other stays among its versions. */
  resolveArticle: {
    role: ['editor'],
    input: z.strictObject({ articleId: id, version: z.int().min(1) }),
    output: z.array(UnresolvedArticle),
  },
} as const satisfies CommandTable;

export const packageOversightCommands = {
  /** As the audit has them, the newest first: whoever asks may read no issues. */
  listRecordedPackages: {
    role: ['securityAdministrator', 'auditor'],
    input: z.strictObject({ before: z.int().min(1).optional(), most: entriesAtOnce }),
    output: z.array(
      PackageEntry.pick({ direction: true, hash: true, kind: true, issueId: true, at: true, personName: true }).extend({
        /** Of its row in the audit. */
        number: z.int(),
        machineNames: z.array(z.string()),
        medium: z.string(),
        ticketNumber: z.string().optional(),
        receiptAt: instant.optional(),
        reason: z.string().optional(),
      }),
    ),
  },
} as const satisfies CommandTable;
