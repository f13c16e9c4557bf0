import { useEffect, useState } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useHasRole } from '../../app/session.ts';
import { auditActions, system } from '../../strings/system.ts';
import { momentText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { auditDetailsText } from './auditDetails.ts';

type Row = CommandOutput<'listAudit'>[number];
type Verdict = CommandOutput<'verifyAudit'>;
type Chain = 'register' | 'content';

const pageLength = 200;
const names: Readonly<Record<Chain, string>> = { register: system.auditRegister, content: system.auditContent };

/** Both chains for the auditor, newest first, and their proof in words. */
export function AuditSection() {
  const isAuditor = useHasRole('auditor');
  const [chain, setChain] = useState<Chain>('register');
  const [rows, setRows] = useState<readonly Row[]>([]);
  const [isWhole, setIsWhole] = useState(false);
  const [sought, setSought] = useState('');
  const [verdict, setVerdict] = useState<Verdict>();
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => {
    if (!isAuditor) return;
    let isCurrent = true;
    office.listAudit({ chain, limit: pageLength }).then((answer) => {
      if (!isCurrent || !answer.ok) return;
      setRows(answer.value);
      setIsWhole(answer.value.length < pageLength);
    });
    return () => {
      isCurrent = false;
    };
  }, [chain, isAuditor]);
  if (!isAuditor) return <EmptyState icon="lock" title={system.auditOnly} />;

  const more = async () => {
    const last = rows.at(-1);
    if (!last) return;
    const answer = await office.listAudit({ chain, limit: pageLength, before: last.sequence });
    if (!answer.ok) return announceRefusal(answer);
    setRows([...rows, ...answer.value]);
    setIsWhole(answer.value.length < pageLength);
  };
  const verify = async () => {
    setIsBusy(true);
    const answer = await office.verifyAudit({});
    setIsBusy(false);
    if (answer.ok) setVerdict(answer.value);
    else announceRefusal(answer);
  };
  const shown = rows.filter((row) => matches(row, sought.trim().toLowerCase()));
  return (
    <>
      <div className="system-line">
        <TextField
          label={system.auditFilter}
          isLabelUnseen
          placeholder={system.auditFilter}
          value={sought}
          onValue={setSought}
        />
        <Button icon="check" isBusy={isBusy} onClick={verify}>
          {system.verifyAudit}
        </Button>
      </div>
      {verdict && <AuditVerdict verdict={verdict} />}
      <Tabs
        label={system.audit}
        tabs={(['register', 'content'] as const).map((key) => ({ key, label: names[key] }))}
        chosen={chain}
        onChoose={setChain}
        isReadOnly
      >
        <table className="audit-table">
          <thead>
            <tr>
              <th>序号</th>
              <th>时间</th>
              <th>人员</th>
              <th>事项</th>
              <th>对象和详情</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.sequence}>
                <td>{row.sequence}</td>
                <td>{momentText(row.at)}</td>
                <td>{row.person}</td>
                <td>{auditActions[row.action] ?? row.action}</td>
                <td className="small second">{detailsText(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p className="pane-body second">{system.auditNone}</p>}
        {!isWhole && rows.length > 0 && (
          <Button kind="quiet" onClick={more}>
            {system.auditMore}
          </Button>
        )}
      </Tabs>
    </>
  );
}

function AuditVerdict({ verdict }: { readonly verdict: Verdict }) {
  const faults = (['register', 'content'] as const).flatMap((chain) => {
    const { broken, keptHead } = verdict[chain];
    if (broken !== undefined) return [system.auditBroken(names[chain], broken)];
    return keptHead === 'behind' || keptHead === 'different' ? [system.auditCut(names[chain])] : [];
  });
  if (faults.length > 0) return <Notice kind="error">{faults.join('\n')}</Notice>;
  return <Notice kind="ok">{system.auditFine(verdict.register.rows, verdict.content.rows)}</Notice>;
}

function matches({ person, action, subject, details }: Row, sought: string): boolean {
  const words = `${person} ${auditActions[action] ?? action} ${detailsText({ subject, details })}`;
  return words.toLowerCase().includes(sought);
}

function detailsText({ subject, details }: Pick<Row, 'subject' | 'details'>): string {
  return [system.auditSubjects[subject] ?? subject, auditDetailsText(details)].filter(Boolean).join('　');
}
