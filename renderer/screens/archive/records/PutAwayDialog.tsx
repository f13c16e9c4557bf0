import { useState } from 'react';
import type { ArchivedIssue } from '#shared/contract/archiveCommands.ts';
import { type Retention, retentions } from '#shared/records/recordSettings.ts';
import { announce } from '../../../app/announcements.tsx';
import { office } from '../../../app/office.ts';
import { useAnswer } from '../../../app/useAnswer.ts';
import { archive } from '../../../strings/archive.ts';
import { records } from '../../../strings/records.ts';
import { words } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { SelectField } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';

/** 归档: puts a printed issue into the archive, for a term where numbers are given. */
export function PutAwayDialog({ issue, onClose }: { readonly issue: ArchivedIssue; readonly onClose: () => void }) {
  const { issueId: id, numberText } = issue;
  const { value } = useAnswer('record-settings', () => office.readRecordSettings({}), ['issues']);
  const [chosen, setChosen] = useState<Retention>();
  const [isBusy, setIsBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const settings = value?.settings;
  const retention = chosen ?? settings?.retention;
  const putAway = async () => {
    if (!value || isBusy) return;
    setIsBusy(true);
    const answer = await office.archiveIssue({ id, ...(retention ? { retention } : {}) });
    setIsBusy(false);
    if (!answer.ok) return setRefused(answer.message);
    announce('ok', archive.archived(numberText));
    onClose();
  };
  return (
    <Dialog
      title={archive.archiveTitle(numberText)}
      onClose={onClose}
      onSubmit={putAway}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" disabled={!value} isBusy={isBusy} onClick={putAway}>
            {archive.archive}
          </Button>
        </>
      }
    >
      {refused && <Notice kind="error">{refused}</Notice>}
      <p>{archive.archiveText}</p>
      {settings && retention && (
        <>
          <SelectField
            label={records.retention}
            value={retention}
            onValue={(name) => setChosen(retentions.find((one) => one === name))}
            options={retentions.map((one) => ({ value: one, label: records.retentions[one] }))}
          />
          <p className="second">{records.putAwayHint}</p>
        </>
      )}
      {value && !settings && <p className="second">{records.putAwayUnnumbered}</p>}
    </Dialog>
  );
}
