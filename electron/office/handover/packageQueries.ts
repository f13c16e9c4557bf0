import type { CheckedInput } from '#shared/contract/contract.ts';
import type { PackageEntry } from '#shared/contract/packageCommands.ts';
import type { LastPackage } from '#shared/handover/chainRefusal.ts';
import { issueAmong, type PackageKind } from '#shared/handover/packageManifest.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { personNameOf } from '../issues/issueQueries.ts';
import { contentOf, type OfficeContext, sessionOf, todayOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { machineNameOf } from './machineQueries.ts';

type Direction = 'written' | 'taken';

/** What is put on record of a package on a medium. */
export interface NewPackage {
  readonly direction: PackageEntry['direction'];
  readonly hash?: string;
  readonly kind?: PackageKind;
  readonly issueId?: string | null;
  readonly sender?: string;
  readonly volumes?: number;
  readonly bytes?: number;
  readonly at: string;
  readonly person: string;
  readonly medium: string;
  readonly ticketId?: string;
  readonly dueOn?: string;
  readonly reason?: string;
}

/** Adds it at the end of the register and gives its number. */
export function insertPackage(content: WritableDatabase, one: NewPackage): number {
  const { lastInsertRowid } = content
    .prepare(
      `INSERT INTO packages (number, direction, hash, kind, issue_id, sender, volumes, bytes, at, person, medium, ticket_id,
         due_on, reason)
       SELECT coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM packages`,
    )
    .run(
      one.direction,
      one.hash ?? null,
      one.kind ?? null,
      one.issueId ?? null,
      one.sender ?? null,
      one.volumes ?? null,
      one.bytes ?? null,
      one.at,
      one.person,
      one.medium,
      one.ticketId ?? null,
      one.dueOn ?? null,
      one.reason ?? null,
    );
  return Number(lastInsertRowid);
}

/** The chain between one of this machine's cards and another machine, about one issue, about articles or about none. */
export interface Chain {
  readonly direction: Direction;
  readonly own: string;
  readonly machine: string;
  readonly issueId: string | null;
}

/** Its last package; undefined where nothing was sent yet. */
export function lastOfChain(content: ReadableDatabase, chain: Chain): LastPackage | undefined {
  return content
    .prepare(
      `SELECT sequence, hash FROM package_places
       WHERE direction = ? AND own = ? AND machine = ? AND issue_id = ? ORDER BY sequence DESC LIMIT 1`,
    )
    .get(chain.direction, chain.own, chain.machine, chain.issueId ?? '') as LastPackage | undefined;
}

/** The base refuses one that does not follow the last. */
export function insertPlace(
  content: WritableDatabase,
  { direction, own, machine, issueId }: Chain,
  { hash, sequence, previous }: { readonly hash: string; readonly sequence: number; readonly previous: string | null },
): void {
  content
    .prepare(
      `INSERT INTO package_places (hash, direction, own, machine, issue_id, sequence, previous)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(hash, direction, own, machine, issueId ?? '', sequence, previous);
}

export function isTaken(content: ReadableDatabase, hash: string): boolean {
  return content.prepare("SELECT 1 FROM packages WHERE hash = ? AND direction = 'taken'").get(hash) !== undefined;
}

export function isWritten(content: ReadableDatabase, hash: string): boolean {
  return content.prepare("SELECT 1 FROM packages WHERE hash = ? AND direction = 'written'").get(hash) !== undefined;
}

/** The newest package about an issue that was taken from each machine, by their hashes. */
export function seenOf(content: ReadableDatabase, issueId: string | null): readonly string[] {
  return content
    .prepare(
      `SELECT hash FROM package_places AS newest
       WHERE direction = 'taken' AND issue_id = ? AND sequence = (
         SELECT max(sequence) FROM package_places
         WHERE direction = 'taken' AND own = newest.own AND machine = newest.machine AND issue_id = newest.issue_id
       ) ORDER BY rowid DESC LIMIT 64`,
    )
    .pluck()
    .all(issueId ?? '') as string[];
}

/** Notes the receipt `receipt` that came from a machine for what was written to it; false where that is not on record. */
export function noteReceipt(
  content: WritableDatabase,
  {
    hash,
    machine,
    receipt,
    at,
  }: { readonly hash: string; readonly machine: string; readonly receipt: string; readonly at: string },
): boolean {
  const { changes } = content
    .prepare(
      `UPDATE package_places SET receipt = ?, receipt_at = ?
       WHERE hash = ? AND machine = ? AND direction = 'written' AND receipt IS NULL`,
    )
    .run(receipt, at, hash, machine);
  return changes === 1;
}

interface StoredPackage {
  readonly number: number;
  readonly direction: PackageEntry['direction'];
  readonly hash: string | null;
  readonly kind: PackageKind | null;
  readonly issue_id: string | null;
  readonly sender: string | null;
  readonly volumes: number | null;
  readonly bytes: number | null;
  readonly at: string;
  readonly person: string;
  readonly medium: string;
  readonly due_on: string | null;
  readonly reason: string | null;
  readonly ticket: string | null;
}

const rows = `
  SELECT packages.*, output_tickets.number AS ticket
  FROM packages LEFT JOIN output_tickets ON output_tickets.id = packages.ticket_id`;

const overdue = `due_on < @today AND EXISTS (
  SELECT 1 FROM package_places WHERE package_places.hash = packages.hash AND receipt_at IS NULL
)`;

/** The register, the newest first. */
export function selectPackages(
  context: OfficeContext,
  { before, most, issueId, isOverdue }: CheckedInput<'listPackages'>,
): PackageEntry[] {
  const found = contentOf(context)
    .prepare(
      `${rows}
       WHERE (@before IS NULL OR packages.number < @before) AND (@issueId IS NULL OR packages.issue_id = @issueId)
         ${isOverdue ? `AND ${overdue}` : ''}
       ORDER BY packages.number DESC LIMIT @most`,
    )
    .all({
      before: before ?? null,
      issueId: issueId ?? null,
      most,
      ...(isOverdue ? { today: todayOf(context) } : {}),
    }) as readonly StoredPackage[];
  return found.map((row) => packageEntry(context, row));
}

/** Throws notFound. */
export function selectPackage(context: OfficeContext, number: number): PackageEntry {
  const row = contentOf(context).prepare(`${rows} WHERE packages.number = ?`).get(number) as StoredPackage | undefined;
  if (!row) throw new OfficeError('notFound', '登记簿中没有这一条。');
  return packageEntry(context, row);
}

function packageEntry(context: OfficeContext, row: StoredPackage): PackageEntry {
  const { register } = sessionOf(context);
  const places = contentOf(context)
    .prepare('SELECT machine, sequence, receipt_at AS receiptAt FROM package_places WHERE hash = ? ORDER BY rowid')
    .all(row.hash) as readonly { machine: string; sequence: number; receiptAt: string | null }[];
  const isRefused = row.direction === 'refused';
  const issueId = issueAmong(row.issue_id);
  const machines = isRefused
    ? row.sender === null
      ? []
      : [{ name: machineNameOf(register, row.sender) }]
    : places.map(({ machine, sequence, receiptAt }) => ({
        name: machineNameOf(register, machine),
        sequence,
        ...(receiptAt === null ? {} : { receiptAt }),
      }));
  return {
    number: row.number,
    direction: row.direction,
    ...(row.hash === null ? {} : { hash: row.hash }),
    ...(row.kind === null ? {} : { kind: row.kind }),
    ...(issueId === undefined ? {} : { issueId }),
    machines,
    ...(row.volumes === null ? {} : { volumes: row.volumes }),
    ...(row.bytes === null ? {} : { bytes: row.bytes }),
    at: row.at,
    personName: personNameOf(context, row.person),
    medium: row.medium,
    ...(row.ticket === null ? {} : { ticketNumber: row.ticket }),
    ...(row.due_on === null ? {} : { dueOn: row.due_on }),
    isOverdue:
      row.due_on !== null && row.due_on < todayOf(context) && places.some(({ receiptAt }) => receiptAt === null),
    ...(row.reason === null ? {} : { reason: row.reason }),
  };
}
