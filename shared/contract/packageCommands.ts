import { z } from 'zod';
import { packageKinds } from '#shared/handover/packageManifest.ts';
import { type CommandTable, editorialRoles } from './command.ts';
import { bytes, day, hash, id, instant, name, nothing } from './values.ts';

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
      date: day,
      receivers: z.array(z.string()),
      volumes: z.int(),
      missing: z.array(z.int()),
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

const written = z.strictObject({
  entry: PackageEntry,
  files: z.array(z.strictObject({ path: z.string(), bytes: z.int() })),
});

export const packageCommands = {
  /** The newest first. */
  listPackages: { role: editorialRoles, input: nothing, output: z.array(PackageEntry) },
  /** Writes an issue as it stands for other machines, whole or not at all; on record with medium and ticket. */
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
      volumeMegabytes: z.int().min(1).max(4000).default(4000),
    }),
    output: written,
  },
  /** The packages in a folder of a medium and in the folders in it, in the order in which they are to be taken; nothing is kept. */
  findPackages: {
    role: editorialRoles,
    input: z.strictObject({ folder: path }),
    output: z.array(FoundPackage),
  },
  /** Checks a package from all of its volumes and keeps what is in it; a refusal is on record too. */
  takePackage: {
    role: editorialRoles,
    input: z.strictObject({
      files: z.array(path).min(1).max(99),
      medium,
    }),
    output: z.strictObject({
      entry: PackageEntry,
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
    output: written,
  },
  /** What is in a package that was taken. */
  listPackageParts: {
    role: editorialRoles,
    input: z.strictObject({ hash }),
    output: z.array(part),
  },
  readPackagePart: {
    role: editorialRoles,
    input: z.strictObject({ hash, name: z.string().min(1).max(200) }),
    output: z.strictObject({ name: z.string(), bytes }),
  },
} as const satisfies CommandTable;

export const packageOversightCommands = {
  /** As the audit has them, the newest first: whoever asks may read no issues. */
  listRecordedPackages: {
    role: ['securityAdministrator', 'auditor'],
    input: nothing,
    output: z.array(
      PackageEntry.pick({ direction: true, hash: true, kind: true, issueId: true, at: true, personName: true }).extend({
        machineNames: z.array(z.string()),
        medium: z.string(),
        ticketNumber: z.string().optional(),
        receiptAt: instant.optional(),
        reason: z.string().optional(),
      }),
    ),
  },
} as const satisfies CommandTable;
