import type { AdoptionFacts } from './adoptionFacts.ts';
import { adoptionByColumn, adoptionByMonth, adoptionByUnit } from './adoptionSummary.ts';
import type { Chart } from './chartSvg.ts';
import type { UnitScore } from './score.ts';

/** More bars than these nobody reads; the table has them all. */
export const barsAtMost = 20;

export function unitChart(facts: AdoptionFacts): Chart {
  const rows = adoptionByUnit(facts)
    .filter(({ received, adopted }) => received > 0 || adopted > 0)
    .slice(0, barsAtMost);
  return {
    lies: true,
    labels: rows.map(({ label }) => label),
    series: [{ name: '采用', values: rows.map(({ adopted }) => adopted), isPale: false }],
  };
}

export function columnChart(facts: AdoptionFacts): Chart {
  const rows = adoptionByColumn(facts).slice(0, barsAtMost);
  return {
    lies: true,
    labels: rows.map(({ label }) => label),
    series: [{ name: '采用', values: rows.map(({ adopted }) => adopted), isPale: false }],
  };
}

/** 报送 pale beside 采用 dark, month by month. */
export function monthChart(facts: AdoptionFacts): Chart {
  const rows = adoptionByMonth(facts);
  return {
    lies: false,
    labels: rows.map(({ label }) => label),
    series: [
      { name: '报送', values: rows.map(({ received }) => received), isPale: true },
      { name: '采用', values: rows.map(({ adopted }) => adopted), isPale: false },
    ],
  };
}

export function scoreChart(scores: readonly UnitScore[]): Chart {
  const rows = scores.filter(({ points_hundredths }) => points_hundredths > 0).slice(0, barsAtMost);
  return {
    lies: true,
    labels: rows.map(({ name }) => name),
    series: [{ name: '得分', values: rows.map(({ points_hundredths }) => points_hundredths / 100), isPale: false }],
  };
}
