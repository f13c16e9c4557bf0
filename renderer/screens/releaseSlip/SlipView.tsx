import { useState } from 'react';
import type { IssueSummary } from '#shared/contract/issueCommands.ts';
import { announce, announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { saveFiles } from '../../app/saveFiles.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { PagePreview } from '../../preview/PagePreview.tsx';
import { releaseSlip } from '../../strings/releaseSlip.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PrintDialog } from '../print/PrintDialog.tsx';
import { SignatureDialog } from './SignatureDialog.tsx';
import './SlipView.css';

export interface SlipViewProps {
  readonly issue: Pick<IssueSummary, 'id' | 'publicationName' | 'numberText'>;
  /** Changes whenever the slip may say something else. */
  readonly version: string;
}

/** 发稿单 of an issue as it would print now, or as it was frozen, with what can be done with it. */
export function SlipView({ issue, version }: SlipViewProps) {
  const { id, publicationName, numberText } = issue;
  const [open, setOpen] = useState<'print' | 'signature'>();
  const [settings, setSettings] = useState(0);
  const slip = useAnswer(`slip-${id}-${version}-${settings}`, () => office.readReleaseSlip({ id }));
  const save = async () => {
    const answer = await office.readReleaseSlip({ id });
    if (!answer.ok) return announceRefusal(answer);
    const name = releaseSlip.fileName(publicationName, numberText);
    const files = [{ name, bytes: new Uint8Array(answer.value.pdf) }];
    const path = await saveFiles({ title: releaseSlip.saveTitle, files });
    if (path !== undefined) announce('ok', releaseSlip.saved(path));
  };
  if (slip.refusal) return <Notice kind="error">{slip.refusal.message}</Notice>;
  const isMade = slip.value !== undefined && !slip.isLoading;
  const note = slip.value?.isFrozen ? releaseSlip.frozenNote : releaseSlip.openNote;
  return (
    <div className="slip">
      <div className="slip-tools">
        <Button icon="print" disabled={!isMade} onClick={() => setOpen('print')}>
          {releaseSlip.print}
        </Button>
        <Button kind="quiet" icon="export" disabled={!isMade} onClick={save}>
          {releaseSlip.save}
        </Button>
        <Button kind="quiet" onClick={() => setOpen('signature')}>
          {releaseSlip.signature}
        </Button>
      </div>
      <PagePreview
        pdf={slip.value?.pdf}
        label={releaseSlip.slip}
        note={<span role="status">{isMade ? note : releaseSlip.making}</span>}
        empty={releaseSlip.making}
      />
      {open === 'print' && <PrintDialog issue={issue} part="slip" onClose={() => setOpen(undefined)} onExport={save} />}
      {open === 'signature' && (
        <SignatureDialog onClose={() => setOpen(undefined)} onChange={() => setSettings(settings + 1)} />
      )}
    </div>
  );
}
