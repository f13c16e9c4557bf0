import type { Staffing } from '#shared/workflow/roleSeparation.ts';
import { firstRun } from '../../strings/firstRun.ts';
import { Button } from '../../ui/Button.tsx';

export interface StaffingStepProps {
  readonly staffing: Staffing;
  readonly onStaffing: (staffing: Staffing) => void;
  readonly onPrevious: () => void;
  readonly onNext: () => void;
}

const choices = [
  { value: 'standard', label: firstRun.standard, text: firstRun.standardText },
  { value: 'strict', label: firstRun.strict, text: firstRun.strictText },
] as const;

/** Whether three people hold everything, or the 三员 stand apart. */
export function StaffingStep({ staffing, onStaffing, onPrevious, onNext }: StaffingStepProps) {
  return (
    <form
      className="founding-step"
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
      }}
    >
      <fieldset className="founding-choices">
        <legend className="unseen">{firstRun.steps.staffing}</legend>
        {choices.map(({ value, label, text }) => (
          <label key={value} className="founding-choice">
            <input
              type="radio"
              name="staffing"
              value={value}
              checked={staffing === value}
              // biome-ignore lint/a11y/noAutofocus: the step has just been opened by the person
              autoFocus={staffing === value}
              onChange={() => onStaffing(value)}
            />
            <span>
              <strong>{label}</strong>
              <span className="second">{text}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <p className="second">{firstRun.staffingFixed}</p>
      <footer className="founding-actions">
        <Button onClick={onPrevious}>{firstRun.previous}</Button>
        <Button kind="primary" type="submit">
          {firstRun.next}
        </Button>
      </footer>
    </form>
  );
}
