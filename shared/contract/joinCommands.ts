import { z } from 'zod';
import { LastNumber } from '#shared/handover/lastNumber.ts';
import { legibleName, legibleOffice } from '#shared/handover/legibleName.ts';
import { freeSteps, machineSteps } from '#shared/handover/machineDuty.ts';
import { partings, sides } from '#shared/handover/parting.ts';
import { roles } from '../workflow/issueWorkflow.ts';
import { type CommandTable, editorialRoles } from './command.ts';
import { MachineEntry } from './machineCommands.ts';
import { PackageEntry } from './packageCommands.ts';
import { bytes, day, hash, id, instant, name, note, nothing, password } from './values.ts';

const file = z.strictObject({ name: z.string(), bytes });
const path = z.string().min(1).max(4096);
/** What is written on the medium itself. */
const medium = name;
const words = z.array(z.string().trim().max(8)).length(8);

const side = z.enum(sides);
const parting = z.enum(partings);
const sideState = z.strictObject({ roles: z.array(z.enum(roles)), hasLeft: z.boolean() });

/** 入网申请: the card of a machine that has no office yet. */
export const JoinRequest = z.strictObject({
  card: hash,
  name: z.string(),
  office: z.string(),
  at: instant,
  /** To be read aloud to the security administrator of the machine that lets this one join. */
  words: z.array(z.string()),
  /** The card as it is taken there. */
  file,
});
export type JoinRequest = z.infer<typeof JoinRequest>;

/** On a machine that has no office yet; who may do it is proved by passwords and by words that were compared. */
export const joinCommands = {
  /**
   * Keys for this machine, sealed under a password that is asked for again when it joins, and the card that tells them. A request
   * that was made before is void by it, which has to be meant.
   */
  requestJoin: {
    role: 'anyone',
    input: z.strictObject({
      name: legibleName,
      /** As the office that lets it join is called. */
      office: legibleOffice,
      password,
      replaces: z.boolean().default(false),
    }),
    output: JoinRequest,
  },
  /** The request that waits here; null where there is none or there is an office. */
  readJoinRequest: { role: 'anyone', input: nothing, output: JoinRequest.nullable() },
  /**
   * Founds the data directory from a package that was written for the request, whole or not at all. A security administrator of
   * that office is here with the own password and types the words of the sender's card as they were heard.
   */
  joinOffice: {
    role: 'anyone',
    input: z.strictObject({
      /** The volumes of the package. */
      files: z.array(path).min(1).max(99),
      /** The sender's card, as it was written beside them. */
      senderCard: bytes,
      words,
      medium,
      /** That of the request. */
      password,
      personId: z.string().min(1).max(64),
      personPassword: password,
    }),
    output: z.strictObject({
      office: z.string(),
      /** This machine and the one it joined from. */
      machine: z.string(),
      sender: z.string(),
      people: z.int(),
      units: z.int(),
      publications: z.int(),
      /** Of the lexicon, where it was in the package. */
      terms: z.int(),
      /** To write a receipt for. */
      package: hash,
      /** Whole days by which the sender's clock is before (less than 0) or after this one. */
      daysApart: z.int(),
    }),
  },
} as const satisfies CommandTable;

/** What a machine may do with the issues of a publication. */
export const MachineDuty = z.strictObject({
  publicationId: id,
  publicationName: z.string(),
  /** This machine first; none of those whose card is void. Empty where this machine has no card yet: it may do everything. */
  machines: z.array(
    z.strictObject({
      card: hash,
      name: z.string(),
      isOwn: z.boolean(),
      /** `sign` is at one machine alone: the one that grants numbers. */
      steps: z.array(z.enum(machineSteps)),
      /** Where nothing was decided a machine takes every step but `sign`. */
      decidedAt: instant.optional(),
      decidedByName: z.string().optional(),
      /** The machine whose register tells another decision about this one: the next decision settles it. */
      apartFrom: z.string().optional(),
    }),
  ),
  /** Which machine grants the numbers. */
  numbering: z.strictObject({
    /** Whether it is this one; so it is where no other is named. */
    isHere: z.boolean(),
    card: hash.optional(),
    name: z.string().optional(),
    /** The card of the machine that has it is void: it may be taken over as lost. */
    isLost: z.boolean(),
    since: instant.optional(),
    /** Given up here for the other machine, which learns of it by the next package of the register. */
    isToBeSent: z.boolean(),
    /** The machine whose register says otherwise: this one grants no numbers before whoever decides has settled it. */
    disputedBy: z.string().optional(),
    /** A machine whose register says otherwise though nobody has decided it: numbers are granted as before, and whoever decides settles it. */
    otherwiseBy: z.string().optional(),
  }),
  /** Whether whoever asks decides about it. */
  mayDecide: z.boolean(),
});
export type MachineDuty = z.infer<typeof MachineDuty>;

/** Who decides the rules of publications: the security administrator where the 三员 are apart, else the system administrator. */
const deciders = ['systemAdministrator', 'securityAdministrator'] as const;

export const joinOversightCommands = {
  /** A machine whose card was confirmed may have this office's register, until its card is void. */
  approveJoin: { role: ['securityAdministrator'], input: z.strictObject({ card: hash }), output: MachineEntry },
  listMachineDuties: { role: 'signedIn', input: nothing, output: z.array(MachineDuty) },
  /** Which of these steps the machine may take from now on; others learn of it by the next package of the register. */
  decideMachineDuty: {
    role: deciders,
    input: z.strictObject({ publicationId: id, card: hash, steps: z.array(z.enum(freeSteps)) }),
    output: MachineDuty,
  },
  /**
   * Numbers are granted at the other machine from now on: this one grants none from this moment, and that one none before it has
   * taken the package of the register that is written to it afterwards.
   */
  giveNumbering: {
    role: deciders,
    input: z.strictObject({ publicationId: id, card: hash }),
    output: MachineDuty,
  },
  /**
   * Where the card of the machine that granted numbers is void, or two machines do not agree who does: they are granted here from
   * now on, after those named.
   */
  takeOverNumbering: {
    role: deciders,
    input: z.strictObject({
      publicationId: id,
      reason: note.min(1),
      /** The last numbers which that machine can have granted, as far as anybody knows. */
      last: z
        .array(
          LastNumber.extend({
            serial: LastNumber.shape.serial.max(100_000),
            running: z.int().min(0).max(1_000_000).optional(),
          }),
        )
        .max(20),
    }),
    output: MachineDuty,
  },
} as const satisfies CommandTable;

export const joinedCommands = {
  /**
   * Writes the register for one machine that may have it: people with their signed roles and the entries of the keyring that their
   * own passwords open, publications with their rules, units, what machines may do, and who grants numbers. No key of a base is in it.
   */
  writeJoinPackage: {
    role: editorialRoles,
    input: z.strictObject({
      card: hash,
      folder: path,
      medium,
      dueOn: day.optional(),
      /** The lexicon of the office as well. */
      hasTerms: z.boolean().default(false),
    }),
    output: z.strictObject({
      entry: PackageEntry,
      files: z.array(z.strictObject({ path: z.string(), bytes: z.int() })),
      /** This machine's card, written beside them for the other to compare. */
      senderCard: z.strictObject({ path: z.string() }),
    }),
  },
  /**
   * Takes over what is newer in a package of the register that was taken in: by signed statements only, all of it or nothing.
   * Throws conflict where both sides have changed the same, and names it.
   */
  takeRegister: {
    role: editorialRoles,
    input: z.strictObject({
      hash,
      /** Where both sides have changed people, roles or keys (`details.parted`): what holds of each, as a security administrator decides. */
      settlement: z
        .strictObject({
          /** Of `readPartedRoles`: what changed since it was shown is not settled unseen. */
          seen: hash,
          /** For whom both sides say something different, and nobody else. */
          people: z.array(z.strictObject({ personId: id, side })).max(10_000),
          recovery: side.optional(),
          /** The security administrator, where somebody else is signed in. */
          by: z.strictObject({ personId: id, password }).optional(),
        })
        .optional(),
    }),
    output: z.strictObject({
      /** What was taken over, by names. */
      admitted: z.array(z.string()),
      left: z.array(z.string()),
      /** Whose roles, keys or leave to read manuscripts have changed. */
      changed: z.array(z.string()),
      recoveryChanged: z.boolean(),
      units: z.int(),
      publications: z.array(z.string()),
      /** What machines may do in them has changed. */
      duties: z.array(z.string()),
      /** Numbers of these are granted here from now on. */
      numbering: z.array(z.string()),
      /** Numbers of these were granted here, and are granted elsewhere from now on. */
      numberingGone: z.array(z.string()),
      terms: z.int(),
    }),
  },
  /**
   * What either side has changed of people, roles and keys since they parted, in a package of the register that was taken in; null where
   * one of them goes on from the other.
   */
  readPartedRoles: {
    role: editorialRoles,
    input: z.strictObject({ hash }),
    output: z
      .strictObject({
        /** The machine that has sent it. */
        machine: z.string(),
        people: z.array(
          z.strictObject({
            personId: id,
            name: z.string(),
            /** As either side knows the person. */
            here: sideState.optional(),
            there: sideState.optional(),
            roles: parting,
            key: parting,
            /** To be chosen unless somebody decides otherwise: fewer rights. */
            proposed: side,
          }),
        ),
        recovery: parting,
        /** Stands for the ends of both ways. */
        seen: hash,
        /** Who may settle it, and whether whoever asks is one of them. */
        deciders: z.array(z.strictObject({ id, name: z.string() })),
        mayDecide: z.boolean(),
      })
      .nullable(),
  },
  /** What is wanting here of what another machine had, as after its loss; by the register of packages. */
  listMissing: {
    role: editorialRoles,
    input: z.strictObject({ card: hash }),
    output: z.strictObject({
      /** Was at that machine by the last package about it, and did not come back. */
      issues: z.array(
        z.strictObject({
          issueId: id,
          /** Where the issue is known here. */
          publicationName: z.string().optional(),
          titles: z.array(z.string()),
          kind: z.enum(['submit', 'return', 'signed']),
          package: hash,
          at: instant,
          receiptAt: instant.optional(),
        }),
      ),
      /** Went there by themselves, and did not come back. */
      articles: z.array(
        z.strictObject({ articleId: id, title: z.string(), at: instant, receiptAt: instant.optional() }),
      ),
      /** Granted by what is known, and no issue here has it. */
      numbers: z.array(
        z.strictObject({
          publicationId: id,
          publicationName: z.string(),
          series: z.enum(['regular', 'supplement']),
          year: z.int(),
          serial: z.int(),
        }),
      ),
      /** Publications whose numbers that machine granted: more may have been granted than anybody here knows. */
      numbering: z.array(z.strictObject({ publicationId: id, publicationName: z.string() })),
      /** The last package in each chain between that machine and this one. */
      chains: z.array(
        z.strictObject({
          direction: z.enum(['written', 'taken']),
          issueId: id.optional(),
          kind: PackageEntry.shape.kind.unwrap(),
          sequence: z.int(),
          package: hash,
          at: instant,
        }),
      ),
    }),
  },
} as const satisfies CommandTable;
