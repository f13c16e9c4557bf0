import { handover as strings } from '../../strings/handover.ts';
import { CheckField } from '../../ui/Field.tsx';
import { useOtherMachines } from './useOtherMachines.ts';

export interface SendCheckProps {
  readonly isChecked: boolean;
  readonly onChecked: (isChecked: boolean) => void;
}

/** Beside a step: the issue goes to another machine with it. Not asked where there is no other machine. */
export function SendCheck({ isChecked, onChecked }: SendCheckProps) {
  const canSend = useOtherMachines();
  if (!canSend) return null;
  return (
    <CheckField
      label={
        <>
          {strings.sendAfter}
          <span className="second small">　{strings.sendAfterHint}</span>
        </>
      }
      isChecked={isChecked}
      onChecked={onChecked}
    />
  );
}
