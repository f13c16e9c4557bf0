import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { system } from '../../strings/system.ts';
import { CheckField, SelectField, TextField } from '../../ui/Field.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { FontFields } from './FontFields.tsx';
import { type LayoutField, layoutGroups } from './layoutFields.ts';

export interface LayoutFieldsProps {
  readonly layout: LayoutParameters;
  readonly isReadOnly: boolean;
  readonly onLayout: (layout: LayoutParameters) => void;
}

/** Every number of a publication's pages and its fonts, by the part of the page they are about; the first group stands open. */
export function LayoutFields({ layout, isReadOnly, onLayout }: LayoutFieldsProps) {
  const groups = layoutGroups.map(({ label, fields }, index) => (
    <details key={label} className="layout-group" open={index === 0}>
      <summary>{label}</summary>
      <div className="system-two">
        {fields.map((field) => (
          <Field
            key={field.key}
            field={field}
            value={layout[field.key]}
            disabled={isReadOnly}
            onValue={(value) => onLayout({ ...layout, [field.key]: value })}
          />
        ))}
      </div>
    </details>
  ));
  return (
    <>
      {groups}
      <FontFields fonts={layout.fonts} isReadOnly={isReadOnly} onFonts={(fonts) => onLayout({ ...layout, fonts })} />
    </>
  );
}

interface FieldProps {
  readonly field: LayoutField;
  readonly value: LayoutParameters[keyof LayoutParameters];
  readonly disabled: boolean;
  readonly onValue: (value: string | number | boolean) => void;
}

function Field({ field, value, disabled, onValue }: FieldProps) {
  const { kind, label } = field;
  switch (kind) {
    case 'number': {
      const { least, most, decimals } = field;
      const wrong = system.between(least, most);
      const bounds = { least, most, decimals, wrong };
      return <NumberField label={label} {...bounds} value={Number(value)} disabled={disabled} onNumber={onValue} />;
    }
    case 'check':
      return <CheckField label={label} isChecked={value === true} disabled={disabled} onChecked={onValue} />;
    case 'colour':
      return <TextField label={label} type="color" value={String(value)} disabled={disabled} onValue={onValue} />;
    case 'choice': {
      const options = field.choices.map((choice) => ({ value: String(choice.value), label: choice.label }));
      const choose = (chosen: string) =>
        onValue(field.choices.find((choice) => String(choice.value) === chosen)?.value ?? chosen);
      return <SelectField label={label} options={options} value={String(value)} disabled={disabled} onValue={choose} />;
    }
  }
}
