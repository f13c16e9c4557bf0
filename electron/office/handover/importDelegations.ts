import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import type { TravellingRow } from '#shared/handover/issueRows.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { SignedDelegation, verifyDelegation } from '#shared/issue/delegationStatement.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { isKeyOf, selectPerson } from '../accounts/peopleQueries.ts';
import { seenElsewhere } from '../delegations/delegationQueries.ts';
import { insertRow } from './insertRow.ts';
import type { RowsByTable } from './issueRows.ts';
import { requireKnownKey, requireKnownPerson } from './requireKnownPeople.ts';

const hour_ms = 3_600_000;
/** Midnight is at another moment in each zone, UTC−12 to UTC+14. */
const zones_ms = 14 * hour_ms;

/**
 * Proves the 委托 that come with an issue: each was signed by whoever gave it, with a key of this register, in the words its
 * columns have. Throws HandoverRefusal personUnknown, recordsUnproved, naming the giver.
 */
export function requireProvedDelegations(register: ReadableDatabase, rows: RowsByTable): void {
  for (const row of rows.get('delegations') ?? []) {
    if (isProved(register, row)) continue;
    requireKnown(register, row);
    const principal = selectPerson(register, String(row.principal));
    throw new HandoverRefusal('recordsUnproved', { fault: `${principal?.name ?? '不认识的人'}的委托不成立` });
  }
}

/** Where it was signed with a key that is here, by and for people who are, it is for the proof. */
function requireKnown(register: ReadableDatabase, row: TravellingRow): void {
  const read = SignedDelegation.safeParse(parsed(row.statement));
  if (!read.success || !verifyDelegation(read.data)) return;
  for (const id of [row.principal, row.delegate]) requireKnownPerson(register, String(id), '委托的人或受托的人');
  requireKnownKey(register, read.data.publicKey, '委托签名的钥匙');
}

function isProved(register: ReadableDatabase, row: TravellingRow): boolean {
  const read = SignedDelegation.safeParse(parsed(row.statement));
  if (!read.success || !verifyDelegation(read.data)) return false;
  const { principal, publicKey, delegate, begins, ends, includesRelease, publications } = read.data;
  const text = (name: string) => String(row[name]);
  const midnight_ms = (day: unknown, later: number) => Date.parse(`${String(day)}T00:00:00Z`) + later * 24 * hour_ms;
  const isNear = (left_ms: number, right_ms: number) => Math.abs(left_ms - right_ms) <= zones_ms;
  return (
    isKeyOf(register, text('principal'), publicKey) &&
    selectPerson(register, text('principal'))?.name === principal &&
    selectPerson(register, text('delegate'))?.name === delegate &&
    text('principal') !== text('delegate') &&
    row.begins_at === begins &&
    row.ends_at === ends &&
    new Date(ends).toISOString() === ends &&
    row.includes_release === (includesRelease ? 1 : 0) &&
    row.publications === canonicalJson(publications) &&
    row.statement === canonicalJson(read.data) &&
    isNear(Date.parse(begins), midnight_ms(row.from_day, 0)) &&
    isNear(Date.parse(ends), midnight_ms(row.until_day, 1)) &&
    (row.ended_at === null) === (row.ended_by === null) &&
    (row.ended_by === null || row.ended_by === row.principal) &&
    (row.ended_at === null || !Number.isNaN(Date.parse(String(row.ended_at))))
  );
}

function parsed(statement: unknown): unknown {
  try {
    return JSON.parse(String(statement));
  } catch {
    return undefined;
  }
}

/**
 * Puts the 委托 in by which something was signed. One that is new here gives nobody a right on this machine; of one that is
 * known nothing changes but that the earlier end counts. When it was ended nobody signs, so it is never before a step that was
 * taken by it and stands in another issue here. Triggers of the table are lifted by the caller. Throws HandoverRefusal
 * contentIncomplete where the one that is here is another.
 */
export function importDelegations(content: WritableDatabase, rows: RowsByTable): void {
  const known = content.prepare('SELECT statement, ended_at AS endedAt FROM delegations WHERE id = ?');
  const end = content.prepare('UPDATE delegations SET ended_at = ?, ended_by = ? WHERE id = ?');
  const lastStep = content.prepare('SELECT max(at) FROM issue_steps WHERE delegation_id = ?').pluck();
  for (const row of rows.get('delegations') ?? []) {
    const here = known.get(row.id) as { readonly statement: string; readonly endedAt: string | null } | undefined;
    if (!here) {
      insertRow(content, 'delegations', { ...row, seen_at: seenElsewhere({ endsAt: String(row.ends_at) }) });
      continue;
    }
    if (here.statement !== row.statement) throw new HandoverRefusal('contentIncomplete');
    if (typeof row.ended_at !== 'string') continue;
    const usedUntil = String(lastStep.get(row.id) ?? '');
    const ended = row.ended_at < usedUntil ? usedUntil : row.ended_at;
    if (here.endedAt === null || ended < here.endedAt) end.run(ended, row.ended_by, row.id);
  }
}
