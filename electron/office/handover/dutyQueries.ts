import { SignedDuty } from '#shared/handover/dutyStatement.ts';
import type { FreeStep } from '#shared/handover/machineDuty.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';

/** What was decided last about a machine and a publication. */
export interface DutyRow {
  readonly number: number;
  readonly publicationId: string;
  readonly card: string;
  readonly steps: readonly FreeStep[];
  readonly turn: number;
  readonly person: string;
  readonly at: string;
}

/** The newest decision about each machine in each publication. */
export function selectDuties(register: ReadableDatabase): readonly DutyRow[] {
  const rows = register
    .prepare(
      `SELECT number, publication_id AS publicationId, card, steps, turn, person, at FROM machine_duties AS newest
       WHERE number = (
         SELECT max(number) FROM machine_duties WHERE publication_id = newest.publication_id AND card = newest.card
       ) ORDER BY number`,
    )
    .all() as readonly (Omit<DutyRow, 'steps'> & { readonly steps: string })[];
  return rows.map((row) => ({ ...row, steps: JSON.parse(row.steps) as FreeStep[] }));
}

/** The signed decisions about a machine in a publication, the first first; those from before they were signed are left out. */
export function dutyChain(register: ReadableDatabase, publicationId: string, card: string): readonly SignedDuty[] {
  const statements = register
    .prepare(
      `SELECT statement FROM machine_duties
       WHERE publication_id = ? AND card = ? AND statement IS NOT NULL ORDER BY number`,
    )
    .pluck()
    .all(publicationId, card) as readonly string[];
  return statements.map((statement) => SignedDuty.parse(JSON.parse(statement)));
}

/** A decision about what a machine may do, after those that are there; `source` is the package by which it came. */
export function insertDuty(register: WritableDatabase, signed: SignedDuty, source?: string): void {
  const { publication, card, steps, turn, person, at } = signed;
  register
    .prepare(
      `INSERT INTO machine_duties (number, publication_id, card, steps, turn, person, at, source, statement)
       SELECT coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ? FROM machine_duties`,
    )
    .run(publication, card, JSON.stringify(steps), turn, person, at, source ?? null, canonicalJson(signed));
}
