import { useState } from 'react';
import {
  maskFault,
  RecordSettings,
  type Retention,
  recordNumber,
  retentions,
  usualMask,
} from '#shared/records/recordSettings.ts';
import { announce, announceRefusal } from '../../../app/announcements.tsx';
import { office } from '../../../app/office.ts';
import { useHasRole } from '../../../app/session.ts';
import { useAnswer } from '../../../app/useAnswer.ts';
import { records } from '../../../strings/records.ts';
import { words } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { SelectField, TextField } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import './Records.css';

/** 档案设置: 全宗, 档号 with its example, terms and tests; set by the archivist. */
export function RecordSettingsSection() {
  const { value, refusal } = useAnswer('record-settings', () => office.readRecordSettings({}), ['issues']);
  const isArchivist = useHasRole('archivist');
  if (refusal) return <Notice kind="error">{refusal.message}</Notice>;
  if (!value) return null;
  if (isArchivist) return <SettingsForm settings={value.settings} />;
  return (
    <div className="system-card">
      {value.example && <p>{records.example(value.example)}</p>}
      <p className="second">{value.settings ? records.settingsOthers : records.noSettings}</p>
    </div>
  );
}

type Draft = Readonly<Record<TextName, string>> & { readonly retention: Retention };
type TextName =
  | 'fonds'
  | 'fondsName'
  | 'organization'
  | 'archivesName'
  | 'archivesCode'
  | 'category'
  | 'division'
  | 'permanent'
  | 'thirty'
  | 'ten'
  | 'itemDigits'
  | 'mask'
  | 'testMonths'
  | 'draftYears';

function draftOf(settings: RecordSettings | undefined): Draft {
  const { permanent = 'Y', thirty = 'D30', ten = 'D10' } = settings?.retentionCodes ?? {};
  return {
    fonds: settings?.fonds ?? '',
    fondsName: settings?.fondsName ?? '',
    organization: settings?.organization ?? '',
    archivesName: settings?.archivesName ?? '',
    archivesCode: settings?.archivesCode ?? '',
    category: settings?.category ?? 'WS',
    division: settings?.division ?? 'BGS',
    permanent,
    thirty,
    ten,
    itemDigits: String(settings?.itemDigits ?? 4),
    mask: settings?.mask ?? usualMask,
    testMonths: String(settings?.testMonths ?? 12),
    draftYears: String(settings?.draftYears ?? 5),
    retention: settings?.retention ?? 'permanent',
  };
}

function settingsOf({ permanent, thirty, ten, itemDigits, testMonths, draftYears, ...rest }: Draft) {
  const number = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text) : undefined);
  return RecordSettings.safeParse({
    ...rest,
    retentionCodes: { permanent, thirty, ten },
    itemDigits: number(itemDigits),
    testMonths: number(testMonths),
    draftYears: number(draftYears),
  });
}

function SettingsForm({ settings }: { readonly settings: RecordSettings | undefined }) {
  const [draft, setDraft] = useState(() => draftOf(settings));
  const read = settingsOf(draft);
  const wrong = new Map(read.success ? [] : read.error.issues.map(({ path }) => [path.join('.'), true] as const));
  const save = async () => {
    if (!read.success) return;
    const answer = await office.saveRecordSettings({ settings: read.data });
    if (answer.ok) announce('ok', records.saved);
    else announceRefusal(answer);
  };
  const field = (name: TextName, label: string, error: string, path: string = name, hint?: string) => (
    <TextField
      label={label}
      {...(hint === undefined ? {} : { hint })}
      value={draft[name]}
      onValue={(value) => setDraft({ ...draft, [name]: value })}
      error={wrong.has(path) && draft[name] !== '' ? error : undefined}
      maxLength={100}
    />
  );
  const year = new Date().getFullYear();
  return (
    <form
      className="system-card"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <p className="second">{records.settingsHint}</p>
      <div className="system-three">
        {field('fonds', records.fonds, records.codeWrong, 'fonds', records.fondsHint)}
        {field('fondsName', records.fondsName, records.required)}
        {field('organization', records.organization, records.required)}
        {field('archivesName', records.archivesName, records.required)}
        {field('archivesCode', records.archivesCode, records.codeWrong)}
        {field('category', records.category, records.codeWrong)}
        {field('division', records.division, records.codeWrong)}
        {retentions.map((one) => (
          <div key={one}>
            {field(one, `${records.codes}：${records.retentions[one]}`, records.codeWrong, `retentionCodes.${one}`)}
          </div>
        ))}
      </div>
      {wrong.has('retentionCodes') && <Notice kind="error">{records.sameCodes}</Notice>}
      {field('mask', records.mask, maskFault(draft.mask) ?? records.codeWrong, 'mask', records.maskHint)}
      <div className="system-three">
        {field('itemDigits', records.itemDigits, records.between(3, 6))}
        {field('testMonths', records.testMonths, records.between(1, 60))}
        {field('draftYears', records.draftYears, records.between(1, 30), 'draftYears', records.draftHint)}
        <SelectField
          label={records.defaultRetention}
          value={draft.retention}
          onValue={(name) => setDraft({ ...draft, retention: retentions.find((one) => one === name) ?? 'permanent' })}
          options={retentions.map((one) => ({ value: one, label: records.retentions[one] }))}
        />
      </div>
      {read.success && (
        <p role="status">{records.example(recordNumber(read.data, { ...read.data, year, serial: 1 }))}</p>
      )}
      <div>
        <Button kind="primary" type="submit" disabled={!read.success}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}
