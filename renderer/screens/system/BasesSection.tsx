import { useState } from 'react';
import type { BaseVerdict } from '#shared/contract/backupCommands.ts';
import { announceRefusal } from '../../app/announcements.tsx';
import { checkBases, lastCheck } from '../../app/baseChecks.ts';
import { forgetSession, useSignedIn } from '../../app/session.ts';
import { useStore } from '../../app/store.ts';
import { baseCheck as strings } from '../../strings/baseCheck.ts';
import { momentText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RestoreDialog } from '../restore/RestoreDialog.tsx';
import { SalvageDialog } from './SalvageDialog.tsx';
import { SalvagedTables } from './SalvagedTables.tsx';
import './BackupSection.css';

/** 数据检查: whether the bases are whole, what can be read where they are not, and the remedy for each fault. */
export function BasesSection() {
  const check = useStore(lastCheck);
  const { person } = useSignedIn();
  const [isBusy, setIsBusy] = useState(false);
  const [open, setOpen] = useState<'restore' | 'salvage'>();
  const run = async () => {
    setIsBusy(true);
    const answer = await checkBases('full');
    setIsBusy(false);
    if (!answer.ok) announceRefusal(answer);
  };
  const close = () => setOpen(undefined);
  const faulty = check?.bases.filter(({ faults }) => faults.length > 0) ?? [];
  const remedies = [...new Set(faulty.map(({ remedy }) => remedy))];
  return (
    <>
      <div className="system-card">
        <p>{strings.intro}</p>
        {!person.readsContent && <p className="second">{strings.contentClosed}</p>}
        {check && <p>{check.lastFull ? strings.lastFull(momentText(check.lastFull)) : strings.neverFull}</p>}
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
          {remedies.map((remedy) => remedy !== 'none' && <p key={remedy}>{strings.remedies[remedy]}</p>)}
          <div className="backup-actions">
            <Button icon="history" onClick={() => setOpen('restore')}>
              {strings.restore}
            </Button>
            {remedies.includes('salvage') && (
              <Button kind="danger" onClick={() => setOpen('salvage')}>
                {strings.salvage}
              </Button>
            )}
          </div>
        </div>
      )}
      {open === 'restore' && <RestoreDialog onClose={close} onRestored={forgetSession} />}
      {open === 'salvage' && <SalvageDialog personId={person.id} onClose={close} />}
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
