import type { Sharing } from './scoringRules.ts';

/**
 * The parts of so many units, in hundredths of a point and in their order. Divided parts add up to the whole: what cannot
 * be divided goes to the first.
 */
export function sharePoints(whole: number, units: number, sharing: Sharing): readonly number[] {
  const weights = weightsOf(units, sharing);
  if (sharing.kind === 'each') return weights.map(() => whole);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const parts = weights.map((weight) => Math.trunc((whole * weight) / total));
  const rest = whole - parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part, index) => (index === 0 ? part + rest : part));
}

function weightsOf(units: number, sharing: Sharing): readonly number[] {
  const places = Array.from({ length: units }, (_, index) => index);
  switch (sharing.kind) {
    case 'each':
    case 'equal':
      return places.map(() => 1);
    case 'first':
      return places.map((index) => (index === 0 ? 1 : 0));
    case 'ratio':
      return places.map((index) => sharing.ratio[index] ?? 0);
    default:
      return sharing satisfies never;
  }
}

/** 各记全分, 平均分, 只记第一家, 3∶2. */
export function sharingText(sharing: Sharing): string {
  switch (sharing.kind) {
    case 'each':
      return '各记全分';
    case 'equal':
      return '平均分';
    case 'first':
      return '只记第一家';
    case 'ratio':
      return `按${sharing.ratio.join('∶')}分`;
    default:
      return sharing satisfies never;
  }
}
