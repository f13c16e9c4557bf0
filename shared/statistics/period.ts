import { z } from 'zod';

/** 月度, 季度, 年度: a stretch of whole months that figures are made for. */
export const Period = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('year'), year: z.int().min(1949).max(2999) }),
  z.strictObject({ kind: z.literal('quarter'), year: z.int().min(1949).max(2999), quarter: z.int().min(1).max(4) }),
  z.strictObject({ kind: z.literal('month'), year: z.int().min(1949).max(2999), month: z.int().min(1).max(12) }),
]);
export type Period = z.infer<typeof Period>;

export const spans = ['month', 'quarter', 'year'] as const;
export type Span = (typeof spans)[number];

export const spanNames = { month: '每月', quarter: '每季度', year: '全年' } as const satisfies Record<Span, string>;

const two = (value: number) => String(value).padStart(2, '0');

/** The months of a period as YYYY-MM, from the first. */
export function monthsOf(period: Period): readonly string[] {
  const [first, count] = boundsOf(period);
  return Array.from({ length: count }, (_, index) => `${period.year}-${two(first + index)}`);
}

function boundsOf(period: Period): readonly [first: number, count: number] {
  switch (period.kind) {
    case 'year':
      return [1, 12];
    case 'quarter':
      return [period.quarter * 3 - 2, 3];
    case 'month':
      return [period.month, 1];
    default:
      return period satisfies never;
  }
}

/** First and last day, YYYY-MM-DD. */
export function daysOf(period: Period): { readonly from: string; readonly to: string } {
  const [first, count] = boundsOf(period);
  const last = first + count - 1;
  const length = new Date(Date.UTC(period.year, last, 0)).getUTCDate();
  return { from: `${period.year}-${two(first)}-01`, to: `${period.year}-${two(last)}-${two(length)}` };
}

export function isWithin(day: string, { from, to }: { readonly from: string; readonly to: string }): boolean {
  return day >= from && day <= to;
}

/** 2019年, 2019年第2季度, 2019年5月. */
export function periodName(period: Period): string {
  switch (period.kind) {
    case 'year':
      return `${period.year}年`;
    case 'quarter':
      return `${period.year}年第${period.quarter}季度`;
    case 'month':
      return `${period.year}年${period.month}月`;
    default:
      return period satisfies never;
  }
}

/** The period of the same kind before it. */
export function periodBefore(period: Period): Period {
  const { year } = period;
  switch (period.kind) {
    case 'year':
      return { kind: 'year', year: year - 1 };
    case 'quarter':
      return period.quarter > 1
        ? { ...period, quarter: period.quarter - 1 }
        : { kind: 'quarter', year: year - 1, quarter: 4 };
    case 'month':
      return period.month > 1 ? { ...period, month: period.month - 1 } : { kind: 'month', year: year - 1, month: 12 };
    default:
      return period satisfies never;
  }
}

/** Which stretch of a kind a month lies in: 2019-05, 2019-Q2, 2019. */
export function stretchOf(month: string, span: Span): string {
  const year = month.slice(0, 4);
  if (span === 'year') return year;
  if (span === 'month') return month;
  return `${year}-Q${Math.ceil(Number(month.slice(5, 7)) / 3)}`;
}

/** 5月, 第2季度, 全年: what a stretch is called inside its period. */
export function stretchName(stretch: string): string {
  const [, part] = stretch.split('-');
  if (part === undefined) return '全年';
  return part.startsWith('Q') ? `第${part.slice(1)}季度` : `${Number(part)}月`;
}
