import type { LastNumber } from '#shared/handover/lastNumber.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { selectMachines } from './machineQueries.ts';

/** Who grants the numbers of a publication, as this machine knows it. */
export interface NumberingRow {
  readonly publicationId: string;
  /** Counts the changes in the whole office. */
  readonly turn: number;
  readonly card: string;
  readonly givenBy: string;
  readonly how: 'here' | 'given' | 'told' | 'taken' | 'lost';
  /** The last numbers that were granted elsewhere. */
  readonly last: readonly LastNumber[];
  readonly at: string;
}

/** The newest row of each publication; where there is none, numbers are granted here as ever. */
export function selectNumbering(register: ReadableDatabase): readonly NumberingRow[] {
  const rows = register
    .prepare(
      `SELECT publication_id AS publicationId, turn, card, given_by AS givenBy, how, last, at FROM numbering AS newest
       WHERE number = (SELECT max(number) FROM numbering WHERE publication_id = newest.publication_id) ORDER BY number`,
    )
    .all() as readonly (Omit<NumberingRow, 'last'> & { readonly last: string })[];
  return rows.map((row) => ({ ...row, last: JSON.parse(row.last) as LastNumber[] }));
}

export function numberingOf(register: ReadableDatabase, publicationId: string): NumberingRow | undefined {
  return selectNumbering(register).find((row) => row.publicationId === publicationId);
}

/** Every card this machine ever had, by its hash. */
export function ownCards(register: ReadableDatabase): ReadonlySet<string> {
  return new Set(
    selectMachines(register)
      .filter(({ isOwn }) => isOwn)
      .map(({ hash }) => hash),
  );
}

/** Whether this machine grants the numbers. */
export function isNumberingHere(register: ReadableDatabase, publicationId: string): boolean {
  const row = numberingOf(register, publicationId);
  return row === undefined || ownCards(register).has(row.card);
}

export function insertNumbering(
  register: WritableDatabase,
  row: Omit<NumberingRow, 'publicationId'> & {
    readonly publicationId: string;
    readonly reason?: string;
    readonly person: string;
    readonly source?: string;
  },
): void {
  register
    .prepare(
      `INSERT INTO numbering (number, publication_id, turn, card, given_by, how, last, reason, person, at, source)
       SELECT coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM numbering`,
    )
    .run(
      row.publicationId,
      row.turn,
      row.card,
      row.givenBy,
      row.how,
      JSON.stringify(row.last),
      row.reason ?? '',
      row.person,
      row.at,
      row.source ?? null,
    );
}
