import { useState } from 'react';
import { TextField } from '../../ui/Field.tsx';
import { listOf } from './ruleDraft.ts';

/** Names set apart by 、; what is typed stays as it is typed. */
export function ListField({
  label,
  hint,
  names,
  onNames,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly names: readonly string[] | undefined;
  readonly onNames: (names: string[] | undefined) => void;
}) {
  const [typed, setTyped] = useState((names ?? []).join('、'));
  return (
    <TextField
      label={label}
      {...(hint ? { hint } : {})}
      value={typed}
      onValue={(text) => {
        setTyped(text);
        onNames(listOf(text));
      }}
    />
  );
}
