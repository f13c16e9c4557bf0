import { useState } from 'react';
import type { BaseVerdict } from '#shared/contract/backupCommands.ts';
import { announceRefusal } from '../../app/announcements.tsx';
import { checkBases, lastCheck } from '../../app/baseChecks.ts';
import { useSignedIn } from '../../app/session.ts';
import { useStore } from '../../app/store.ts';
import { baseCheck as strings } from '../../strings/baseCheck.ts';
import { momentText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SalvageDialog } from './SalvageDialog.tsx';
import { SalvagedTables } from './SalvagedTables.tsx';

/** 数据检查: whether the bases are whole, what can be read where they are not, and the way to save it. */
export function BasesSection() {
  const check = useStore(lastCheck);
  const { person } = useSignedIn();
  const [isBusy, setIsBusy] = useState(false);
  const [isSalvaging, setIsSalvaging] = useState(false);
  const run = async () => {
    setIsBusy(true);
    const answer = await checkBases('full');
    setIsBusy(false);
    if (!answer.ok) announceRefusal(answer);
  };
  const faulty = check?.bases.filter(({ faults }) => faults.length > 0) ?? [];
  return (
    <>
      <div className="system-card">
        <p>{strings.intro}</p>
        {!person.readsContent && <p className="second">{strings.contentClosed}</p>}
        <div>
          <Button icon="check" isBusy={isBusy} onClick={run}>
            {strings.check}
          </Button>
        </div>
        {isBusy && <p role="status">{strings.checking}</p>}
        {!isBusy && check && faulty.length === 0 && (
          <Notice kind="ok">{strings.whole(momentText(check.checkedAt))}</Notice>
        )}
      </div>
      {faulty.map((verdict) => (
        <Faulty key={verdict.base} verdict={verdict} />
      ))}
      {faulty.length > 0 && (
        <div className="system-card">
          <p>{strings.advice}</p>
          <div>
            <Button kind="danger" onClick={() => setIsSalvaging(true)}>
              {strings.salvage}
            </Button>
          </div>
        </div>
      )}
      {isSalvaging && <SalvageDialog personId={person.id} onClose={() => setIsSalvaging(false)} />}
    </>
  );
}

function Faulty({ verdict: { base, faults, tables } }: { readonly verdict: BaseVerdict }) {
  return (
    <div className="system-card">
      <Notice kind="error">{strings.fault(strings.names[base], faults.join('，'))}</Notice>
      {tables.length > 0 && <SalvagedTables tables={tables} />}
    </div>
  );
}
