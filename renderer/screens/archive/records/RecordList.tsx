import { useRef, useState } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { type Retention, retentions } from '#shared/records/recordSettings.ts';
import { announce, announceRefusal } from '../../../app/announcements.tsx';
import { goTo } from '../../../app/navigation.ts';
import { office } from '../../../app/office.ts';
import { saveFiles } from '../../../app/saveFiles.ts';
import { useHasRole } from '../../../app/session.ts';
import { records } from '../../../strings/records.ts';
import { dayText } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { SelectField } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { testWords } from './testWords.ts';

/** 目录: every item by year and term, those without a number before it, and the way in for packages. */
export function RecordList({ list }: { readonly list: CommandOutput<'listRecords'> }) {
  const { items, unnumbered } = list;
  const isArchivist = useHasRole('archivist');
  const [year, setYear] = useState('');
  const [retention, setRetention] = useState<Retention>();
  const [isImporting, setIsImporting] = useState(false);
  const [told, setTold] = useState<{ readonly isSound: boolean; readonly lines: readonly string[] }>();
  const field = useRef<HTMLInputElement>(null);
  const years = [...new Set(items.map((item) => item.year))].toSorted((left, right) => right - left);
  const shown = items.filter(
    (item) => (year === '' || item.year === Number(year)) && (retention === undefined || item.retention === retention),
  );
  const print = async () => {
    if (year === '' || retention === undefined) return announce('info', records.chooseYear);
    const answer = await office.printRecordCatalogue({ year: Number(year), retention });
    if (!answer.ok) return announceRefusal(answer);
    const name = records.retentions[retention];
    await saveFiles({
      title: records.catalogueTitle(Number(year), name),
      files: [{ name: `归档文件目录-${year}-${name}.pdf`, bytes: answer.value.pdf }],
    });
  };
  const take = async (files: readonly File[]) => {
    setIsImporting(true);
    setTold(undefined);
    const lines: string[] = [];
    let isSound = true;
    for (const file of files) {
      const answer = await office.importRecord({ bytes: new Uint8Array(await file.arrayBuffer()) });
      if (answer.ok) {
        const { recordNumber, outcome } = answer.value;
        lines.push(outcome === 'taken' ? records.importedLine(recordNumber) : records.knownLine(recordNumber));
      } else {
        isSound = false;
        lines.push(records.refusedLine(file.name, answer.message));
      }
    }
    setIsImporting(false);
    setTold({ isSound, lines });
  };
  return (
    <>
      <div className="records-bar">
        <SelectField
          label={records.year}
          value={year}
          onValue={setYear}
          options={[
            { value: '', label: records.allYears },
            ...years.map((one) => ({ value: String(one), label: records.yearOf(one) })),
          ]}
        />
        <SelectField
          label={records.retention}
          value={retention ?? ''}
          onValue={(name) => setRetention(retentions.find((one) => one === name))}
          options={[
            { value: '', label: records.allRetentions },
            ...retentions.map((one) => ({ value: one, label: records.retentions[one] })),
          ]}
        />
        <Button icon="print" disabled={items.length === 0} onClick={print}>
          {records.catalogue}
        </Button>
        {isArchivist && (
          <Button icon="inbox" isBusy={isImporting} onClick={() => field.current?.click()}>
            {records.import}
          </Button>
        )}
        <span className="second small records-count" role="status">
          {isImporting ? records.importing : records.count(shown.length)}
        </span>
        <input
          ref={field}
          type="file"
          accept=".xml"
          multiple
          hidden
          aria-label={records.import}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = '';
            if (files.length > 0) take(files);
          }}
        />
      </div>
      <div className="records-body">
        {told && (
          <Notice kind={told.isSound ? 'ok' : 'error'}>
            {told.lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </Notice>
        )}
        {unnumbered.length > 0 && (
          <Notice kind="warn">
            <p>{records.unnumbered(unnumbered.length)}</p>
            {unnumbered.map(({ issueId, publicationName, numberText }) => (
              <Button key={issueId} kind="quiet" onClick={() => goTo({ place: 'archive', id: issueId })}>
                {publicationName + numberText}
              </Button>
            ))}
          </Notice>
        )}
        {items.length === 0 ? (
          <EmptyState icon="archive" title={records.empty}>
            {records.emptyHint}
          </EmptyState>
        ) : (
          <table className="records-table">
            <thead>
              <tr>
                {records.columns.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((item) => {
                const { recordNumber, issueId, title, dated, pages, lastYear, destroyedAt } = item;
                return (
                  <tr key={recordNumber}>
                    <td className="records-number">
                      {issueId === undefined ? (
                        recordNumber
                      ) : (
                        <Button kind="quiet" onClick={() => goTo({ place: 'archive', id: issueId })}>
                          {recordNumber}
                        </Button>
                      )}
                    </td>
                    <td>
                      {title}
                      {issueId === undefined && <span className="second small">　{records.imported}</span>}
                    </td>
                    <td className="records-number">{dayText(dated)}</td>
                    <td>{pages}</td>
                    <td>{records.until(records.retentions[item.retention], lastYear)}</td>
                    <td className={item.lastTest?.isPassed === false ? 'records-failed' : ''}>
                      {destroyedAt ? records.destroyed(dayText(destroyedAt.slice(0, 10))) : testWords(item)}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
      </div>
    </>
  );
}
