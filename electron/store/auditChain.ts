import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';
import { sm3Hex } from './sm3Hex.ts';

/** `name` enters the first hash, so rows of one chain cannot pass for another's; a mirror has the name of its source. */
export type AuditChain = { readonly table: string; readonly name: string };

export type AuditEntry = {
  /** ISO 8601 with zone. */
  readonly at: string;
  readonly person: string;
  readonly action: string;
  readonly subject: string;
  readonly details: Json;
};

/** The end of a chain; sequence 0 is the empty chain. `hash` is SM3 in lower-case hexadecimal. */
export type AuditHead = { readonly sequence: number; readonly hash: string };

export type AuditVerdict =
  | { readonly kind: 'ok'; readonly head: AuditHead }
  | { readonly kind: 'broken'; readonly sequence: number };

/**
 * Rows that a salvage could not read, `from` to `to`, as its own row later in the same chain names them. `before` and
 * `after` are the hashes at both sides; `joined` is the hash that the row behind would have had without them, so that what
 * it says is bound as well.
 */
export type AuditGap = {
  readonly from: number;
  readonly to: number;
  readonly before: string;
  readonly after: string;
  readonly joined: string;
};

/** The action of the row that names gaps, `details.gaps`. */
export const salvageAction = 'salvageBases';

/** 'ahead' is lawful: rows were committed after the head was last kept. 'behind' and 'different' are not. */
export type HeadComparison = 'same' | 'ahead' | 'behind' | 'different';

type AuditRow = {
  readonly sequence: number;
  readonly at: string;
  readonly person: string;
  readonly action: string;
  readonly subject: string;
  readonly details: string;
  readonly hash: string;
};

/** Creates the table of a chain, for use in a migration. Triggers keep it append-only, REPLACE included. */
export function createAuditTable(database: WritableDatabase, chain: AuditChain): void {
  const table = tableOf(chain);
  database.exec(`
    CREATE TABLE ${table} (
      sequence INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      person TEXT NOT NULL,
      action TEXT NOT NULL,
      subject TEXT NOT NULL,
      details TEXT NOT NULL,
      hash TEXT NOT NULL CHECK (length(hash) = 64)
    ) STRICT;
    CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table}
      BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END;
    CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table}
      BEGIN SELECT RAISE(ABORT, 'audit rows are never removed'); END;
    CREATE TRIGGER ${table}_in_order BEFORE INSERT ON ${table}
      WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM ${table})
      BEGIN SELECT RAISE(ABORT, 'audit rows are added at the end'); END;
  `);
}

/** Adds one row inside the caller's transaction, so that a step and its record stand or fall together. */
export function appendAudit(database: WritableDatabase, chain: AuditChain, entry: AuditEntry): AuditHead {
  if (!database.inTransaction) throw new Error('an audit row is written in the transaction of its step');
  const previous = auditHead(database, chain);
  const sequence = previous.sequence + 1;
  const { at, person, action, subject } = entry;
  const row = { sequence, at, person, action, subject, details: canonicalJson(entry.details) };
  const hash = linkHash(previous.hash, row);
  database
    .prepare(
      `INSERT INTO ${tableOf(chain)} (sequence, at, person, action, subject, details, hash)
       VALUES (@sequence, @at, @person, @action, @subject, @details, @hash)`,
    )
    .run({ ...row, hash });
  return { sequence, hash };
}

/** The last row's sequence and hash, as stored. */
export function auditHead(database: ReadableDatabase, chain: AuditChain): AuditHead {
  const head = database.prepare(`SELECT sequence, hash FROM ${tableOf(chain)} ORDER BY sequence DESC LIMIT 1`).get();
  return (head as AuditHead | undefined) ?? emptyHead(chain);
}

/**
 * Hashes the whole chain again. `broken` names the first sequence that is missing or does not follow; rows that a later
 * row of a salvage names as lost are passed over, exactly those.
 */
export function verifyAuditChain(database: ReadableDatabase, chain: AuditChain): AuditVerdict {
  const { head, gaps, broken } = readChain(database, chain);
  const sequence = gaps[0]?.from ?? broken;
  return sequence === undefined ? { kind: 'ok', head } : { kind: 'broken', sequence };
}

/** Rows that are missing between others and that no salvage has put on record. */
export function auditGaps(database: ReadableDatabase, chain: AuditChain): readonly AuditGap[] {
  return readChain(database, chain).gaps;
}

function readChain(
  database: ReadableDatabase,
  chain: AuditChain,
): { readonly head: AuditHead; readonly gaps: readonly AuditGap[]; readonly broken?: number } {
  let head = emptyHead(chain);
  let gaps: readonly AuditGap[] = [];
  const rows = database.prepare(`SELECT * FROM ${tableOf(chain)} ORDER BY sequence`).iterate();
  for (const row of rows as IterableIterator<AuditRow>) {
    const sequence = head.sequence + 1;
    if (row.sequence > sequence) {
      const joined = linkHash(head.hash, row);
      gaps = [...gaps, { from: sequence, to: row.sequence - 1, before: head.hash, after: row.hash, joined }];
    } else if (row.sequence !== sequence || linkHash(head.hash, row) !== row.hash) {
      return { head, gaps, broken: sequence };
    }
    if (row.action === salvageAction && gaps.length > 0) {
      const named = gapsNamed(row.details);
      gaps = gaps.filter((gap) => !named.has(canonicalJson(gap)));
    }
    head = { sequence: row.sequence, hash: row.hash };
  }
  return { head, gaps };
}

function gapsNamed(details: string): ReadonlySet<string> {
  const { gaps } = JSON.parse(details) as { readonly gaps?: readonly Json[] };
  return new Set((Array.isArray(gaps) ? gaps : []).map((gap) => canonicalJson(gap)));
}

/** Compares the chain with a head kept outside the base; it finds rows cut off at the end, which no chain can show. */
export function compareHead(database: ReadableDatabase, chain: AuditChain, kept: AuditHead): HeadComparison {
  const head = auditHead(database, chain);
  if (head.sequence < kept.sequence) return 'behind';
  const hash =
    kept.sequence === 0
      ? firstHash(chain)
      : database
          .prepare(`SELECT hash FROM ${tableOf(chain)} WHERE sequence = ?`)
          .pluck()
          .get(kept.sequence);
  if (hash !== kept.hash) return 'different';
  return head.sequence === kept.sequence ? 'same' : 'ahead';
}

/** The head of a chain without rows. */
export function emptyHead(chain: AuditChain): AuditHead {
  return { sequence: 0, hash: firstHash(chain) };
}

function firstHash(chain: AuditChain): string {
  return sm3Hex('', `neikan audit ${chain.name}`);
}

/** SM3 of the hash before and the row in its canonical form, which canonicalJson would give the same and slower. */
function linkHash(previous: string, row: Omit<AuditRow, 'hash'>): string {
  const { sequence, at, person, action, subject, details } = row;
  return sm3Hex(
    previous,
    `{"action":${JSON.stringify(action)},"at":${JSON.stringify(at)},"details":${JSON.stringify(details)},"person":${JSON.stringify(person)},"sequence":${sequence},"subject":${JSON.stringify(subject)}}`,
  );
}

function tableOf(chain: AuditChain): string {
  if (!/^[a-z_]+$/.test(chain.table)) throw new TypeError(`no name for a table: ${chain.table}`);
  return chain.table;
}
