import type { AdoptionCondition } from '#shared/statistics/scoringRules.ts';
import { statistics } from '../../strings/statistics.ts';
import { SelectField } from '../../ui/Field.tsx';
import { ListField } from './ListField.tsx';
import { OptionalCount } from './OptionalCount.tsx';

const lists = ['levels', 'publications', 'columns', 'markings'] as const;
const counts = ['charactersAtLeast', 'charactersAtMost', 'unitsAtLeast', 'placeAtMost'] as const;

/** Which adoptions a rule is for. */
export function ConditionFields({
  where,
  onWhere,
}: {
  readonly where: AdoptionCondition;
  readonly onWhere: (where: AdoptionCondition) => void;
}) {
  const labels = {
    levels: statistics.levels,
    publications: statistics.publications,
    columns: statistics.column,
    markings: statistics.markings,
  };
  /** A member that asks for nothing is left out. */
  const change = (name: keyof AdoptionCondition, value: unknown) => {
    const { [name]: _before, ...rest } = where;
    onWhere(value === undefined ? rest : { ...rest, [name]: value });
  };
  return (
    <details>
      <summary>
        {statistics.conditions}
        <span className="second">　{conditionText(where)}</span>
      </summary>
      <p className="second small">{statistics.listHint}</p>
      <div className="statistics-grid">
        {lists.map((name) => (
          <ListField key={name} label={labels[name]} names={where[name]} onNames={(names) => change(name, names)} />
        ))}
        <SelectField
          label={statistics.series}
          value={where.series ?? ''}
          onValue={(series) => change('series', series === '' ? undefined : series)}
          options={[
            { value: '', label: statistics.anySeries },
            { value: 'regular', label: statistics.regular },
            { value: 'supplement', label: statistics.supplement },
          ]}
        />
        <SelectField
          label={statistics.requested}
          value={where.isRequested === undefined ? '' : String(where.isRequested)}
          onValue={(value) => change('isRequested', value === '' ? undefined : value === 'true')}
          options={[
            { value: '', label: statistics.requestedAny },
            { value: 'true', label: statistics.requestedYes },
            { value: 'false', label: statistics.requestedNo },
          ]}
        />
        {counts.map((name) => (
          <OptionalCount
            key={name}
            label={statistics[name]}
            value={where[name]}
            onValue={(value) => change(name, value)}
          />
        ))}
      </div>
    </details>
  );
}

/** 层级市级；字数不少于800: a condition as one reads it. */
export function conditionText(where: AdoptionCondition): string {
  const parts = [
    where.levels && `${statistics.levels}：${where.levels.join('、')}`,
    where.publications && `${statistics.publications}：${where.publications.join('、')}`,
    where.columns && `${statistics.column}：${where.columns.join('、')}`,
    where.markings && `${statistics.markings}：${where.markings.join('、')}`,
    where.series && statistics[where.series],
    where.isRequested !== undefined && (where.isRequested ? statistics.requestedYes : statistics.requestedNo),
    ...counts.map((name) => where[name] !== undefined && `${statistics[name]}${where[name]}`),
  ].filter((part) => typeof part === 'string');
  return parts.length === 0 ? statistics.anySeries : parts.join('；');
}
