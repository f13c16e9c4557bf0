import { useMemo } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { rateText } from '#shared/statistics/adoptionSummary.ts';
import { barsAtMost, scoreChart, unitChart } from '#shared/statistics/charts.ts';
import { pointsText } from '#shared/statistics/score.ts';
import { versionOn } from '#shared/statistics/scoringRules.ts';
import { statistics } from '../../strings/statistics.ts';
import { ChartFigure } from './ChartFigure.tsx';
import type { Detail } from './DetailDialog.tsx';
import { NumberCell } from './NumberCell.tsx';

export interface UnitsTabProps {
  readonly figures: CommandOutput<'readStatistics'>;
  readonly onDetail: (detail: Detail) => void;
}

/** 单位: points and counts, each number leading to what it is made of. */
export function UnitsTab({ figures: { facts, scores, versions }, onDetail }: UnitsTabProps) {
  // Without a table in force there is nothing to rank by.
  const isScored = versionOn(versions, facts.until) !== undefined;
  const hasPoints = scores.some(({ points_hundredths }) => points_hundredths !== 0);
  const chart = useMemo(() => (hasPoints ? scoreChart(scores) : unitChart(facts)), [hasPoints, scores, facts]);
  const of = (unitId: string) => facts.adoptions.filter(({ unitIds }) => unitIds.includes(unitId));
  return (
    <>
      {chart.labels.length > 0 && (
        <ChartFigure chart={chart} label={hasPoints ? statistics.chartOfPoints : statistics.chartOfUnits} />
      )}
      <p className="second small">{statistics.chartHint(barsAtMost, scores.length)}</p>
      <div className="statistics-scroll">
        <table className="statistics-table" aria-label={statistics.units}>
          <thead>
            <tr>
              {[
                statistics.rank,
                statistics.unit,
                statistics.points,
                statistics.received,
                statistics.adopted,
                statistics.rate,
                statistics.instructions,
                statistics.unmet,
                statistics.late,
              ].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {scores.map((score) => (
              <tr key={score.unitId}>
                <td className="statistics-number">{isScored ? score.rank : '—'}</td>
                <th scope="row">{score.name}</th>
                <NumberCell
                  text={isScored ? pointsText(score.points_hundredths) : '—'}
                  label={statistics.pointsOf(score.name)}
                  onOpen={
                    score.lines.length > 0
                      ? () => onDetail({ kind: 'points', label: score.name, lines: score.lines })
                      : undefined
                  }
                />
                <NumberCell
                  text={String(score.received)}
                  label={statistics.receivedOf(score.name)}
                  onOpen={
                    score.received > 0
                      ? () =>
                          onDetail({
                            kind: 'submissions',
                            label: score.name,
                            submissions: facts.submissions.filter(({ unitId }) => unitId === score.unitId),
                          })
                      : undefined
                  }
                />
                <NumberCell
                  text={String(score.adopted)}
                  label={statistics.adoptedOf(score.name)}
                  onOpen={
                    score.adopted > 0
                      ? () => onDetail({ kind: 'adoptions', label: score.name, adoptions: of(score.unitId) })
                      : undefined
                  }
                />
                <td className="statistics-number">{rateText(score)}</td>
                {(
                  [
                    ['instruction', score.instructions],
                    ['request', score.unmetRequests],
                    ['request', score.lateRequests],
                  ] as const
                ).map(([kind, count], index) => (
                  <NumberCell
                    // biome-ignore lint/suspicious/noArrayIndexKey: three columns that never move
                    key={index}
                    text={String(count)}
                    label={[statistics.instructions, statistics.unmet, statistics.late][index] ?? ''}
                    onOpen={
                      count > 0 && score.lines.some((line) => line.kind === kind)
                        ? () =>
                            onDetail({
                              kind: 'points',
                              label: score.name,
                              lines: score.lines.filter((line) => line.kind === kind),
                            })
                        : undefined
                    }
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
