import { AdoptionFacts } from '#shared/statistics/adoptionFacts.ts';
import { Period } from '#shared/statistics/period.ts';
import { PublishedFigures } from '#shared/statistics/publishedFigures.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { OfficeError } from '../officeError.ts';

interface StoredFigures {
  readonly number: number;
  readonly period: string;
  readonly facts_hash: string;
  readonly facts: string;
  readonly statement: string;
  readonly reason: string | null;
  readonly published_by: string;
  readonly published_at: string;
}

export interface PublishedSummary {
  readonly number: number;
  readonly period: Period;
  readonly at: string;
  readonly personId: string;
  readonly reason?: string;
  readonly factsHash: string;
}

/** What was published, the last first. */
export function selectPublished(content: ReadableDatabase): PublishedSummary[] {
  const rows = content
    .prepare(
      `SELECT number, period, facts_hash, reason, published_by, published_at FROM published_figures ORDER BY number DESC`,
    )
    .all() as readonly StoredFigures[];
  return rows.map(summaryOf);
}

/** Throws notFound. */
export function selectWholePublished(
  content: ReadableDatabase,
  number: number,
): {
  readonly summary: PublishedSummary;
  readonly facts: AdoptionFacts;
  readonly statement: PublishedFigures;
  readonly file: string;
} {
  const row = content.prepare('SELECT * FROM published_figures WHERE number = ?').get(number);
  if (!row) throw new OfficeError('notFound', '找不到这次公布。');
  const stored = row as StoredFigures;
  return {
    summary: summaryOf(stored),
    facts: AdoptionFacts.parse(JSON.parse(stored.facts)),
    statement: PublishedFigures.parse(JSON.parse(stored.statement)),
    file: stored.statement,
  };
}

function summaryOf({
  number,
  period,
  facts_hash,
  reason,
  published_by,
  published_at,
}: StoredFigures): PublishedSummary {
  return {
    number,
    period: Period.parse(JSON.parse(period)),
    at: published_at,
    personId: published_by,
    ...(reason === null ? {} : { reason }),
    factsHash: facts_hash,
  };
}
