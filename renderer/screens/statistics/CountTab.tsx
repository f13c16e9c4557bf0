import { useMemo } from 'react';
import type { AdoptionFacts } from '#shared/statistics/adoptionFacts.ts';
import { adoptionByColumn, adoptionByMonth } from '#shared/statistics/adoptionSummary.ts';
import { barsAtMost, columnChart, monthChart } from '#shared/statistics/charts.ts';
import { statistics } from '../../strings/statistics.ts';
import { ChartFigure } from './ChartFigure.tsx';
import type { Detail } from './DetailDialog.tsx';
import { NumberCell } from './NumberCell.tsx';

export interface CountTabProps {
  readonly by: 'columns' | 'months';
  readonly facts: AdoptionFacts;
  readonly onDetail: (detail: Detail) => void;
}

/** 栏目 or 月份: how much was adopted, with the articles behind each number. */
export function CountTab({ by, facts, onDetail }: CountTabProps) {
  const isByMonth = by === 'months';
  const chart = useMemo(() => (isByMonth ? monthChart(facts) : columnChart(facts)), [isByMonth, facts]);
  const rows = isByMonth ? adoptionByMonth(facts) : adoptionByColumn(facts);
  return (
    <>
      {chart.labels.length > 0 && (
        <ChartFigure chart={chart} label={isByMonth ? statistics.chartOfMonths : statistics.chartOfColumns} />
      )}
      <p className="second small">{statistics.chartHint(barsAtMost, rows.length)}</p>
      <table className="statistics-table" aria-label={isByMonth ? statistics.months : statistics.columns}>
        <thead>
          <tr>
            <th scope="col">{isByMonth ? statistics.month : statistics.column}</th>
            {isByMonth && <th scope="col">{statistics.received}</th>}
            <th scope="col">{statistics.adopted}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label, received, adopted, adoptions }) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              {isByMonth && (
                <NumberCell
                  text={String(received)}
                  label={statistics.receivedOf(label)}
                  onOpen={
                    received > 0
                      ? () =>
                          onDetail({
                            kind: 'submissions',
                            label,
                            submissions: facts.submissions.filter(({ day }) => day.startsWith(key)),
                          })
                      : undefined
                  }
                />
              )}
              <NumberCell
                text={String(adopted)}
                label={statistics.adoptedOf(label)}
                onOpen={adopted > 0 ? () => onDetail({ kind: 'adoptions', label, adoptions }) : undefined}
              />
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
