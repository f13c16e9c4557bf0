import { z } from 'zod';
import { revocationReasons } from '#shared/handover/cardRevocation.ts';
import { legibleName } from '#shared/handover/legibleName.ts';
import { type CommandTable, editorialRoles } from './command.ts';
import { bytes, hash, instant, nothing } from './values.ts';

/** A machine by its card, as this office knows it. */
export const MachineEntry = z.strictObject({
  /** The card by its hash. */
  card: hash,
  name: z.string(),
  office: z.string(),
  isOwn: z.boolean(),
  state: z.enum(['unconfirmed', 'confirmed', 'revoked']),
  /** To be compared aloud with whoever sits there. */
  words: z.array(z.string()),
  takenAt: instant,
  takenByName: z.string(),
  confirmedAt: instant.optional(),
  confirmedByName: z.string().optional(),
  revokedAt: instant.optional(),
  revokedByName: z.string().optional(),
  reason: z.enum(revocationReasons).optional(),
  /** Of one that waits to be confirmed: the machine that says it is void, and whether that has signed a declaration, which keeps it so. */
  toldVoid: z.strictObject({ card: hash, name: z.string(), isDeclared: z.boolean() }).optional(),
  /** May have this office's register, to join with it. */
  joinApprovedAt: instant.optional(),
  joinApprovedByName: z.string().optional(),
});
export type MachineEntry = z.infer<typeof MachineEntry>;

const file = z.strictObject({ name: z.string(), bytes });
const reason = z.enum(revocationReasons);

export const machineCommands = {
  /** Keys for this machine and the card that tells them; refused while it has a card that holds. */
  makeMachineCard: {
    role: editorialRoles,
    input: z.strictObject({ name: legibleName }),
    output: z.strictObject({ machine: MachineEntry, file }),
  },
  /** This machine's own card becomes void; the file tells the others so. */
  withdrawMachineCard: {
    role: editorialRoles,
    input: z.strictObject({ reason }),
    output: z.strictObject({ machine: MachineEntry, file }),
  },
} as const satisfies CommandTable;

export const machineOversightCommands = {
  /** This machine's own card, to be taken to the others. */
  readMachineCard: { role: 'signedIn', input: nothing, output: file },
  /** The statement by which a card became void here, to be taken to the others as often as it is wanted. */
  readCardRevocation: { role: 'signedIn', input: z.strictObject({ card: hash }), output: file },
  /** What the system tells of the volume a folder lies on, `room` in bytes of a package; nothing where it tells nothing. */
  readMedium: {
    role: 'signedIn',
    input: z.strictObject({ folder: z.string().min(1).max(4096) }),
    output: z.strictObject({ serial: z.string().optional(), room: z.int().optional() }),
  },
  /** Own first, then the others in the order in which they were taken. */
  listMachines: { role: 'signedIn', input: nothing, output: z.array(MachineEntry) },
  /** The card of another machine, from a medium; trusted only once it is confirmed. */
  takeMachineCard: { role: ['securityAdministrator'], input: z.strictObject({ bytes }), output: MachineEntry },
  /** `words` as they were heard from the other machine; `despite` names the machine that says the card is void, where one does. */
  confirmMachine: {
    role: ['securityAdministrator'],
    input: z.strictObject({
      card: hash,
      words: z.array(z.string().trim().max(8)).length(8),
      despite: hash.optional(),
    }),
    output: MachineEntry,
  },
  revokeMachine: {
    role: ['securityAdministrator'],
    input: z.strictObject({ card: hash, reason }),
    output: MachineEntry,
  },
  /** A revocation from a medium, signed by the machine it is about or by another that is trusted. */
  takeRevocation: { role: ['securityAdministrator'], input: z.strictObject({ bytes }), output: MachineEntry },
} as const satisfies CommandTable;
