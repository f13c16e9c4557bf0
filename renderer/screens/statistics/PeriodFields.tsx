import type { Period } from '#shared/statistics/period.ts';
import { statistics } from '../../strings/statistics.ts';
import { SelectField } from '../../ui/Field.tsx';

export interface PeriodFieldsProps {
  readonly period: Period;
  readonly years: readonly number[];
  readonly onPeriod: (period: Period) => void;
}

const kinds = ['year', 'quarter', 'month'] as const;

/** Which month, quarter or year. */
export function PeriodFields({ period, years, onPeriod }: PeriodFieldsProps) {
  const { year } = period;
  const changeKind = (kind: string) => {
    if (kind === 'month') onPeriod({ kind, year, month: firstMonth(period) });
    else if (kind === 'quarter') onPeriod({ kind, year, quarter: Math.ceil(firstMonth(period) / 3) });
    else onPeriod({ kind: 'year', year });
  };
  return (
    <div className="statistics-period">
      <SelectField
        label={statistics.year}
        isLabelUnseen
        value={String(year)}
        onValue={(value) => onPeriod({ ...period, year: Number(value) })}
        options={years.map((one) => ({ value: String(one), label: statistics.yearOf(one) }))}
      />
      <SelectField
        label={statistics.span}
        isLabelUnseen
        value={period.kind}
        onValue={changeKind}
        options={kinds.map((kind) => ({ value: kind, label: statistics.spans[kind] }))}
      />
      {period.kind === 'quarter' && (
        <SelectField
          label={statistics.quarter}
          isLabelUnseen
          value={String(period.quarter)}
          onValue={(value) => onPeriod({ ...period, quarter: Number(value) })}
          options={numbered(4, statistics.quarterOf)}
        />
      )}
      {period.kind === 'month' && (
        <SelectField
          label={statistics.month}
          isLabelUnseen
          value={String(period.month)}
          onValue={(value) => onPeriod({ ...period, month: Number(value) })}
          options={numbered(12, statistics.monthOf)}
        />
      )}
    </div>
  );
}

function firstMonth(period: Period): number {
  if (period.kind === 'month') return period.month;
  return period.kind === 'quarter' ? period.quarter * 3 - 2 : new Date().getMonth() + 1;
}

function numbered(count: number, labelOf: (number: number) => string) {
  return Array.from({ length: count }, (_, index) => ({ value: String(index + 1), label: labelOf(index + 1) }));
}
