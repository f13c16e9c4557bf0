import { z } from 'zod';
import { hash, id, instant } from '#shared/contract/values.ts';
import { revocationReasons } from '#shared/handover/cardRevocation.ts';
import { SignedDuty } from '#shared/handover/dutyStatement.ts';
import { SignedGranted } from '#shared/handover/grantedNumbers.ts';
import { cardHash, cardText, type MachineCard, readCard } from '#shared/handover/machineCard.ts';
import { SignedNumbering } from '#shared/handover/numberingStatement.ts';
import { publicKey } from '#shared/issue/signedWords.ts';
import { Term } from '#shared/proofreading/term.ts';
import { staffings } from '#shared/workflow/roleSeparation.ts';
import { CarriedKeyring, carriedKeyring } from '#store/carriedKeyring.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { provedRoles } from '../accounts/provedRoles.ts';
import { OfficeError } from '../officeError.ts';
import { settledApart } from '../publications/apartDecisions.ts';
import { isUnsigned, ruleFaultOf } from '../publications/provedRules.ts';
import { selectPublications } from '../publications/publicationQueries.ts';
import { selectAllDecisions } from '../publications/storedDecisions.ts';
import { dutyChain, selectDuties } from './dutyQueries.ts';
import { selectMachines, selectRevocation } from './machineQueries.ts';
import { numberingChain } from './numberingQueries.ts';

/** The parts of a package of the kind `join`. */
export const registerName = 'register.json';
export const termsName = 'terms.json';
/** A register is people and settings: what is larger is none. */
export const registerBytes = 64 * 1024 * 1024;

/** Those that are read; the last is written. Programs that read version 2 alone know nothing of other ways and of the order of time. */
const registerVersions = [2, 3] as const;

const CarriedUnit = z.strictObject({
  id,
  parent_id: id.nullable(),
  name: z.string(),
  signature: z.string(),
  aliases: z.string(),
  parent_committee: z.string().nullable(),
});
export type CarriedUnit = z.infer<typeof CarriedUnit>;

/** The settings letter for letter, as decisions about them are signed. */
const CarriedPublication = z.strictObject({ id, name: z.string(), settings: z.string() });

const CarriedDecision = z.strictObject({
  number: z.int().min(1),
  publication_id: id,
  rules: z.string(),
  person: id,
  at: instant,
  statement: z.string().nullable(),
});
export type CarriedDecision = z.infer<typeof CarriedDecision>;

/** Every signed decision about a machine in a publication, the first first. */
const CarriedDuty = z.strictObject({ publication: id, card: hash, statements: z.array(SignedDuty).min(1).max(10_000) });

const CarriedStatement = z.strictObject({ number: z.int().min(1), statement: z.string() });

const CarriedNumbering = z.strictObject({
  publication: id,
  /** None where nobody has signed yet who grants the numbers, as before that was signed: the receiver keeps what it knows. */
  statements: z.array(SignedNumbering).max(10_000),
  /** Where the sender has given it up: the last numbers it has granted. */
  granted: SignedGranted.nullable(),
});

/** The register as it goes from one machine of an office to another: what proves itself by signatures, and what is set. */
export const RegisterPart = z.strictObject({
  format: z.literal('neikan-register'),
  version: z.literal(registerVersions),
  office: z.strictObject({ id, name: z.string(), staffing: z.enum(staffings), foundedAt: instant }),
  people: z.array(z.strictObject({ id, name: z.string(), admittedAt: instant, leftAt: instant.nullable() })),
  keys: z.array(z.strictObject({ publicKey, person: id, givenAt: instant })),
  /** Row for row, as they prove each other. */
  statements: z.array(CarriedStatement),
  /** Those of other ways that were brought together with it; none where the office never parted. */
  ways: z.array(CarriedStatement).optional(),
  passwords: z.array(z.strictObject({ person: id, setAt: z.string(), mustChange: z.boolean() })),
  keyring: CarriedKeyring,
  security: z.strictObject({ passwordDays: z.int(), copyCharacters: z.int(), sealDays: z.int() }),
  units: z.array(CarriedUnit),
  publications: z.array(CarriedPublication),
  /** Of each publication the first first. */
  decisions: z.array(CarriedDecision),
  /** Those of other ways that were settled; left out where there are none, as by earlier programs. */
  apart: z.array(CarriedDecision).optional(),
  /** Cards of others than the sender and the receiver, and those the sender had before; with the declaration by which a void one is void. */
  machines: z.array(
    z.strictObject({
      text: z.string(),
      revoked: z.strictObject({ reason: z.enum(revocationReasons), text: z.string().nullable() }).nullable(),
    }),
  ),
  duties: z.array(CarriedDuty),
  numbering: z.array(CarriedNumbering),
});
export type RegisterPart = z.infer<typeof RegisterPart>;

/** Whether a text is the register as a program writes it that is newer than this one; what else is in it nobody here knows. */
export function isNewerRegister(text: string): boolean {
  try {
    const read = z.looseObject({ format: RegisterPart.shape.format, version: z.int() }).safeParse(JSON.parse(text));
    return read.success && read.data.version > registerVersions[1];
  } catch {
    return false;
  }
}

export const TermsPart = z.array(Term);

/**
 * The register for a machine: nothing in it that nobody has signed for. Throws forbidden where the statements of roles are not
 * whole here.
 */
export function registerPart(register: ReadableDatabase, keyring: string, receiver: string): RegisterPart {
  const { bound, brokenAt, lastNumber, ways } = provedRoles(register);
  if (bound.number === 0 || brokenAt !== undefined || bound.number !== lastNumber) {
    throw new OfficeError('forbidden', '登记库中岗位和钥匙的签名不完整，不能写给别的机器。请审计员先核对。');
  }
  const [doubtful] = unprovedRules(register);
  if (doubtful !== undefined) {
    throw new OfficeError(
      'forbidden',
      `《${doubtful.name}》的规则对不上或还没有签名，不能写给别的机器。请先在“系统—刊物”中办理。`,
    );
  }
  const publications = selectPublications(register);
  const apart = publications.flatMap(({ id }) => settledApart(register, id));
  const all = <Row>(sql: string) => register.prepare(sql).all() as Row[];
  const office = register.prepare('SELECT id, name, staffing, founded_at AS foundedAt FROM office').get();
  const signedKeys = new Set([...bound.people.values()].flatMap(({ publicKeys }) => publicKeys));
  const people = all<RegisterPart['people'][number]>(
    'SELECT id, name, admitted_at AS admittedAt, left_at AS leftAt FROM people ORDER BY admitted_at, rowid',
  ).filter(({ id }) => bound.people.has(id));
  const carried = carriedKeyring(keyring);
  return RegisterPart.parse({
    format: 'neikan-register',
    version: registerVersions[1],
    office,
    people,
    keys: all<RegisterPart['keys'][number]>(
      'SELECT public_key AS publicKey, person_id AS person, given_at AS givenAt FROM person_keys ORDER BY rowid',
    ).filter(({ publicKey: key }) => signedKeys.has(key)),
    statements: all('SELECT number, statement FROM role_statements ORDER BY number'),
    ...(ways.length === 0 ? {} : { ways: ways.map(({ row }) => row) }),
    passwords: all<{ person: string; setAt: string; mustChange: number }>(
      'SELECT person_id AS person, set_at AS setAt, must_change AS mustChange FROM person_passwords ORDER BY rowid',
    )
      .filter(({ person }) => bound.people.has(person))
      .map((row) => ({ ...row, mustChange: row.mustChange === 1 })),
    keyring: { ...carried, people: carried.people.filter(({ id }) => bound.people.has(id)) },
    security: register
      .prepare(
        'SELECT password_days AS passwordDays, copy_characters AS copyCharacters, seal_days AS sealDays FROM security_settings',
      )
      .get(),
    units: all('SELECT id, parent_id, name, signature, aliases, parent_committee FROM units ORDER BY rowid'),
    publications: all('SELECT id, name, settings FROM publications ORDER BY rowid'),
    decisions: [...selectAllDecisions(register)],
    ...(apart.length > 0 ? { apart } : {}),
    machines: selectMachines(register)
      .filter(({ isOwn, state, hash: card }) => (!isOwn || state === 'revoked') && card !== receiver)
      .map(({ card, hash: name, reason }) => ({
        text: cardText(card),
        revoked: reason === null ? null : { reason, text: selectRevocation(register, name) ?? null },
      })),
    duties: selectDuties(register).flatMap(({ publicationId: publication, card }) => {
      const statements = dutyChain(register, publication, card);
      return statements.length === 0 ? [] : [{ publication, card, statements }];
    }),
    numbering: publications.map(({ id: publication }) => ({
      publication,
      statements: numberingChain(register, publication),
      granted: null,
    })),
  });
}

/** Machines by their cards: those of a package and those that are `known` besides. */
export function cardsOf(
  { machines }: RegisterPart,
  known: readonly MachineCard[],
): { readonly keyOf: (card: string) => string | undefined; readonly machineName: (card: string) => string } {
  const cards = new Map(
    [...machines.map(({ text }) => readCard(text)), ...known].map((card) => [cardHash(card), card]),
  );
  return {
    keyOf: (card) => cards.get(card)?.publicKey,
    machineName: (card) => cards.get(card)?.name ?? card.slice(0, 16),
  };
}

/** Publications whose rules nobody has signed as they are; none where all are proved. */
export function unprovedRules(register: ReadableDatabase): readonly { readonly id: string; readonly name: string }[] {
  const nothingSeen = new Map();
  return selectPublications(register).filter(
    ({ id, settings }) =>
      isUnsigned(register, id, nothingSeen) || ruleFaultOf(register, id, settings, nothingSeen) !== undefined,
  );
}
