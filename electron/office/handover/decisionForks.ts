import type { ChainLink } from '#shared/handover/chainLink.ts';
import { SignedDuty } from '#shared/handover/dutyStatement.ts';
import { SignedNumbering } from '#shared/handover/numberingStatement.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { linkText } from './decisionChain.ts';

/** What two machines have decided apart, as it was told here. */
export interface DecisionFork<Statement extends ChainLink> {
  readonly statement: Statement;
  /** The machine that has told it. */
  readonly sender: string;
  /** Whether numbers are granted here no more until it is settled. */
  readonly stops: boolean;
}

interface StoredFork {
  readonly statement: string;
  readonly sender: string;
  readonly stops: 0 | 1;
}

function selectFork(
  register: ReadableDatabase,
  subject: NewFork['kind'],
  publicationId: string,
  card: string,
): StoredFork | undefined {
  const table = tableOf[subject];
  const ofCard = subject === 'duty' ? 'AND later.card = fork.card' : '';
  return register
    .prepare(
      `SELECT statement, sender, stops FROM decision_forks AS fork
       WHERE subject = @subject AND publication_id = @publicationId AND card = @card AND NOT EXISTS (
         SELECT 1 FROM ${table} AS later WHERE later.publication_id = fork.publication_id ${ofCard}
           AND later.number > fork.after_number AND json_extract(later.statement, '$.settles') IS NOT NULL
       ) ORDER BY json_extract(statement, '$.turn') DESC, number DESC LIMIT 1`,
    )
    .get({ subject, publicationId, card }) as StoredFork | undefined;
}

/** The newest that nobody has settled yet about a machine and a publication. */
export function dutyFork(
  register: ReadableDatabase,
  publicationId: string,
  card: string,
): DecisionFork<SignedDuty> | undefined {
  const fork = selectFork(register, 'duty', publicationId, card);
  return fork && { ...fork, stops: false, statement: SignedDuty.parse(JSON.parse(fork.statement)) };
}

/** The same about who grants the numbers of a publication. */
export function numberingFork(
  register: ReadableDatabase,
  publicationId: string,
): DecisionFork<SignedNumbering> | undefined {
  const fork = selectFork(register, 'numbering', publicationId, '');
  return fork && { ...fork, stops: fork.stops === 1, statement: SignedNumbering.parse(JSON.parse(fork.statement)) };
}

/** The end of another way than the one here, as a package tells it. */
export type NewFork =
  | {
      readonly kind: 'duty';
      readonly publicationId: string;
      readonly card: string;
      readonly statement: SignedDuty;
    }
  | {
      readonly kind: 'numbering';
      readonly publicationId: string;
      readonly statement: SignedNumbering;
      readonly stops: boolean;
    };

/** Where the decisions about it are. */
const tableOf = { duty: 'machine_duties', numbering: 'numbering' } as const satisfies Record<NewFork['kind'], string>;

/** Whether it was put down before. */
export function isForkKnown(register: ReadableDatabase, { statement }: NewFork): boolean {
  return register.prepare('SELECT 1 FROM decision_forks WHERE statement = ?').get(linkText(statement)) !== undefined;
}

/** Right after the row of the audit that tells of it. */
export function insertFork(
  register: WritableDatabase,
  fork: NewFork,
  { sender, personId, at }: { readonly sender: string; readonly personId: string; readonly at: string },
): void {
  const { kind, publicationId, statement } = fork;
  register
    .prepare(
      `INSERT INTO decision_forks (number, subject, publication_id, card, statement, after_number, stops, sender, person, at)
       VALUES ((SELECT coalesce(max(number), 0) + 1 FROM decision_forks), @kind, @publicationId, @card, @statement,
         (SELECT coalesce(max(number), 0) FROM ${tableOf[kind]}), @stops, @sender, @personId, @at)`,
    )
    .run({
      kind,
      publicationId,
      card: kind === 'duty' ? fork.card : '',
      statement: linkText(statement),
      stops: kind === 'numbering' && fork.stops ? 1 : 0,
      sender,
      personId,
      at,
    });
}
