import { sm3 } from 'sm-crypto-v2';
import { z } from 'zod';
import { AuditSigner, signature } from '#shared/audit/signedFile.ts';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import { hash } from '#shared/issue/hash.ts';
import type { AdoptionFacts } from './adoptionFacts.ts';
import { Period } from './period.ts';
import { pointsText, type UnitScore } from './score.ts';
import type { ScoringVersion } from './scoringRules.ts';

const count = z.int().min(0);

export const PublishedRow = z.strictObject({
  unitId: z.string(),
  name: z.string(),
  rank: z.int().min(1),
  points_hundredths: z.int(),
  received: count,
  adopted: count,
  instructions: count,
  unmetRequests: count,
  lateRequests: count,
});
export type PublishedRow = z.infer<typeof PublishedRow>;

/** 公布: the figures of a period as they went out, with what they were made from, signed by whoever answers for them. */
export const PublishedFigures = z.strictObject({
  format: z.literal('neikan-published-figures'),
  version: z.literal(1),
  office: z.string(),
  number: z.int().min(1),
  period: Period,
  at: z.iso.datetime(),
  /** The tables there were, each with its SM3. */
  rules: z.array(z.strictObject({ number: z.int().min(1), sm3: hash })),
  factsHash: hash,
  table: z.array(PublishedRow),
  /** Why it takes the place of an earlier one of the same period. */
  reason: z.string().min(1).optional(),
  by: AuditSigner,
  signature,
});
export type PublishedFigures = z.infer<typeof PublishedFigures>;

export function factsHash(facts: AdoptionFacts): string {
  return sm3(canonicalJson(facts as unknown as Json));
}

export function rulesHash({ number: _number, ...version }: ScoringVersion): string {
  return sm3(canonicalJson(version as unknown as Json));
}

export function publishedTable(scores: readonly UnitScore[]): PublishedRow[] {
  return scores.map(({ lines: _lines, ...row }) => row);
}

const columns = {
  rank: '名次',
  points_hundredths: '得分',
  received: '报送',
  adopted: '采用',
  instructions: '批示',
  unmetRequests: '约稿未完成',
  lateRequests: '迟报',
} as const;

/** What is not the same in two tables, each as a sentence; empty where they are equal. */
export function tableDifferences(published: readonly PublishedRow[], now: readonly PublishedRow[]): string[] {
  const before = new Map(published.map((row) => [row.unitId, row]));
  const after = new Map(now.map((row) => [row.unitId, row]));
  const gone = published.filter(({ unitId }) => !after.has(unitId)).map(({ name }) => `${name}：现在的表中没有。`);
  const changed = now.flatMap((row) => {
    const old = before.get(row.unitId);
    if (!old) return hasFigures(row) ? [`${row.name}：公布的表中没有。`] : [];
    const parts = (Object.keys(columns) as (keyof typeof columns)[])
      .filter((key) => old[key] !== row[key])
      .map((key) => `${columns[key]}由${textOf(key, old[key])}变为${textOf(key, row[key])}`);
    return parts.length > 0 ? [`${row.name}：${parts.join('，')}。`] : [];
  });
  return [...gone, ...changed];
}

function textOf(key: keyof typeof columns, value: number): string {
  return key === 'points_hundredths' ? pointsText(value) : String(value);
}

/** A unit that was registered since and has done nothing in the period is no difference. */
function hasFigures({ points_hundredths, received, adopted, instructions, unmetRequests }: PublishedRow): boolean {
  return [points_hundredths, received, adopted, instructions, unmetRequests].some((value) => value !== 0);
}

/** What was added to, taken from or changed in the facts since they were published, each as a sentence. */
export function factsDifferences(published: AdoptionFacts, now: AdoptionFacts): string[] {
  const titleOf = ({ title }: { readonly title: string }) => title;
  return [
    ...listDifferences('来稿', published.submissions, now.submissions, titleOf),
    ...listDifferences('采用', published.adoptions, now.adoptions, titleOf),
    ...listDifferences('批示', published.instructions, now.instructions, titleOf),
    ...listDifferences('约稿', published.requests, now.requests, ({ topic }) => topic),
    ...listDifferences('差错', published.faults, now.faults, titleOf),
  ];
}

function listDifferences<Item extends { readonly id: string }>(
  name: string,
  before: readonly Item[],
  after: readonly Item[],
  titleOf: (item: Item) => string,
): string[] {
  const old = new Map(before.map((item) => [item.id, item]));
  const current = new Set(after.map(({ id }) => id));
  return [
    ...before.filter(({ id }) => !current.has(id)).map((item) => `${name}《${titleOf(item)}》：公布时有，现在没有。`),
    ...after.flatMap((item) => {
      const known = old.get(item.id);
      if (!known) return [`${name}《${titleOf(item)}》：公布以后补记的。`];
      const isSame = canonicalJson(known as unknown as Json) === canonicalJson(item as unknown as Json);
      return isSame ? [] : [`${name}《${titleOf(item)}》：公布以后改过。`];
    }),
  ];
}
