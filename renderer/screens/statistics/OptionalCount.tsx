import { useState } from 'react';
import { statistics } from '../../strings/statistics.ts';
import { TextField } from '../../ui/Field.tsx';

/** A whole number, or nothing for what does not matter. */
export function OptionalCount({
  label,
  value,
  onValue,
}: {
  readonly label: string;
  readonly value: number | undefined;
  readonly onValue: (value: number | undefined) => void;
}) {
  const [typed, setTyped] = useState(value === undefined ? '' : String(value));
  const read = (text: string) =>
    /^\d{1,6}$/.test(text.normalize('NFKC').trim()) ? Number(text.normalize('NFKC')) : undefined;
  const isWrong = typed.trim() !== '' && read(typed) === undefined;
  return (
    <TextField
      label={label}
      inputMode="numeric"
      value={typed}
      error={isWrong ? statistics.wrongCount : undefined}
      onValue={(text) => {
        setTyped(text);
        if (text.trim() === '' || read(text) !== undefined) onValue(read(text));
      }}
    />
  );
}
