import type { CommandOutput } from '#shared/contract/contract.ts';
import type { AwaitedPaper, WholeIssue } from '#shared/contract/issueCommands.ts';
import type { Asked } from '../../app/useAnswer.ts';
import { paperSignOff } from '../../strings/paperSignOff.ts';
import { releaseSlip } from '../../strings/releaseSlip.ts';
import { words } from '../../strings/words.ts';
import { Notice } from '../../ui/Notice.tsx';
import { SlipView } from '../releaseSlip/SlipView.tsx';
import { ScanView } from './ScanView.tsx';

export type ReadPaper = CommandOutput<'readPaperSignOff'>;

export interface PaperSheetsProps {
  readonly issue: WholeIssue;
  readonly paper: AwaitedPaper;
  readonly read: Asked<ReadPaper>;
}

/** The scan beside the slip as the program fills it, so that one is held against the other. */
export function PaperSheets({ issue, paper, read }: PaperSheetsProps) {
  const { value, refusal } = read;
  const name = paperSignOff.scanOf(paper.signerName);
  return (
    <div className="paper-sheets">
      <section className="paper-sheet" aria-label={paperSignOff.scan}>
        <h3>{name}</h3>
        {refusal && <Notice kind="error">{refusal.message}</Notice>}
        {!value && !refusal && <p className="second">{words.loading}</p>}
        {value && <ScanView mime={value.mime} bytes={value.scan} name={name} />}
      </section>
      <section className="paper-sheet" aria-label={releaseSlip.slip}>
        <SlipView issue={issue.summary} version={`${issue.contentHash}-${issue.steps.length}`} />
      </section>
    </div>
  );
}
