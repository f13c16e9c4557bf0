import { useRef } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { handover as strings } from '../../strings/handover.ts';
import { momentText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Badge, Notice } from '../../ui/Notice.tsx';
import { reasonText } from './packageLines.ts';

type Recorded = CommandOutput<'listRecordedPackages'>[number];

const pageRows = 50;
const mostAtOnce = 500;

/** 交接记录 as the audit has it, for those who oversee and may read no issues. */
export function RecordedPackages() {
  const wanted = useRef(pageRows);
  const { value, refusal, isLoading, reload } = useAnswer('recorded-packages', () =>
    office.listRecordedPackages({ most: wanted.current }),
  );
  const older = () => {
    wanted.current = Math.min(mostAtOnce, wanted.current + pageRows);
    reload();
  };
  return (
    <section className="machine-shares" aria-label={strings.recorded}>
      <h3>{strings.recorded}</h3>
      <p className="second small">{value?.length === 0 ? strings.recordedNone : strings.recordedHint}</p>
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
      {value && value.length > 0 && (
        <ul className="system-rows">
          {value.map((one) => (
            <li key={one.number} className="system-row">
              <div className="system-row-main">
                <p className="machine-head">
                  <Badge kind="plain">{strings.directions[one.direction]}</Badge>
                  {one.kind !== undefined && <strong>{strings.kinds[one.kind]}</strong>}
                  <span>{one.machineNames.map((name) => strings.machineOf(name, undefined)).join('、')}</span>
                </p>
                <p className="second small">{linesOf(one).join('　')}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
      {value && value.length >= wanted.current && wanted.current < mostAtOnce && (
        <div>
          <Button isBusy={isLoading} onClick={older}>
            {strings.older}
          </Button>
        </div>
      )}
    </section>
  );
}

function linesOf({ at, personName, medium, ticketNumber, issueId, receiptAt, direction, reason }: Recorded): string[] {
  return [
    strings.by(momentText(at), personName),
    strings.medium(medium),
    ...(ticketNumber === undefined ? [] : [strings.ticket(ticketNumber)]),
    ...(issueId === undefined ? [] : [strings.recordedIssue(issueId)]),
    ...(receiptAt === undefined ? [] : [strings.recordedReceipt(momentText(receiptAt))]),
    ...(direction === 'refused' ? [strings.because(reasonText(reason))] : []),
  ];
}
