import { useState } from 'react';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { joinWindow as strings } from '../../strings/joinWindow.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextArea, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { NumberingDialogProps } from './GiveNumberingDialog.tsx';
import './Machines.css';

/** Numbers are granted here again after the machine that granted them was lost, after the last that is known. */
export function TakeOverDialog({ duty, onClose }: NumberingDialogProps) {
  const { publicationId, publicationName } = duty;
  const [reason, setReason] = useState('');
  const [year, setYear] = useState(String(new Date().getFullYear()));
  const [serial, setSerial] = useState('');
  const [supplement, setSupplement] = useState('');
  const [running, setRunning] = useState('');
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const isWhole = (text: string, isOptional: boolean) => (text === '' ? isOptional : /^\d{1,6}$/.test(text));
  const isReady =
    reason.trim() !== '' &&
    /^\d{4}$/.test(year) &&
    isWhole(serial, false) &&
    isWhole(supplement, true) &&
    isWhole(running, true);
  const takeOver = async () => {
    if (!isReady || isBusy) return;
    setRefused(undefined);
    setIsBusy(true);
    const regular = { series: 'regular' as const, year: Number(year), serial: Number(serial) };
    const answer = await office.takeOverNumbering({
      publicationId,
      reason: reason.trim(),
      last: [
        running === '' ? regular : { ...regular, running: Number(running) },
        ...(supplement === ''
          ? []
          : [{ series: 'supplement' as const, year: Number(year), serial: Number(supplement) }]),
      ],
    });
    setIsBusy(false);
    if (!answer.ok) return setRefused(answer.message);
    announce('ok', strings.takenOverNumbering);
    onClose();
  };
  const problem = (text: string, isOptional: boolean) =>
    text === '' || isWhole(text, isOptional) ? undefined : strings.numberWrong;
  return (
    <Dialog
      title={strings.takeOverTitle(publicationName)}
      onClose={() => !isBusy && onClose()}
      onSubmit={takeOver}
      actions={
        <>
          <Button onClick={onClose} disabled={isBusy}>
            {words.cancel}
          </Button>
          <Button kind="danger" disabled={!isReady} isBusy={isBusy} onClick={takeOver}>
            {strings.takeOverVerb}
          </Button>
        </>
      }
    >
      <p>{strings.takeOverText}</p>
      <div className="machine-two">
        <TextField label={strings.year} inputMode="numeric" value={year} onValue={setYear} />
        <TextField
          label={strings.serial}
          inputMode="numeric"
          value={serial}
          error={problem(serial, false)}
          onValue={setSerial}
        />
        <TextField
          label={strings.supplement}
          inputMode="numeric"
          value={supplement}
          error={problem(supplement, true)}
          onValue={setSupplement}
        />
        <TextField
          label={strings.running}
          inputMode="numeric"
          value={running}
          error={problem(running, true)}
          onValue={setRunning}
        />
      </div>
      <TextArea label={strings.takeOverReason} rows={2} value={reason} onValue={setReason} />
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}
