import type { LastNumber } from '#shared/handover/lastNumber.ts';
import { SignedNumbering } from '#shared/handover/numberingStatement.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
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
  /** Rows from before they were signed have none. */
  readonly isSigned: boolean;
}

/** The newest row of each publication; where there is none, numbers are granted here as ever. */
export function selectNumbering(register: ReadableDatabase): readonly NumberingRow[] {
  const rows = register
    .prepare(
      `SELECT publication_id AS publicationId, turn, card, given_by AS givenBy, how, last, at, statement IS NOT NULL AS isSigned
       FROM numbering AS newest
       WHERE number = (SELECT max(number) FROM numbering WHERE publication_id = newest.publication_id) ORDER BY number`,
    )
    .all() as readonly (Omit<NumberingRow, 'last' | 'isSigned'> & {
    readonly last: string;
    readonly isSigned: 0 | 1;
  })[];
  return rows.map((row) => ({ ...row, last: JSON.parse(row.last) as LastNumber[], isSigned: row.isSigned === 1 }));
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

/** The signed changes of who grants the numbers of a publication, the first first. */
export function numberingChain(register: ReadableDatabase, publicationId: string): readonly SignedNumbering[] {
  const statements = register
    .prepare('SELECT statement FROM numbering WHERE publication_id = ? AND statement IS NOT NULL ORDER BY number')
    .pluck()
    .all(publicationId) as readonly string[];
  return statements.map((statement) => SignedNumbering.parse(JSON.parse(statement)));
}

/**
 * The statement by which the numbering was given up here, where it is the last; of one that was set back afterwards as another machine has
 * told it.
 */
export function givenFromHere(register: ReadableDatabase, publicationId: string): SignedNumbering | undefined {
  const end = numberingChain(register, publicationId).at(-1);
  return end?.how === 'given' && ownCards(register).has(end.givenBy) ? end : undefined;
}

/** How a statement is put down here, with the last numbers that are known: more than it says where a package brought more. */
type NumberingNote =
  | { readonly how: 'told' | 'taken'; readonly last: readonly LastNumber[]; readonly source: string }
  | { readonly how: SignedNumbering['how']; readonly last: readonly LastNumber[]; readonly source: null };

/** A change of who grants numbers, after those that are there. */
export function insertNumbering(
  register: WritableDatabase,
  signed: SignedNumbering,
  { how, last, source }: NumberingNote,
): void {
  const { publication, turn, card, givenBy, person, at } = signed;
  register
    .prepare(
      `INSERT INTO numbering (number, publication_id, turn, card, given_by, how, last, reason, person, at, source, statement)
       SELECT coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM numbering`,
    )
    .run(
      publication,
      turn,
      card,
      givenBy,
      how,
      JSON.stringify(last),
      how === 'lost' ? signed.reason : '',
      person,
      at,
      source,
      canonicalJson(signed),
    );
}
