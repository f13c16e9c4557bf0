import { useDeferredValue, useState } from 'react';
import type { AuditFilter } from '#shared/contract/auditCommands.ts';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { saveFiles } from '../../app/saveFiles.ts';
import { useHasRole } from '../../app/session.ts';
import { audit } from '../../strings/audit.ts';
import { auditActions, system } from '../../strings/system.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { AuditFilterFields, type AuditSought, filterOf, nothingSought } from './AuditFilterFields.tsx';
import { AuditTable } from './AuditTable.tsx';
import { SealPanel } from './SealPanel.tsx';
import { useAuditNames } from './useAuditNames.ts';
import { useAuditPages } from './useAuditPages.ts';

type Verdict = CommandOutput<'verifyAudit'>;
type Chain = AuditFilter['chain'];

const chainNames: Readonly<Record<Chain, string>> = { register: system.auditRegister, content: system.auditContent };

/** Both chains for the auditor, newest first: found, read in sentences, exported and proved. */
export function AuditSection() {
  const isAuditor = useHasRole('auditor');
  return isAuditor ? <Audit /> : <EmptyState icon="lock" title={system.auditOnly} />;
}

function Audit() {
  const [chain, setChain] = useState<Chain>('register');
  const [sought, setSought] = useState<AuditSought>(nothingSought);
  const [verdict, setVerdict] = useState<Verdict>();
  const [busy, setBusy] = useState<'verify' | 'export'>();
  const names = useAuditNames();
  // Typing goes before looking.
  const filter: AuditFilter = { chain, ...filterOf(useDeferredValue(sought), names) };
  const pages = useAuditPages(filter);
  const verify = async () => {
    setBusy('verify');
    const answer = await office.verifyAudit({});
    setBusy(undefined);
    if (!answer.ok) return announceRefusal(answer);
    setVerdict(answer.value);
    pages.reload();
  };
  const exportFound = async () => {
    setBusy('export');
    const answer = await office.exportAudit({ ...filter, actionNames: auditActions });
    setBusy(undefined);
    if (!answer.ok) return announceRefusal(answer);
    const { folderName, files } = answer.value;
    await saveFiles({ title: audit.exportTitle, folderName, files: files as Saved });
    pages.reload();
  };
  return (
    <>
      <AuditFilterFields sought={sought} onSought={setSought} names={names} />
      <div className="system-line">
        <span className="second" role="status">
          {pages.count !== undefined && audit.count(pages.count)}
        </span>
        <Button icon="export" isBusy={busy === 'export'} disabled={!pages.count} onClick={exportFound}>
          {audit.exportVerb}
        </Button>
        <Button icon="check" isBusy={busy === 'verify'} onClick={verify}>
          {system.verifyAudit}
        </Button>
      </div>
      {verdict && <AuditVerdict verdict={verdict} />}
      <SealPanel onDone={pages.reload} />
      <Tabs
        label={system.audit}
        tabs={(['register', 'content'] as const).map((key) => ({ key, label: chainNames[key] }))}
        chosen={chain}
        onChoose={setChain}
      >
        {pages.count === 0 ? (
          <p className="pane-body second">{audit.none}</p>
        ) : (
          <AuditTable key={JSON.stringify(filter)} label={audit.table(chainNames[chain])} pages={pages} names={names} />
        )}
      </Tabs>
    </>
  );
}

/** Bytes that have crossed to the window are its own. */
type Saved = readonly { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[];

function AuditVerdict({ verdict }: { readonly verdict: Verdict }) {
  const faults = (['register', 'content'] as const).flatMap((chain) => {
    const { broken, keptHead } = verdict[chain];
    if (broken !== undefined) return [system.auditBroken(chainNames[chain], broken)];
    return keptHead === 'behind' || keptHead === 'different' ? [system.auditCut(chainNames[chain])] : [];
  });
  if (faults.length > 0) return <Notice kind="error">{faults.join('\n')}</Notice>;
  return <Notice kind="ok">{system.auditFine(verdict.register.rows, verdict.content.rows)}</Notice>;
}
