import { useState } from 'react';
import type { Unit } from '#shared/contract/registerCommands.ts';
import type { AdoptionRecord } from '#shared/contract/statisticsCommands.ts';
import { requestState } from '#shared/statistics/adoptionFacts.ts';
import { type AdoptionRecordEntry, recordKindNames } from '#shared/statistics/adoptionRecord.ts';
import { announce, announceRefusal, ask } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { saveFiles } from '../../app/saveFiles.ts';
import { useHasRole } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { statistics } from '../../strings/statistics.ts';
import { dayText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Badge, Notice } from '../../ui/Notice.tsx';
import { today } from '../marking/today.ts';
import { RecordDialog } from './RecordDialog.tsx';

const adding = [
  ['instruction', statistics.addInstruction],
  ['request', statistics.addRequest],
  ['outside', statistics.addOutside],
  ['fault', statistics.addFault],
] as const;

const requestKinds = { met: 'ok', late: 'warn', unmet: 'error', open: 'info' } as const;

/** 批示, 约稿, 上级采用 and 差错 as they were put down, the last first. */
export function RecordsTab() {
  const mayKeep = useHasRole('editor', 'archivist');
  const [open, setOpen] = useState<{ kind: AdoptionRecordEntry['kind']; record?: AdoptionRecord }>();
  const { value: records, refusal } = useAnswer('adoption-records', () => office.listAdoptionRecords({}), [
    'statistics',
  ]);
  const units = useAnswer('record-units', () => office.listUnits({}), ['units']).value ?? [];
  const manuscripts = useAnswer('record-manuscripts', () => office.listManuscripts({}), ['manuscripts']).value ?? [];
  const arrived = new Map(manuscripts.map(({ id, arrivedOn }) => [id, arrivedOn]));
  const withdraw = async ({ id }: AdoptionRecord) => {
    const reason = await ask({
      title: statistics.withdrawTitle,
      text: statistics.withdrawText,
      verb: statistics.withdraw,
      isDangerous: true,
      reasonLabel: statistics.withdrawReason,
    });
    if (reason === undefined) return;
    const answer = await office.withdrawAdoptionRecord({ id, reason });
    if (answer.ok) announce('ok', statistics.withdrawn);
    else announceRefusal(answer);
  };
  const seeScan = async ({ id }: AdoptionRecord) => {
    const answer = await office.readInstructionScan({ id });
    if (!answer.ok) return announceRefusal(answer);
    const { name, bytes } = answer.value;
    await saveFiles({ title: statistics.seeScan, files: [{ name, bytes }] });
  };
  return (
    <>
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
      {mayKeep && (
        <div className="statistics-tools">
          {adding.map(([kind, label]) => (
            <Button key={kind} icon="plus" onClick={() => setOpen({ kind })}>
              {label}
            </Button>
          ))}
        </div>
      )}
      {records?.length === 0 && (
        <EmptyState icon="file" title={statistics.noRecords}>
          {statistics.noRecordsHint}
        </EmptyState>
      )}
      {records && records.length > 0 && (
        <ul className="statistics-lines">
          {records.map((record) => (
            <li key={record.id}>
              <Badge kind="plain">{recordKindNames[record.entry.kind]}</Badge>
              <RecordText record={record} units={units} arrived={arrived} />
              {record.entry.kind === 'instruction' && record.entry.scan !== undefined && (
                <Button kind="quiet" onClick={() => seeScan(record)}>
                  {statistics.seeScan}
                </Button>
              )}
              {mayKeep && !record.isHidden && (
                <Button kind="quiet" onClick={() => setOpen({ kind: record.entry.kind, record })}>
                  {statistics.edit}
                </Button>
              )}
              {mayKeep && (
                <Button kind="quiet" onClick={() => withdraw(record)}>
                  {statistics.withdraw}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {open && <RecordDialog {...open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function RecordText({
  record: { entry, isHidden },
  units,
  arrived,
}: {
  readonly record: AdoptionRecord;
  readonly units: readonly Unit[];
  readonly arrived: ReadonlyMap<string, string>;
}) {
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const unitText = ('unitIds' in entry ? entry.unitIds : [entry.unitId]).map((id) => names.get(id) ?? id).join('、');
  switch (entry.kind) {
    case 'instruction':
      return (
        <p>
          {entry.title}
          <br />
          <span className="second small">
            {`${unitText}　${statistics.instructionLine(entry.level, isHidden ? statistics.hidden : entry.person, dayText(entry.day))}`}
          </span>
          {entry.text !== '' && (
            <>
              <br />
              <span>{entry.text}</span>
            </>
          )}
        </p>
      );
    case 'request': {
      const metOn = entry.manuscriptId === undefined ? undefined : arrived.get(entry.manuscriptId);
      const state = requestState(
        { dueOn: entry.dueOn, ...(metOn === undefined ? {} : { metOn }) },
        { until: today(), isOver: false },
      );
      return (
        <p>
          {entry.topic} <Badge kind={requestKinds[state]}>{statistics.requestStates[state]}</Badge>
          <br />
          <span className="second small">{`${unitText}　${statistics.dueLine(dayText(entry.dueOn))}`}</span>
        </p>
      );
    }
    case 'outside':
      return (
        <p>
          {entry.title}
          <br />
          <span className="second small">
            {`${unitText}　${statistics.instructionLine(entry.level, entry.publication, dayText(entry.day))}`}
          </span>
        </p>
      );
    case 'fault':
      return (
        <p>
          {entry.title}
          <br />
          <span className="second small">
            {`${unitText}　${statistics.instructionLine(entry.faultKind, entry.note, dayText(entry.day))}`}
          </span>
        </p>
      );
    default:
      return entry satisfies never;
  }
}
