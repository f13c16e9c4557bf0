import { useState } from 'react';
import { saveFiles } from '../../app/saveFiles.ts';
import { firstRun } from '../../strings/firstRun.ts';
import { dayText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

export interface RecoveryStepProps {
  readonly officeName: string;
  /** Eight groups of four signs, with hyphens between. */
  readonly code: string;
  readonly onGoOn: () => void;
}

/** The recovery code, large and once; one goes on only when it has been put away. */
export function RecoveryStep({ officeName, code, onGoOn }: RecoveryStepProps) {
  const [isKept, setIsKept] = useState(false);
  const save = () => {
    const now = new Date();
    const day = dayText(`${now.getFullYear()}-${now.getMonth() + 1}-${now.getDate()}`);
    const bytes = new TextEncoder().encode(firstRun.codeFile(officeName, code, day));
    return saveFiles({ title: firstRun.saveCodeTitle, files: [{ name: firstRun.codeFileName, bytes }] });
  };
  return (
    <form
      className="founding-step"
      onSubmit={(event) => {
        event.preventDefault();
        if (isKept) onGoOn();
      }}
    >
      <Notice kind="ok">{firstRun.founded(officeName)}</Notice>
      <div>
        <h2>{firstRun.recoveryTitle}</h2>
        <p className="second">{firstRun.recoveryText}</p>
      </div>
      <output className="founding-code" aria-label={firstRun.recoveryCode}>
        {code.split('-').map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: groups have no other name than their place
          <span key={index}>{group}</span>
        ))}
      </output>
      <div className="founding-save">
        <Button icon="export" onClick={save}>
          {firstRun.saveCode}
        </Button>
        <p className="second small">{firstRun.saveCodeHint}</p>
      </div>
      <footer className="founding-actions founding-end">
        <CheckField label={firstRun.copied} isChecked={isKept} onChecked={setIsKept} />
        <Button kind="primary" type="submit" disabled={!isKept}>
          {firstRun.goOn}
        </Button>
      </footer>
    </form>
  );
}
