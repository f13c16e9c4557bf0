import { createHash } from 'node:crypto';
import { manifestName } from '#shared/issue/exportManifest.ts';
import type { ReadableDatabase } from '#store/database.ts';

/** Each table's rows as one hash. */
export type BaseRows = Readonly<Record<string, string>>;

type Row = Readonly<Record<string, unknown>>;

/** Keys, signatures and the names of sittings are random by nature: two runs of one job differ in them and in nothing else. */
const withoutChance: Readonly<Record<string, (row: Row) => Row>> = {
  keyring_seen: (row) => ({ ...row, sequence: 0, digest: '' }),
  backups: (row) => ({ ...row, path: '', bytes: 0, manifest_sm3: '' }),
  seals: (row) => ({ ...row, file: '', sm3: '' }),
  attempt_guard: (row) => ({ ...row, seal: '', earlier_seal: '' }),
  article_sittings: (row) => ({ ...row, sitting: '' }),
  person_keys: (row) => ({ ...row, public_key: '' }),
  sign_offs: withoutKey,
  issue_steps: withoutKey,
  // The hashes of the manifest, which holds signatures, stand in what is signed.
  record_items: (row) => ({ ...row, description: '', statement: '' }),
  record_disposals: withoutKey,
  record_disposal_decisions: withoutKey,
  paper_sign_offs: withoutKey,
  paper_confirmations: withoutKey,
  delegations: withoutKey,
  marking_records: withoutKey,
  marking_consents: withoutKey,
  marking_drops: withoutKey,
  marking_drop_answers: withoutKey,
  role_statements: ({ number }) => ({ number }),
  role_ways: ({ number }) => ({ number }),
  role_witnesses: ({ person_id }) => ({ person_id }),
  rule_decisions: ({ statement: _statement, ...row }) => row,
  rule_decisions_apart: ({ statement: _statement, ...row }) => row,
  rule_witnesses: ({ person_id }) => ({ person_id }),
  published_figures: ({ statement: _statement, ...row }) => row,
  machine_duties: ({ statement: _statement, ...row }) => row,
  numbering: ({ statement: _statement, ...row }) => row,
  issue_legs: ({ issue_id, number, kind }) => ({ issue_id, number, kind }),
  package_cancels: ({ issue_id, direction, outcome }) => ({ issue_id, direction, outcome }),
  machines: ({ name }) => ({ name }),
  machine_keys: ({ made_at }) => ({ made_at }),
  frozen_files: (row) => (row.name === manifestName ? { ...row, bytes: '', sm3: '' } : row),
};

/** A row with a signed statement, without what is random in that. */
function withoutKey(row: Row): Row {
  if (row.statement === null) return row;
  const {
    publicKey: _key,
    signature: _signature,
    onBehalfOf: _leave,
    proposal: _proposal,
    previous: _previous,
    ...statement
  } = JSON.parse(String(row.statement));
  return { ...row, statement: JSON.stringify(statement) };
}

/** Everything a base holds, by table, comparable between runs of the same job. */
export function baseRows(database: ReadableDatabase): BaseRows {
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name")
    .pluck()
    .all() as readonly string[];
  return Object.fromEntries(
    tables.map((table) => {
      const hash = createHash('sha256');
      const steady = withoutChance[table] ?? ((row: Row) => row);
      for (const row of database.prepare(`SELECT * FROM "${table}"`).iterate()) {
        for (const value of Object.values(steady(row as Row))) {
          hash.update(`\0${typeof value}\0`);
          hash.update(value instanceof Uint8Array ? value : String(value));
        }
      }
      return [table, hash.digest('hex')];
    }),
  );
}
