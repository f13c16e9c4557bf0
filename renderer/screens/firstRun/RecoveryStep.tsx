import { useState } from 'react';
import { firstRun } from '../../strings/firstRun.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { type Papers, RecoveryPapers } from './RecoveryPapers.tsx';

export interface RecoveryStepProps {
  readonly officeName: string;
  readonly papers: Papers;
  readonly onGoOn: () => void;
}

/** The recovery code or its three shares, once; one goes on only when they have been put away. */
export function RecoveryStep({ officeName, papers, onGoOn }: RecoveryStepProps) {
  const [isKept, setIsKept] = useState(false);
  const isShared = papers.shares.length > 0;
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
        <h2>{isShared ? firstRun.sharesTitle : firstRun.recoveryTitle}</h2>
        <p className="second">{isShared ? firstRun.sharesText : firstRun.recoveryText}</p>
      </div>
      <RecoveryPapers officeName={officeName} papers={papers} />
      <footer className="founding-actions founding-end">
        <CheckField label={firstRun.copied} isChecked={isKept} onChecked={setIsKept} />
        <Button kind="primary" type="submit" disabled={!isKept}>
          {firstRun.goOn}
        </Button>
      </footer>
    </form>
  );
}
