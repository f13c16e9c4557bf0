import { useState } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { checksByHand } from '#shared/records/recordTest.ts';
import { announce, announceRefusal } from '../../../app/announcements.tsx';
import { office } from '../../../app/office.ts';
import { saveFiles } from '../../../app/saveFiles.ts';
import { useHasRole } from '../../../app/session.ts';
import { useAnswer } from '../../../app/useAnswer.ts';
import { records } from '../../../strings/records.ts';
import { momentText } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { ProofProgress } from '../ProofProgress.tsx';

/** 四性检测: made here, and every report of one with what is to be done about what failed. */
export function RecordTests({ isDue, asked }: { readonly isDue: boolean; readonly asked: number | undefined }) {
  const { value: tests, refusal } = useAnswer('record-tests', () => office.listRecordTests({}), ['issues']);
  const isArchivist = useHasRole('archivist');
  const [shown, setShown] = useState(asked);
  const [isBusy, setIsBusy] = useState(false);
  const number = shown ?? tests?.[0]?.number;
  const test = async () => {
    setIsBusy(true);
    const answer = await office.testRecords({ occasion: isDue ? 'due' : 'demand' });
    setIsBusy(false);
    if (!answer.ok) {
      return answer.details?.isStopped === true ? announce('ok', answer.message) : announceRefusal(answer);
    }
    const { items, failed } = answer.value;
    setShown(answer.value.number);
    if (failed === 0) announce('ok', records.testedWell(items));
    else announce('error', records.testedBadly(items, failed));
  };
  return (
    <>
      <div className="records-bar">
        {isArchivist && (
          <Button kind="primary" icon="check" isBusy={isBusy} onClick={test}>
            {records.testAll}
          </Button>
        )}
        {isBusy && <ProofProgress command="testRecords" label={records.testing} />}
      </div>
      <div className="records-body">
        {refusal && <Notice kind="error">{refusal.message}</Notice>}
        {isDue && <Notice kind="warn">{records.testsDue}</Notice>}
        {tests?.length === 0 && (
          <EmptyState icon="check" title={records.noTests}>
            {records.noTestsHint}
          </EmptyState>
        )}
        {number !== undefined && <Report key={number} number={number} />}
        {tests && tests.length > 0 && (
          <table className="records-table">
            <tbody>
              {tests.map((one) => (
                <tr key={one.number}>
                  <td className="records-number">
                    <Button kind="quiet" aria-pressed={one.number === number} onClick={() => setShown(one.number)}>
                      {records.testLine(one.number, records.occasions[one.occasion], one.isWhole)}
                    </Button>
                  </td>
                  <td>{momentText(one.at)}</td>
                  <td>{one.personName}</td>
                  <td className={one.failed > 0 ? 'records-failed' : ''}>
                    {records.testResult(one.items, one.failed)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </>
  );
}

function Report({ number }: { readonly number: number }) {
  const { value, refusal } = useAnswer(`record-test-${number}`, () => office.readRecordTest({ number }));
  const print = async () => {
    const answer = await office.printRecordTest({ number });
    if (!answer.ok) return announceRefusal(answer);
    await saveFiles({
      title: records.reportTitle(number),
      files: [{ name: `四性检测报告-${number}.pdf`, bytes: answer.value.pdf }],
    });
  };
  if (refusal) return <Notice kind="error">{refusal.message}</Notice>;
  if (!value) return null;
  return (
    <section className="records-card" aria-label={records.report(number)}>
      <div className="records-line">
        <h3>{records.report(number)}</h3>
        <span className={value.failed > 0 ? 'records-failed' : 'second'}>
          {records.testResult(value.items, value.failed)}
        </span>
        <Button icon="print" onClick={print}>
          {records.reportPrint}
        </Button>
      </div>
      {failedFirst(value.report)
        .slice(0, mostShown)
        .map((item) => (
          <ItemReport key={item.recordNumber} item={item} isOpen={value.items === 1} />
        ))}
      <p className="second">{records.byHand}</p>
      <ul className="second">
        {checksByHand.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

/** What failed stands first; thousands of items that hold are read on paper. */
const mostShown = 200;

type Item = CommandOutput<'readRecordTest'>['report'][number];

function hasFailed({ rules }: Item): boolean {
  return rules.some(({ isPassed }) => !isPassed);
}

function failedFirst(report: readonly Item[]): readonly Item[] {
  return [...report.filter(hasFailed), ...report.filter((item) => !hasFailed(item))];
}

function ItemReport({ item, isOpen }: { readonly item: Item; readonly isOpen: boolean }) {
  const isBad = hasFailed(item);
  return (
    <details open={isOpen || isBad}>
      <summary className={isBad ? 'records-failed' : ''}>
        {item.recordNumber}　{item.title}　{isBad ? records.failed : records.passed}
      </summary>
      <table className="records-table">
        <thead>
          <tr>
            {records.rules.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {item.rules.map(({ property, name, isPassed, evidence, remedy }) => (
            <tr key={name}>
              <td className="records-number">{records.properties[property]}</td>
              <td>{name}</td>
              <td className={isPassed ? 'records-number' : 'records-number records-failed'}>
                {isPassed ? records.passed : records.failed}
              </td>
              <td>
                {evidence}
                {remedy && <p>{records.remedy(remedy)}</p>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
