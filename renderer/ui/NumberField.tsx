import { useState } from 'react';
import { TextField } from './Field.tsx';

export interface NumberFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  /** Digits behind the point that may be typed; 0 for whole numbers. */
  readonly decimals: number;
  /** What is said of a number outside the bounds, or of what is no number. */
  readonly wrong: string;
  readonly disabled?: boolean;
  /** Called with numbers within the bounds only. */
  readonly onNumber: (value: number) => void;
}

/** A number that may be half typed: what stands in the field is kept, what is no number yet is not passed on. */
export function NumberField({ value, least, most, decimals, wrong, onNumber, ...rest }: NumberFieldProps) {
  const [typed, setTyped] = useState<string>();
  const read = (text: string): number | undefined => {
    const number = Number(text);
    const [, behind = ''] = text.split('.');
    const isRight = text.trim() !== '' && behind.length <= decimals && number >= least && number <= most;
    return isRight ? number : undefined;
  };
  return (
    <TextField
      {...rest}
      inputMode={decimals > 0 ? 'decimal' : 'numeric'}
      value={typed ?? String(value)}
      error={typed !== undefined && read(typed) === undefined ? wrong : undefined}
      onValue={(text) => {
        setTyped(text);
        const number = read(text);
        if (number !== undefined && number !== value) onNumber(number);
      }}
      // A number that was not one goes back to the last that was.
      onBlur={() => setTyped(undefined)}
    />
  );
}
