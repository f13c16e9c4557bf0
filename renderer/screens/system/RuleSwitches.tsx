import { builtInRules, type RuleName } from '#shared/proofreading/builtInRules.ts';
import { announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { terms as strings } from '../../strings/terms.ts';
import { CheckField } from '../../ui/Field.tsx';

export interface RuleSwitchesProps {
  /** Those that are on. */
  readonly rules: readonly RuleName[];
  readonly isKeeper: boolean;
}

/** Each built-in rule with what it follows, to be switched off where the office writes otherwise. */
export function RuleSwitches({ rules, isKeeper }: RuleSwitchesProps) {
  const change = async (rule: RuleName, isOn: boolean) => {
    const answer = await office.switchRule({ rule, isOn });
    if (!answer.ok) announceRefusal(answer);
  };
  return (
    <details className="system-card terms-rules">
      <summary>{strings.rules}</summary>
      <p className="second">{strings.rulesHint}</p>
      {builtInRules.map(({ name, title, source }) => (
        <div key={name}>
          <CheckField
            label={title}
            isChecked={rules.includes(name)}
            disabled={!isKeeper}
            onChecked={(isOn) => void change(name, isOn)}
          />
          <p className="field-hint">{strings.ruleSource(source)}</p>
        </div>
      ))}
    </details>
  );
}
