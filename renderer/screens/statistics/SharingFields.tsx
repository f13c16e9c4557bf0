import { useState } from 'react';
import type { Sharing } from '#shared/statistics/scoringRules.ts';
import { statistics } from '../../strings/statistics.ts';
import { SelectField, TextField } from '../../ui/Field.tsx';

export interface SharingFieldsProps {
  readonly sharing: Sharing | undefined;
  readonly onSharing: (sharing: Sharing | undefined) => void;
  /** It may be left as it is for all others. */
  readonly isOptional?: boolean;
}

const kinds = ['each', 'equal', 'first', 'ratio'] as const;

/** How points are divided among those who wrote together. */
export function SharingFields({ sharing, onSharing, isOptional = false }: SharingFieldsProps) {
  const [typed, setTyped] = useState(sharing?.kind === 'ratio' ? sharing.ratio.join('∶') : '3∶2');
  const choose = (kind: string, text: string) => {
    const ratio = text.split(/[∶:：]/).map(Number);
    const isRight = ratio.length >= 2 && ratio.every((part) => Number.isInteger(part) && part >= 1 && part <= 100);
    if (kind === '') onSharing(undefined);
    else if (kind === 'ratio') onSharing({ kind, ratio: isRight ? ratio : [3, 2] });
    else onSharing({ kind: kind as 'each' | 'equal' | 'first' });
  };
  return (
    <>
      <SelectField
        label={statistics.sharing}
        value={sharing?.kind ?? ''}
        onValue={(kind) => choose(kind, typed)}
        options={[
          ...(isOptional ? [{ value: '', label: statistics.sharingAsOthers }] : []),
          ...kinds.map((value) => ({ value, label: statistics.sharings[value] })),
        ]}
      />
      {sharing?.kind === 'ratio' && (
        <TextField
          label={statistics.ratio}
          hint={statistics.ratioHint}
          value={typed}
          onValue={(text) => {
            setTyped(text);
            choose('ratio', text);
          }}
        />
      )}
    </>
  );
}
