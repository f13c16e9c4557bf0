import type { Term } from '#shared/proofreading/term.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { contentOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { requireWhole } from './foundRegister.ts';
import { type MachineRow, requireMachine } from './machineQueries.ts';
import { packagePart, selectPartNames } from './packageParts.ts';
import { joinParts } from './readJoinParts.ts';
import { type RegisterPart, registerBytes } from './registerPart.ts';
import { tellRefusal } from './tellRefusal.ts';

/** What a package of the register tells, and which machine has sent it. */
export interface ReadRegister {
  readonly sender: string;
  /** As that machine is called here. */
  readonly machine: string;
  readonly part: RegisterPart;
  readonly terms: readonly Term[];
}

/**
 * A package of the register that was taken in and not taken over yet, by its hash: whole, and of this office. Throws notFound,
 * illegalState and, for what no register is, unreadableFile.
 */
export function readRegister(context: OfficeContext, hash: string): ReadRegister {
  const content = contentOf(context);
  const { register } = sessionOf(context);
  const { hash: sender, card } = requireJoinPackage(register, content, hash);
  const texts = new Map(
    selectPartNames(content, hash).map(({ name }) => [
      name,
      new TextDecoder().decode(packagePart(content, hash, name, registerBytes) ?? new Uint8Array()),
    ]),
  );
  const { register: part, terms } = tellRefusal(() => {
    const read = joinParts(texts);
    requireWhole(read.register, card.name);
    return read;
  });
  requireSameOffice(register, part);
  return { sender, machine: card.name, part, terms };
}

/** The sender of a package that was taken, and which is trusted still. Throws notFound, illegalState. */
function requireJoinPackage(register: ReadableDatabase, content: ReadableDatabase, hash: string): MachineRow {
  const found = content.prepare("SELECT kind, sender FROM packages WHERE hash = ? AND direction = 'taken'").get(hash) as
    | { readonly kind: string; readonly sender: string }
    | undefined;
  if (!found) throw new OfficeError('notFound', '没有收过这个交接包。');
  if (found.kind !== 'join') throw new OfficeError('illegalState', '这个交接包里没有登记库的内容。');
  const machine = requireMachine(register, found.sender);
  const { state, card } = machine;
  if (state !== 'confirmed') throw new OfficeError('illegalState', `“${card.name}”的名片已经作废，没有采用。`);
  if (register.prepare('SELECT 1 FROM taken_registers WHERE hash = ?').get(hash) !== undefined) {
    throw new OfficeError('illegalState', '这个入网包的内容已经采用过。');
  }
  const later = content
    .prepare(
      `SELECT later.hash FROM package_places AS later JOIN package_places AS this USING (direction, own, machine, issue_id)
       WHERE this.hash = ? AND this.direction = 'taken' AND later.sequence > this.sequence`,
    )
    .pluck()
    .all(hash) as readonly string[];
  const isTaken = register.prepare('SELECT 1 FROM taken_registers WHERE hash = ?');
  if (later.some((one) => isTaken.get(one) !== undefined)) {
    throw new OfficeError('illegalState', `“${card.name}”更新的入网包已经采用过，这一个是旧的，没有采用。`);
  }
  return machine;
}

function requireSameOffice(register: ReadableDatabase, { office }: RegisterPart): void {
  const own = register.prepare('SELECT id, staffing FROM office').get() as { id: string; staffing: string };
  if (own.id !== office.id || own.staffing !== office.staffing) {
    throw new OfficeError('illegalState', '这个入网包是另一个编辑部的，没有采用。');
  }
}
