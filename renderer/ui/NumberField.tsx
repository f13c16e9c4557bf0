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
    const [plain = '', behind = ''] = /^-?\d+(?:\.(\d+))?$/.exec(text.normalize('NFKC').trim()) ?? [];
    const number = Number(plain);
    const isRight = plain !== '' && behind.length <= decimals && number >= least && number <= most;
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
      // What is wrong stays with what is said of it; what is right is written as numbers are.
      onBlur={() => {
        if (typed !== undefined && read(typed) !== undefined) setTyped(undefined);
      }}
    />
  );
}
