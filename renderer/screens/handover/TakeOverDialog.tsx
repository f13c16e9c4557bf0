import { useState } from 'react';
import { ActDialog } from '../../app/ActDialog.tsx';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { joinWindow as strings } from '../../strings/joinWindow.ts';
import { TextArea, TextField } from '../../ui/Field.tsx';
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
  const isWhole = (text: string, isOptional: boolean) => (text === '' ? isOptional : /^\d{1,6}$/.test(text));
  const isReady =
    reason.trim() !== '' &&
    /^\d{4}$/.test(year) &&
    isWhole(serial, false) &&
    isWhole(supplement, true) &&
    isWhole(running, true);
  const takeOver = () => {
    const regular = { series: 'regular' as const, year: Number(year), serial: Number(serial) };
    return office.takeOverNumbering({
      publicationId,
      reason: reason.trim(),
      last: [
        running === '' ? regular : { ...regular, running: Number(running) },
        ...(supplement === ''
          ? []
          : [{ series: 'supplement' as const, year: Number(year), serial: Number(supplement) }]),
      ],
    });
  };
  const problem = (text: string, isOptional: boolean) =>
    text === '' || isWhole(text, isOptional) ? undefined : strings.numberWrong;
  return (
    <ActDialog
      title={strings.takeOverTitle(publicationName)}
      text={strings.takeOverText}
      verb={strings.takeOverVerb}
      isDangerous
      isReady={isReady}
      act={takeOver}
      onDone={() => announce('ok', strings.takenOverNumbering)}
      onClose={onClose}
    >
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
    </ActDialog>
  );
}
