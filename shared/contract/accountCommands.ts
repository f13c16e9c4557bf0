import { z } from 'zod';
import { roles } from '#shared/workflow/issueWorkflow.ts';
import { staffings } from '#shared/workflow/roleSeparation.ts';
import { type CommandTable, editorialRoles } from './command.ts';
import { id, instant, name, nothing, password } from './values.ts';

export const Person = z.strictObject({
  /** The name one signs in with. */
  id,
  name,
  roles: z.array(z.enum(roles)),
  admittedAt: instant,
  leftAt: instant.optional(),
  /** Whether the keyring lets this person open content.db. */
  readsContent: z.boolean(),
});
export type Person = z.infer<typeof Person>;

/** Something that is not done and stands with a person. */
export const StandingItem = z.strictObject({
  kind: z.enum(['article', 'issue', 'ticket']),
  id,
  /** An article's title; the publication and the first title of an issue; number and purpose of a ticket. */
  title: z.string(),
  /** Whose turn it is, as the office calls the station or the role. */
  waitsFor: z.string(),
  since: instant,
  /** Stands with the person and nobody else; else anybody with the role may do it. */
  isOwn: z.boolean(),
  /** Who else can do it. */
  heldBy: z.array(id),
});
export type StandingItem = z.infer<typeof StandingItem>;

/** What is shown on a paper that has to be kept: it opens both bases when every password is lost. */
const recoveryCode = z.string().regex(/^([0-9A-Z]{4}-){7}[0-9A-Z]{4}$/);

const recoveryShare = z.string().regex(/^([0-9A-Z]{4}-){9}[0-9A-Z]{4}$/);

/** What is printed and shown once: one code, or three shares of which any two do what the code does. */
const recoveryPapers = z.strictObject({
  /** '' where it was shared out. */
  recoveryCode: z.union([recoveryCode, z.literal('')]),
  shares: z.array(recoveryShare),
  /** Tells the papers of one issue from those of another; stands on each. */
  fingerprint: z.string(),
});

/** A person who is present and types the password. */
const present = z.strictObject({ personId: z.string().min(1).max(64), password });

const personId = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^\s/\\]+$/);

const newPerson = z.strictObject({ id: personId, name, roles: z.array(z.enum(roles)).min(1), password });

export const accountCommands = {
  officeStatus: {
    role: 'anyone',
    input: nothing,
    output: z.strictObject({
      state: z.enum(['empty', 'founded']),
      signInNames: z.array(z.string()),
      /** Whether a forgotten password is answered by one paper or by two of three. */
      recoveryKind: z.enum(['code', 'shares']).optional(),
      signedIn: Person.nullable(),
    }),
  },
  foundOffice: {
    role: 'anyone',
    input: z.strictObject({
      name,
      staffing: z.enum(staffings),
      people: z.array(newPerson).min(1).max(50),
      recovery: z.enum(['code', 'shares']).default('code'),
    }),
    output: recoveryPapers,
  },
  signIn: {
    role: 'anyone',
    input: z.strictObject({ personId: z.string().min(1).max(64), password }),
    output: z.strictObject({
      person: Person,
      office: z.strictObject({ name, staffing: z.enum(staffings) }),
      /** What was found on opening that somebody should look into; Chinese sentences. */
      alerts: z.array(z.string()),
      /** What the person should do some time; Chinese sentences. */
      notices: z.array(z.string()),
      /** Another has given the password: until it is changed nothing else is let in. */
      mustChangePassword: z.boolean(),
    }),
  },
  signOut: { role: 'signedIn', input: nothing, output: nothing },
  changePassword: { role: 'signedIn', input: z.strictObject({ password, next: password }), output: nothing },
  recoverPassword: {
    role: 'anyone',
    input: z.strictObject({ recoveryCode: z.string().max(200), personId: z.string().min(1).max(64), next: password }),
    output: nothing,
  },
  /**
   * New papers; the old ones hold until it is confirmed that these are kept. A system administrator and a security administrator are both present, and
   * where neither reads manuscripts somebody who does: papers open both bases.
   */
  reissueRecovery: {
    role: ['systemAdministrator', 'securityAdministrator'],
    input: z.strictObject({ kind: z.enum(['code', 'shares']), present: z.array(present).min(2).max(3) }),
    output: recoveryPapers,
  },
  /** The papers last given have been copied out and put away: they are in force, and the old ones are not. */
  confirmRecovery: { role: ['systemAdministrator', 'securityAdministrator'], input: nothing, output: nothing },
  listPeople: { role: 'signedIn', input: nothing, output: z.array(Person) },
  admitPerson: { role: ['systemAdministrator'], input: newPerson, output: Person },
  /** A colleague who can read manuscripts lets another one read them. */
  grantContentAccess: { role: editorialRoles, input: z.strictObject({ personId: id }), output: Person },
  setRoles: {
    role: ['securityAdministrator'],
    input: z.strictObject({ personId: id, roles: z.array(z.enum(roles)).min(1) }),
    output: Person,
  },
  /** What a person who leaves would leave undone. Who may not read manuscripts sees none of it, and is told so. */
  standingWork: {
    role: ['systemAdministrator'],
    input: z.strictObject({ personId: id }),
    output: z.strictObject({
      isSeen: z.boolean(),
      items: z.array(StandingItem),
      /** What the person has signed of issues under way: it stands, whoever leaves. `label` is the station. */
      signed: z.array(z.strictObject({ id, title: z.string(), label: z.string(), at: instant })),
      /** Whether somebody has to take over, as far as whoever asks can see. */
      needsSuccessor: z.boolean(),
      /** Those who can take it over. */
      successors: z.array(z.strictObject({ id, name })),
    }),
  },
  /** In the same step what stands with the person goes to the successor: at once, or when the next who reads signs in. */
  dismissPerson: {
    role: ['systemAdministrator'],
    input: z.strictObject({ personId: id, successorId: id.optional() }),
    output: z.strictObject({
      /** Nobody who could open the manuscripts was signed in: it is done at the next sign-in of one who can. */
      isPromised: z.boolean(),
    }),
  },
} as const satisfies CommandTable;
