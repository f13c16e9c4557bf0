import type { Unit } from '#shared/contract/registerCommands.ts';
import { statistics } from '../../strings/statistics.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/Field.tsx';

export interface UnitsFieldProps {
  readonly label: string;
  readonly units: readonly Unit[];
  readonly chosen: readonly string[];
  readonly onChosen: (chosen: readonly string[]) => void;
}

/** Several units in their order; each that is chosen can be taken away again. */
export function UnitsField({ label, units, chosen, onChosen }: UnitsFieldProps) {
  const names = new Map(units.map(({ id, name }) => [id, name]));
  return (
    <div className="statistics-units">
      <SelectField
        label={label}
        value=""
        onValue={(id) => id !== '' && onChosen([...chosen, id])}
        options={[
          { value: '', label: chosen.length === 0 ? statistics.chooseUnit : statistics.addUnit },
          ...units.filter(({ id }) => !chosen.includes(id)).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <div className="statistics-chosen">
        {chosen.map((id) => (
          <Button
            key={id}
            kind="quiet"
            icon="close"
            aria-label={statistics.removeUnit(names.get(id) ?? id)}
            onClick={() => onChosen(chosen.filter((one) => one !== id))}
          >
            {names.get(id) ?? id}
          </Button>
        ))}
      </div>
    </div>
  );
}
