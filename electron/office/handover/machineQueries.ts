import type { MachineEntry } from '#shared/contract/machineCommands.ts';
import { type CardRevocation, type RevocationReason, readRevocation } from '#shared/handover/cardRevocation.ts';
import { cardHash, cardText, MachineCard } from '#shared/handover/machineCard.ts';
import { digestWords } from '#shared/issue/digestWords.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { selectPerson } from '../accounts/peopleQueries.ts';
import { officeIdentity } from '../audit/sealQueries.ts';
import { OfficeError } from '../officeError.ts';

/** A machine as its row holds it. */
export interface MachineRow {
  readonly hash: string;
  readonly card: MachineCard;
  readonly isOwn: boolean;
  readonly state: MachineEntry['state'];
  readonly takenAt: string;
  readonly takenBy: string;
  readonly confirmedAt: string | null;
  readonly confirmedBy: string | null;
  readonly revokedAt: string | null;
  readonly revokedBy: string | null;
  readonly reason: RevocationReason | null;
  /** The machine whose register says that it is void there. */
  readonly voidToldBy: string | null;
  /** The declaration that it is void, where a confirmed machine has signed one. */
  readonly voidDeclaration: string | null;
}

interface StoredMachine {
  readonly card: string;
  readonly text: string;
  readonly is_own: 0 | 1;
  readonly taken_at: string;
  readonly taken_by: string;
  readonly confirmed_at: string | null;
  readonly confirmed_by: string | null;
  readonly revoked_at: string | null;
  readonly revoked_by: string | null;
  readonly reason: RevocationReason | null;
  readonly void_told_by: string | null;
  readonly void_declaration: string | null;
}

function machineRow(row: StoredMachine): MachineRow {
  return {
    hash: row.card,
    card: MachineCard.parse(JSON.parse(row.text)),
    isOwn: row.is_own === 1,
    state: row.revoked_at !== null ? 'revoked' : row.confirmed_at !== null ? 'confirmed' : 'unconfirmed',
    takenAt: row.taken_at,
    takenBy: row.taken_by,
    confirmedAt: row.confirmed_at,
    confirmedBy: row.confirmed_by,
    revokedAt: row.revoked_at,
    revokedBy: row.revoked_by,
    reason: row.reason,
    voidToldBy: row.void_told_by,
    voidDeclaration: row.void_declaration,
  };
}

/** Own cards first, each kind in the order in which they were taken. */
export function selectMachines(register: ReadableDatabase): readonly MachineRow[] {
  const rows = register.prepare('SELECT * FROM machines ORDER BY is_own DESC, rowid').all();
  return (rows as readonly StoredMachine[]).map(machineRow);
}

export function selectMachine(register: ReadableDatabase, card: string): MachineRow | undefined {
  const row = register.prepare('SELECT * FROM machines WHERE card = ?').get(card) as StoredMachine | undefined;
  return row && machineRow(row);
}

/** How a machine is called here; of one whose card never came, the first signs of its hash. */
export function machineNameOf(register: ReadableDatabase, card: string): string {
  return selectMachine(register, card)?.card.name ?? card.slice(0, 16);
}

/** Throws notFound. */
export function requireMachine(register: ReadableDatabase, card: string): MachineRow {
  const machine = selectMachine(register, card);
  if (!machine) throw new OfficeError('notFound', '没有收过这张名片。');
  return machine;
}

/** This machine's card that holds; undefined where it has none. */
export function selectOwnMachine(register: ReadableDatabase): MachineRow | undefined {
  return selectMachines(register).find(({ isOwn, state }) => isOwn && state !== 'revoked');
}

/** Throws notFound. */
export function requireOwnMachine(register: ReadableDatabase): MachineRow {
  const own = selectOwnMachine(register);
  if (!own) throw new OfficeError('notFound', '本机还没有名片，请编审人员先做一张。');
  return own;
}

/** A card of this machine counts as confirmed, one of another does not. */
export function insertMachine(
  register: WritableDatabase,
  card: MachineCard,
  { isOwn, at, person }: { readonly isOwn: boolean; readonly at: string; readonly person: string },
): string {
  const hash = cardHash(card);
  register
    .prepare(
      `INSERT INTO machines (card, text, name, is_own, taken_at, taken_by, confirmed_at, confirmed_by)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(hash, cardText(card), card.name, isOwn ? 1 : 0, at, person, isOwn ? at : null, isOwn ? person : null);
  return hash;
}

/** `despite` is the machine that says the card is void, where one does. */
export function markConfirmed(
  register: WritableDatabase,
  card: string,
  at: string,
  person: string,
  despite: string | null = null,
): void {
  register
    .prepare('UPDATE machines SET confirmed_at = ?, confirmed_by = ?, confirmed_despite = ? WHERE card = ?')
    .run(at, person, despite, card);
}

/** The register of another machine says that the card is void there; with a signed declaration it is not confirmed here any more. */
export function markVoidTold(
  register: WritableDatabase,
  { hash, voidToldBy }: MachineRow,
  teller: string,
  declaration: string | undefined,
): void {
  register
    .prepare('UPDATE machines SET void_told_by = ?, void_declaration = ? WHERE card = ?')
    .run(voidToldBy ?? teller, declaration ?? null, hash);
}

export function markRevoked(
  register: WritableDatabase,
  card: string,
  revoked: {
    readonly at: string;
    readonly person: string;
    readonly reason: RevocationReason;
    readonly revocation?: string;
  },
): void {
  register
    .prepare('UPDATE machines SET revoked_at = ?, revoked_by = ?, reason = ?, revocation = ? WHERE card = ?')
    .run(revoked.at, revoked.person, revoked.reason, revoked.revocation ?? null, card);
}

/** The signed text that made a card void; undefined where there is none. */
export function selectRevocation(register: ReadableDatabase, card: string): string | undefined {
  const text = register.prepare('SELECT revocation FROM machines WHERE card = ?').pluck().get(card) as string | null;
  return text ?? undefined;
}

/**
 * From when on nothing counts that was signed with a card: as its revocation says, else as it was made void here. Undefined
 * for one that holds, and for one that was replaced: its machine brings to the new card what came to the old one.
 */
export function voidSince(register: ReadableDatabase, { hash, revokedAt, reason }: MachineRow): string | undefined {
  if (revokedAt === null || reason === 'replaced') return undefined;
  const text = selectRevocation(register, hash);
  return text === undefined ? revokedAt : readRevocation(text).at;
}

/** Whether a trusted machine has this name already: a package says legibly only the name. */
export function isNameTaken(register: ReadableDatabase, name: string): boolean {
  return selectMachines(register).some((one) => one.state === 'confirmed' && one.card.name === name);
}

/** The office as its machines name it on their cards. */
export function officeOnCards(register: ReadableDatabase): string {
  return officeIdentity(register)
    .name.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .trim();
}

/** Who let a machine have this office's register, and when. */
export function selectJoinApproval(
  register: ReadableDatabase,
  card: string,
): { readonly person: string; readonly at: string } | undefined {
  return register.prepare('SELECT person, at FROM join_approvals WHERE card = ?').get(card) as
    | { readonly person: string; readonly at: string }
    | undefined;
}

export function machineEntry(register: ReadableDatabase, machine: MachineRow): MachineEntry {
  const nameOf = (id: string) => selectPerson(register, id)?.name ?? id;
  const { hash, card, isOwn, state, takenAt, takenBy, confirmedAt, confirmedBy, revokedAt, revokedBy, reason } =
    machine;
  const approval = selectJoinApproval(register, hash);
  return {
    card: hash,
    name: card.name,
    office: card.office,
    isOwn,
    state,
    words: [...digestWords(hash)],
    takenAt,
    takenByName: nameOf(takenBy),
    ...(confirmedAt === null ? {} : { confirmedAt }),
    ...(confirmedBy === null ? {} : { confirmedByName: nameOf(confirmedBy) }),
    ...(revokedAt === null ? {} : { revokedAt }),
    ...(revokedBy === null ? {} : { revokedByName: nameOf(revokedBy) }),
    ...(reason === null ? {} : { reason }),
    ...(state === 'unconfirmed' ? toldVoid(register, machine) : {}),
    ...(approval ? { joinApprovedAt: approval.at, joinApprovedByName: nameOf(approval.person) } : {}),
  };
}

/** Who says of a card that waits to be confirmed that it is void. */
function toldVoid(
  register: ReadableDatabase,
  { voidToldBy, voidDeclaration }: MachineRow,
): Pick<MachineEntry, 'toldVoid'> {
  if (voidToldBy === null) return {};
  const by = voidDeclaration === null ? voidToldBy : readRevocation(voidDeclaration).by;
  return { toldVoid: { card: by, name: machineNameOf(register, by), isDeclared: voidDeclaration !== null } };
}

/** The key that a revocation has to be signed with, where whoever signed it is trusted here. Throws OfficeError. */
export function revokingKey(register: ReadableDatabase, { card, by }: CardRevocation): string {
  const author = requireMachine(register, by);
  if (card !== by && author.state !== 'confirmed') {
    throw new OfficeError('forbidden', `声明由“${author.card.name}”签名，它的名片没有核对或已经作废，没有采用。`);
  }
  return author.card.publicKey;
}
