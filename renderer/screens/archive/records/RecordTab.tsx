import { useState } from 'react';
import type { ArchivedIssue } from '#shared/contract/archiveCommands.ts';
import type { RecordItem } from '#shared/contract/recordCommands.ts';
import { type Retention, retentions } from '#shared/records/recordSettings.ts';
import { announce, announceRefusal } from '../../../app/announcements.tsx';
import { goTo } from '../../../app/navigation.ts';
import { office } from '../../../app/office.ts';
import { saveFiles } from '../../../app/saveFiles.ts';
import { useHasRole } from '../../../app/session.ts';
import { useAnswer } from '../../../app/useAnswer.ts';
import { records } from '../../../strings/records.ts';
import { dayText, momentText } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { SelectField } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { CorrectionDialog } from './CorrectionDialog.tsx';
import { ExportRecordDialog } from './ExportRecordDialog.tsx';
import { testWords } from './testWords.ts';
import './Records.css';

/** What a signed issue is in the archive: its number and terms, its tests, its package, and the corrections of it. */
export function RecordTab({ issue }: { readonly issue: ArchivedIssue }) {
  const { issueId } = issue;
  const { value, refusal } = useAnswer(`record-${issueId}`, () => office.readRecord({ issueId }), ['issues']);
  const isArchivist = useHasRole('archivist');
  const isEditor = useHasRole('editor');
  const [isCorrecting, setIsCorrecting] = useState(false);
  if (refusal) return <Notice kind="error">{refusal.message}</Notice>;
  if (!value) return null;
  const { item, correctedBy, corrects } = value;
  const shown = [
    ...correctedBy.map((one) => ({ ...one, text: records.correctedBy(one.publicationName + one.numberText) })),
    ...corrects.map((one) => ({ ...one, text: records.corrects(one.publicationName + one.numberText) })),
  ];
  return (
    <div className="archive-sheet">
      {item ? (
        <ItemFacts item={item} isArchivist={isArchivist} />
      ) : (
        <Unnumbered issue={issue} isArchivist={isArchivist} />
      )}
      <h3>{records.corrections}</h3>
      {shown.length === 0 && <p className="second">{records.noCorrections}</p>}
      {shown.map(({ issueId: other, text, note, personName, at }) => (
        <Notice
          key={other}
          kind="warn"
          action={
            <Button kind="quiet" onClick={() => goTo({ place: 'archive', id: other })}>
              {text}
            </Button>
          }
        >
          {note}
          <span className="second small">
            　{personName} {momentText(at)}
          </span>
        </Notice>
      ))}
      {(isArchivist || isEditor) && issue.state !== 'void' && (
        <div>
          <Button onClick={() => setIsCorrecting(true)}>{records.correct}</Button>
        </div>
      )}
      {isCorrecting && <CorrectionDialog issue={issue} onClose={() => setIsCorrecting(false)} />}
    </div>
  );
}

function ItemFacts({ item, isArchivist }: { readonly item: RecordItem; readonly isArchivist: boolean }) {
  const { recordNumber, title, documentNumber, organ, dated, pages, retention, lastYear, archivedAt, destroyedAt } =
    item;
  const [isExporting, setIsExporting] = useState(false);
  const [isTesting, setIsTesting] = useState(false);
  const { facts } = records;
  const rows = [
    [facts.number, recordNumber],
    [facts.title, title],
    [facts.documentNumber, documentNumber],
    [facts.organ, organ],
    [facts.dated, dayText(dated)],
    [facts.pages, String(pages)],
    [facts.retention, records.until(records.retentions[retention], lastYear)],
    [facts.archived, momentText(archivedAt)],
    [facts.test, testWords(item)],
  ] as const;
  const test = async () => {
    setIsTesting(true);
    const answer = await office.testRecords({ recordNumber });
    setIsTesting(false);
    if (!answer.ok) return announceRefusal(answer);
    const { items, failed, number } = answer.value;
    if (failed === 0) announce('ok', records.testedWell(items));
    else {
      announce('error', records.testedBadly(items, failed));
      goTo({ place: 'archive', id: 'records', part: `test ${number}` });
    }
  };
  const stamp = async () => {
    const answer = await office.printRecordStamp({ recordNumber });
    if (!answer.ok) return announceRefusal(answer);
    await saveFiles({
      title: records.stampTitle,
      files: [{ name: `${recordNumber}-归档章.pdf`, bytes: answer.value.pdf }],
    });
  };
  return (
    <>
      <p className="second">{records.immutable}</p>
      {destroyedAt && <Notice kind="warn">{records.destroyed(dayText(destroyedAt.slice(0, 10)))}</Notice>}
      <dl className="records-facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="records-line">
        {isArchivist && !destroyedAt && (
          <>
            <Button icon="export" onClick={() => setIsExporting(true)}>
              {records.export}
            </Button>
            <Button icon="check" isBusy={isTesting} onClick={test}>
              {records.test}
            </Button>
          </>
        )}
        <Button icon="print" title={records.stampHint} onClick={stamp}>
          {records.stamp}
        </Button>
      </div>
      {isExporting && <ExportRecordDialog item={item} onClose={() => setIsExporting(false)} />}
    </>
  );
}

function Unnumbered({ issue, isArchivist }: { readonly issue: ArchivedIssue; readonly isArchivist: boolean }) {
  const { value } = useAnswer('record-settings', () => office.readRecordSettings({}), ['issues']);
  const [chosen, setChosen] = useState<Retention>();
  const [isBusy, setIsBusy] = useState(false);
  if (!value) return null;
  if (!value.settings) return <p className="second">{records.noSettings}</p>;
  if (issue.state !== 'archived') return <p className="second">{records.notArchived}</p>;
  const retention = chosen ?? value.settings.retention;
  const register = async () => {
    setIsBusy(true);
    const answer = await office.registerRecord({ issueId: issue.issueId, retention });
    setIsBusy(false);
    if (answer.ok) announce('ok', records.registered(answer.value.recordNumber));
    else announceRefusal(answer);
  };
  return (
    <>
      <p>{records.noNumber}</p>
      {isArchivist && (
        <div className="records-line">
          <SelectField
            label={records.retention}
            value={retention}
            onValue={(name) => setChosen(retentions.find((one) => one === name))}
            options={retentions.map((one) => ({ value: one, label: records.retentions[one] }))}
          />
          <Button kind="primary" isBusy={isBusy} onClick={register}>
            {records.register}
          </Button>
        </div>
      )}
    </>
  );
}
