import type { ChainLink } from '#shared/handover/chainLink.ts';
import { SignedDuty } from '#shared/handover/dutyStatement.ts';
import { SignedNumbering } from '#shared/handover/numberingStatement.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { coveredBy, linkDigest, linkText, type OtherWay } from './decisionChain.ts';
import { dutyChain } from './dutyQueries.ts';
import { numberingChain } from './numberingQueries.ts';

/** What two machines have decided apart, as it was told here. */
export interface DecisionFork<Statement extends ChainLink> extends OtherWay {
  readonly statement: Statement;
  /** The machine that has told it. */
  readonly sender: string;
  /** Whether numbers are granted here no more until it is settled. */
  readonly stops: boolean;
}

interface StoredFork {
  readonly statement: string;
  readonly digest: string;
  readonly way: string;
  readonly sender: string;
  readonly stops: 0 | 1;
}

/** One after the other: first those for which numbers wait. Settled is what the decisions here say they go on from. */
function selectFork(
  register: ReadableDatabase,
  kind: NewFork['kind'],
  publicationId: string,
  card: string,
): StoredFork | undefined {
  const forks = register
    .prepare(
      `SELECT statement, digest, way, sender, stops FROM decision_forks
       WHERE subject = ? AND publication_id = ? AND card = ?
       ORDER BY stops DESC, json_extract(statement, '$.turn') DESC, number DESC`,
    )
    .all(kind, publicationId, card) as readonly StoredFork[];
  if (forks.length === 0) return undefined;
  const settled = coveredBy(chainOf[kind](register, publicationId, card));
  return forks.find(({ digest }) => !settled.has(digest));
}

function wayOf({ way }: StoredFork): readonly string[] {
  return JSON.parse(way) as string[];
}

/** The newest that nobody has settled yet about a machine and a publication. */
export function dutyFork(
  register: ReadableDatabase,
  publicationId: string,
  card: string,
): DecisionFork<SignedDuty> | undefined {
  const fork = selectFork(register, 'duty', publicationId, card);
  return fork && { ...fork, way: wayOf(fork), stops: false, statement: SignedDuty.parse(JSON.parse(fork.statement)) };
}

/** The same about who grants the numbers of a publication. */
export function numberingFork(
  register: ReadableDatabase,
  publicationId: string,
): DecisionFork<SignedNumbering> | undefined {
  const fork = selectFork(register, 'numbering', publicationId, '');
  if (!fork) return undefined;
  const statement = SignedNumbering.parse(JSON.parse(fork.statement));
  return { ...fork, way: wayOf(fork), stops: fork.stops === 1, statement };
}

/** Another way than the one here, as a package tells it. */
export type NewFork = OtherWay & { readonly publicationId: string } & (
    | { readonly kind: 'duty'; readonly card: string; readonly statement: SignedDuty }
    | {
        readonly kind: 'numbering';
        readonly statement: SignedNumbering;
        readonly stops: boolean;
        readonly isLost: boolean;
      }
  );

type Chain = (register: ReadableDatabase, publicationId: string, card: string) => readonly ChainLink[];

/** The decisions about it here, the first first. */
const chainOf: Readonly<Record<NewFork['kind'], Chain>> = {
  duty: dutyChain,
  numbering: numberingChain,
};

/** What was ever told here of other ways, settled or not. */
export function selectForkStatements(register: ReadableDatabase): readonly (SignedDuty | SignedNumbering)[] {
  const rows = register.prepare('SELECT subject, statement FROM decision_forks').all() as readonly {
    readonly subject: NewFork['kind'];
    readonly statement: string;
  }[];
  return rows.map(({ subject, statement }) => schemaOf[subject].parse(JSON.parse(statement)));
}

const schemaOf = { duty: SignedDuty, numbering: SignedNumbering } as const;

/** Whether it was put down before. */
export function isForkKnown(register: ReadableDatabase, { statement }: NewFork): boolean {
  return register.prepare('SELECT 1 FROM decision_forks WHERE digest = ?').get(linkDigest(statement)) !== undefined;
}

/** Right after the row of the audit that tells of it. */
export function insertFork(
  register: WritableDatabase,
  fork: NewFork,
  { sender, personId, at }: { readonly sender: string; readonly personId: string; readonly at: string },
): void {
  const { kind, publicationId, statement, way } = fork;
  register
    .prepare(
      `INSERT INTO decision_forks (number, subject, publication_id, card, statement, digest, way, stops, sender, person, at)
       VALUES ((SELECT coalesce(max(number), 0) + 1 FROM decision_forks), @kind, @publicationId, @card, @statement, @digest, @way,
         @stops, @sender, @personId, @at)`,
    )
    .run({
      kind,
      publicationId,
      card: kind === 'duty' ? fork.card : '',
      statement: linkText(statement),
      digest: linkDigest(statement),
      way: JSON.stringify(way),
      stops: kind === 'numbering' && fork.stops ? 1 : 0,
      sender,
      personId,
      at,
    });
}
