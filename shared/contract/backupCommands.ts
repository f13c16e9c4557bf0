import { z } from 'zod';
import { staffings } from '#shared/workflow/roleSeparation.ts';
import type { CommandTable } from './command.ts';
import { hash, id, instant, nothing, password } from './values.ts';

/** Whether one printed paper opens everything, or two of three do. */
const recoveryKind = z.enum(['code', 'shares']);

/** Bases are too large to cross as bytes: a backup is named by its folder on this machine. */
const folder = z.string().min(1).max(4096);

export const BackupSettings = z.strictObject({
  /** Backups kept in one place; older ones go once a newer one has been proved. */
  keep: z.int().min(1).max(100),
  /** Days after which the next one is offered; 0 never. */
  dueDays: z.int().min(0).max(365),
});
export type BackupSettings = z.infer<typeof BackupSettings>;

export const BackupRecord = z.strictObject({
  id,
  madeAt: instant,
  madeBy: z.string(),
  path: z.string(),
  bytes: z.int(),
  /** Whether the copy of content.db was opened and read; without its key only its bytes were compared. */
  isContentRead: z.boolean(),
  /** Whether it lies at its place now: a medium may be unplugged. */
  isThere: z.boolean(),
});
export type BackupRecord = z.infer<typeof BackupRecord>;

export const BackupFacts = z.strictObject({
  madeAt: instant,
  madeBy: z.string(),
  office: z.strictObject({ name: z.string(), staffing: z.enum(staffings) }),
  bytes: z.int(),
  /** SM3 of the manifest. */
  manifestHash: hash,
  /** Rows by table; null where they were not counted when the backup was made. */
  registerRows: z.record(z.string(), z.int()).nullable(),
  contentRows: z.record(z.string(), z.int()).nullable(),
  auditRows: z.strictObject({ register: z.int(), content: z.int() }),
  /** Names one can sign in with after a restore. */
  signInNames: z.array(z.string()),
  recoveryKind,
});
export type BackupFacts = z.infer<typeof BackupFacts>;

/** A backup by its manifest alone. */
export const FoundBackup = z.strictObject({
  path: z.string(),
  name: z.string(),
  madeAt: instant.optional(),
  madeBy: z.string().optional(),
  office: z.string().optional(),
  bytes: z.int().optional(),
  /** Why it cannot be used; a Chinese sentence. */
  fault: z.string().optional(),
});
export type FoundBackup = z.infer<typeof FoundBackup>;

/** A file of a backup that is not what it was; a Chinese sentence. */
export const BackupFault = z.strictObject({ file: z.string(), message: z.string() });
export type BackupFault = z.infer<typeof BackupFault>;

/** One of the three papers, and the number that stands on it. */
const TypedShare = z.strictObject({ number: z.int().min(1).max(3), text: z.string().max(200) });

/** What opens bases: the printed code, two of the three shares of it, or the password of somebody in their keyring. */
const Unlock = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('code'), recoveryCode: z.string().max(200) }),
  z.strictObject({ kind: z.literal('shares'), shares: z.tuple([TypedShare, TypedShare]) }),
  z.strictObject({ kind: z.literal('person'), personId: z.string().min(1).max(64), password }),
]);
export type Unlock = z.infer<typeof Unlock>;

/** What the data directory holds before a restore, as far as it can be told without a key. */
export const PresentOffice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  /** Something of an office, which nobody can open: `reason` is a Chinese sentence. */
  z.strictObject({ kind: z.literal('unopenable'), reason: z.string() }),
  /** An office that has to consent, by what opens it. */
  z.strictObject({ kind: z.literal('guarded'), signInNames: z.array(z.string()), recoveryKind }),
]);
export type PresentOffice = z.infer<typeof PresentOffice>;

export const DrillReport = z.strictObject({
  facts: BackupFacts,
  files: z.int(),
  registerRows: z.int(),
  /** Null where who opened the backup has no key of content.db. */
  contentRows: z.int().nullable(),
  /** The newest signed issue, proved as `verify` does; absent where there is none or it could not be read. */
  issue: z.strictObject({ numberText: z.string(), signatures: z.int() }).optional(),
  faults: z.array(BackupFault),
  seconds: z.number().min(0),
});
export type DrillReport = z.infer<typeof DrillReport>;

/** What could be read of a table of a damaged base. */
export const SalvagedTable = z.strictObject({
  table: z.string(),
  readable: z.int(),
  /** Rows that could not be read, by their keys or their numbers. */
  lost: z.array(z.string()),
  /** How many more there are than are named. */
  moreLost: z.int(),
});
export type SalvagedTable = z.infer<typeof SalvagedTable>;

export const BaseVerdict = z.strictObject({
  base: z.enum(['register', 'content']),
  /** What is wrong, in Chinese; none where the base is whole. */
  faults: z.array(z.string()),
  /**
   * What helps: a salvage where pages are damaged and the rest can be read; only a backup where nothing can; an inquiry where
   * every page is whole and what they hold does not agree.
   */
  remedy: z.enum(['none', 'salvage', 'restore', 'inquire']),
  /** Where there is damage: what can still be read. */
  tables: z.array(SalvagedTable),
});
export type BaseVerdict = z.infer<typeof BaseVerdict>;

export const backupCommands = {
  readBackupState: {
    role: ['systemAdministrator'],
    input: nothing,
    output: z.strictObject({
      settings: BackupSettings,
      /** Newest first; those that were removed are left out. */
      backups: z.array(BackupRecord),
      isDue: z.boolean(),
      lastMadeAt: instant.optional(),
      /** Where the last one went. */
      lastFolder: z.string().optional(),
      /** When the bases were last checked in full. */
      lastFullCheck: instant.optional(),
    }),
  },
  saveBackupSettings: { role: ['systemAdministrator'], input: BackupSettings, output: nothing },
  /** Copies everything into a new folder inside `folder`, whole or not at all; it counts once it has been read back. */
  makeBackup: {
    role: ['systemAdministrator'],
    input: z.strictObject({ folder }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('made'),
        backup: BackupRecord,
        /** Names of older ones that were removed. */
        removed: z.array(z.string()),
      }),
      z.strictObject({ kind: z.literal('stopped') }),
    ]),
  },
  /** Ends the backup or the drill that is under way; nothing of it stays. */
  stopBackup: { role: ['systemAdministrator'], input: nothing, output: nothing },
  /** Restores into a folder of its own, reads and proves, and removes it again. */
  drillBackup: {
    role: ['systemAdministrator'],
    input: z.strictObject({ path: folder, unlock: Unlock }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('done'), report: DrillReport }),
      z.strictObject({ kind: z.literal('stopped') }),
    ]),
  },
  /**
   * Reads the bases that whoever is signed in has open, beside other work. `due`: quickly, and in full once a week has
   * passed since the last time.
   */
  checkBases: {
    role: 'signedIn',
    input: z.strictObject({ kind: z.enum(['due', 'quick', 'full']) }),
    output: z.strictObject({
      kind: z.enum(['quick', 'full']),
      checkedAt: instant,
      bases: z.array(BaseVerdict),
      /** When they were last checked in full, this time included. */
      lastFull: instant.optional(),
    }),
  },
  /** New bases of every row that can be read; the damaged ones are kept aside. Nobody may be able to sign in any more. */
  salvageBases: {
    role: 'anyone',
    input: z.strictObject({ unlock: Unlock }),
    output: z.strictObject({ bases: z.array(BaseVerdict), setAside: z.string() }),
  },
  /** On a bare machine nobody can sign in yet: what a backup holds is told, and opened only by a code or a password. */
  findBackups: { role: 'anyone', input: z.strictObject({ folder }), output: z.array(FoundBackup) },
  examineBackup: {
    role: 'anyone',
    input: z.strictObject({ path: folder }),
    output: z.strictObject({
      facts: BackupFacts.optional(),
      faults: z.array(BackupFault),
      /** What a restore would put aside. */
      present: PresentOffice,
    }),
  },
  restoreBackup: {
    role: 'anyone',
    input: z.strictObject({
      path: folder,
      unlock: Unlock,
      /** What the data directory holds is moved aside, whole; without it a directory that holds anything is refused. */
      setAside: z.boolean(),
      /**
       * The consent of the office that is there, where it can be opened: a system administrator's password, or its own
       * recovery papers. Without it the restore is refused, by `details.isConsentNeeded`.
       */
      consent: Unlock.optional(),
      /** The person wants another office in the place of the one that is there; refused without, by `details.isOther`. */
      replacesOther: z.boolean().optional(),
    }),
    output: z.strictObject({
      office: z.string(),
      madeAt: instant,
      registerRows: z.int(),
      contentRows: z.int().nullable(),
      /** The folder inside the data directory in which the earlier data are. */
      setAside: z.string().optional(),
      seconds: z.number(),
    }),
  },
} as const satisfies CommandTable;
