import { signOff } from '../../strings/signOff.ts';
import { Button } from '../../ui/Button.tsx';
import { TextArea } from '../../ui/Field.tsx';

export interface OpinionFieldProps {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly label?: string;
}

/** 意见 with the phrases that are used most; one press writes one. */
export function OpinionField({ value, onValue, label = signOff.opinion }: OpinionFieldProps) {
  return (
    <div className="opinion">
      <TextArea label={label} hint={signOff.opinionHint} rows={3} value={value} onValue={onValue} />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a second label over the field */}
      <div className="opinion-phrases" role="group" aria-label={signOff.usualPhrases}>
        {signOff.phrases.map((phrase) => (
          <Button key={phrase} kind="quiet" onClick={() => onValue(phrase)}>
            {phrase}
          </Button>
        ))}
      </div>
    </div>
  );
}
