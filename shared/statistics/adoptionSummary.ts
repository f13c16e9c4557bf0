import type { Adoption, AdoptionFacts } from './adoptionFacts.ts';
import { monthsOf, stretchName } from './period.ts';

/** One row of a count, with the adoptions that it counts. */
export interface CountRow {
  readonly key: string;
  readonly label: string;
  readonly received: number;
  readonly adopted: number;
  readonly adoptions: readonly Adoption[];
}

/** 采用 by unit, most first; what several wrote counts for each. */
export function adoptionByUnit({ units, submissions, adoptions }: AdoptionFacts): CountRow[] {
  const byUnit = grouped(adoptions, ({ unitIds }) => unitIds);
  const received = new Map<string, number>();
  for (const { unitId } of submissions) {
    if (unitId !== undefined) received.set(unitId, (received.get(unitId) ?? 0) + 1);
  }
  const rows = units.map(({ id, name }) => rowOf(id, name, byUnit.get(id) ?? [], received.get(id) ?? 0));
  return rows.toSorted((left, right) => right.adopted - left.adopted || right.received - left.received);
}

/** 采用 by column, most first; an issue without a column stands under 未分栏目, what a higher office printed under its level. */
export function adoptionByColumn({ adoptions }: AdoptionFacts): CountRow[] {
  const byColumn = grouped(adoptions, ({ kind, column, level }) => [
    kind === 'outside' ? `${level}采用` : column || '未分栏目',
  ]);
  return [...byColumn]
    .map(([column, own]) => rowOf(column, column, own, 0))
    .toSorted((left, right) => right.adopted - left.adopted);
}

/** 报送 and 采用 of every month of the period. */
export function adoptionByMonth({ period, submissions, adoptions }: AdoptionFacts): CountRow[] {
  const byMonth = grouped(adoptions, ({ day }) => [day.slice(0, 7)]);
  const received = grouped(submissions, ({ day }) => [day.slice(0, 7)]);
  return monthsOf(period).map((month) =>
    rowOf(month, stretchName(month), byMonth.get(month) ?? [], received.get(month)?.length ?? 0),
  );
}

/** 12.5%: how much of what was sent was adopted; a dash where nothing was sent. */
export function rateText({ received, adopted }: Pick<CountRow, 'received' | 'adopted'>): string {
  if (received === 0) return '—';
  return `${Math.round((adopted * 1000) / received) / 10}%`;
}

function rowOf(key: string, label: string, adoptions: readonly Adoption[], received: number): CountRow {
  return { key, label, received, adopted: adoptions.length, adoptions };
}

function grouped<Item>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly string[],
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}
