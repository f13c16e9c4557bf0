import { useState } from 'react';
import { type RecordItem, recordMedia } from '#shared/contract/recordCommands.ts';
import { office } from '../../../app/office.ts';
import { saveFiles } from '../../../app/saveFiles.ts';
import { records } from '../../../strings/records.ts';
import { words } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { CheckField, SelectField, TextField } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { useExport } from '../../tickets/useExport.tsx';

const leastPassphrase = 12;

/** Where a package goes: to a medium that is locked or watched, or into an envelope with a passphrase. */
export function ExportRecordDialog({ item, onClose }: { readonly item: RecordItem; readonly onClose: () => void }) {
  const { recordNumber, issueId } = item;
  const [medium, setMedium] = useState<(typeof recordMedia)[number]>('encrypted');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [isUnderstood, setIsUnderstood] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const isEnvelope = medium === 'envelope';
  const isReady = isEnvelope ? passphrase.length >= leastPassphrase && passphrase === again : isUnderstood;
  const take = async (ticketId?: string) => {
    setRefused(undefined);
    setIsBusy(true);
    const answer = await office.exportRecord({
      recordNumber,
      medium,
      ...(isEnvelope ? { passphrase } : {}),
      ...(ticketId === undefined ? {} : { ticketId }),
    });
    setIsBusy(false);
    if (!answer.ok) {
      setRefused(answer.message);
      return undefined;
    }
    const saved = await saveFiles({ title: records.exportTitle(recordNumber), files: [answer.value.file] });
    if (saved !== undefined) onClose();
    return saved;
  };
  const exporting = useExport(issueId ?? '', take);
  const begin = () => {
    if (!isReady) return;
    if (issueId === undefined) take();
    else exporting.begin();
  };
  return (
    <Dialog
      title={records.exportTitle(recordNumber)}
      onClose={onClose}
      onSubmit={begin}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" disabled={!isReady} isBusy={isBusy} onClick={begin}>
            {records.save}
          </Button>
        </>
      }
    >
      <Notice kind="warn">{records.warning}</Notice>
      {refused && <Notice kind="error">{refused}</Notice>}
      <SelectField
        label={records.medium}
        value={medium}
        onValue={(name) => setMedium(recordMedia.find((one) => one === name) ?? 'encrypted')}
        options={recordMedia.map((one) => ({ value: one, label: records.media[one] }))}
      />
      {isEnvelope ? (
        <>
          <TextField
            label={records.passphrase}
            hint={records.passphraseHint}
            type="password"
            maxLength={200}
            value={passphrase}
            onValue={setPassphrase}
          />
          <TextField
            label={records.passphraseAgain}
            type="password"
            maxLength={200}
            value={again}
            onValue={setAgain}
            error={again !== '' && again !== passphrase ? records.passphraseDiffers : undefined}
          />
        </>
      ) : (
        <CheckField label={records.isUnderstood} isChecked={isUnderstood} onChecked={setIsUnderstood} />
      )}
      {exporting.gate}
    </Dialog>
  );
}
