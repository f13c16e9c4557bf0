import { useState } from 'react';
import { office } from '../../app/office.ts';
import { useProgress } from '../../app/useProgress.ts';
import { archive } from '../../strings/archive.ts';
import { Button } from '../../ui/Button.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';

/** How far a proof of the archive has come, while it is under way, and the way to end it. */
export function ProofProgress({
  command,
  label,
}: {
  readonly command: 'verifyArchive' | 'testRecords';
  readonly label: string;
}) {
  const progress = useProgress(command, true);
  const [isStopping, setIsStopping] = useState(false);
  const stop = () => {
    setIsStopping(true);
    void office.stopProof({});
  };
  return (
    <div className="archive-proof">
      <ProgressLine label={progress?.label ?? label} part={progress?.part ?? 0} whole={progress?.whole ?? 1} />
      <Button isBusy={isStopping} onClick={stop}>
        {isStopping ? archive.stoppingProof : archive.stopProof}
      </Button>
    </div>
  );
}
