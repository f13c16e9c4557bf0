import { useState } from 'react';
import type { RecordDisposal, RecordItem } from '#shared/contract/recordCommands.ts';
import { announce, announceRefusal, ask } from '../../../app/announcements.tsx';
import { office } from '../../../app/office.ts';
import { useHasRole } from '../../../app/session.ts';
import { useAnswer } from '../../../app/useAnswer.ts';
import { records } from '../../../strings/records.ts';
import { momentText, words } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { CheckField, TextArea, TextField } from '../../../ui/Field.tsx';
import { Badge, Notice } from '../../../ui/Notice.tsx';

/** 到期与销毁: what is past its term, and 销毁清册 with the two who answer for each. */
export function RecordDisposals({ items }: { readonly items: readonly RecordItem[] }) {
  const { value: disposals, refusal } = useAnswer('record-disposals', () => office.listDisposals({}), ['issues']);
  const isArchivist = useHasRole('archivist');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isProposing, setIsProposing] = useState(false);
  const waiting = new Set(
    disposals?.filter(({ state }) => state === 'proposed').flatMap((one) => one.items.map((item) => item.recordNumber)),
  );
  const due = items.filter(({ isDue, recordNumber }) => isDue && !waiting.has(recordNumber));
  return (
    <div className="records-body">
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
      {due.length === 0 ? (
        <EmptyState icon="check" title={records.noneDue}>
          {records.noneDueHint}
        </EmptyState>
      ) : (
        <section className="records-card" aria-label={records.disposal(due.length)}>
          <p className="second">{records.dueHint}</p>
          {due.map(({ recordNumber, title, retention, lastYear }) => (
            <CheckField
              key={recordNumber}
              label={`${recordNumber}　${title}　${records.until(records.retentions[retention], lastYear)}`}
              isChecked={chosen.includes(recordNumber)}
              onChecked={(isChecked) =>
                setChosen(isChecked ? [...chosen, recordNumber] : chosen.filter((one) => one !== recordNumber))
              }
              disabled={!isArchivist}
            />
          ))}
          {isArchivist && (
            <div>
              <Button kind="danger" disabled={chosen.length === 0} onClick={() => setIsProposing(true)}>
                {records.propose}
              </Button>
            </div>
          )}
        </section>
      )}
      {disposals?.map((one) => (
        <Disposal key={one.id} disposal={one} />
      ))}
      <Drafts />
      {isProposing && (
        <SigningDialog
          title={records.proposeTitle(chosen.length)}
          verb={records.propose}
          reasonLabel={records.reason}
          isReasonNeeded
          onClose={() => setIsProposing(false)}
          onSign={async (reason, password) => {
            const answer = await office.proposeDisposal({ recordNumbers: [...chosen], reason, password });
            if (!answer.ok) return answer.message;
            announce('ok', records.proposed);
            setChosen([]);
            return undefined;
          }}
        />
      )}
    </div>
  );
}

/** The rule for drafts, which are no part of the archive. */
function Drafts() {
  const { value, reload } = useAnswer('drafts-due', () => office.readDraftsDue({}), ['issues', 'articles']);
  const isArchivist = useHasRole('archivist');
  if (!value) return null;
  const { versions, articles, lastYear } = value;
  const remove = async () => {
    const question = { title: records.draftsTitle(versions), text: records.draftsText, verb: records.draftsVerb };
    if ((await ask({ ...question, isDangerous: true })) === undefined) return;
    const answer = await office.disposeDrafts({ versions });
    if (answer.ok) announce('ok', records.draftsDone(answer.value.versions));
    else announceRefusal(answer);
    reload();
  };
  return (
    <section className="records-card" aria-label={records.drafts}>
      <h3>{records.drafts}</h3>
      {versions === 0 || lastYear === undefined ? (
        <p className="second">{records.draftsNone}</p>
      ) : (
        <>
          <p>{records.draftsDue(versions, articles, lastYear)}</p>
          {isArchivist && (
            <div>
              <Button kind="danger" onClick={remove}>
                {records.draftsVerb}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}

function Disposal({ disposal }: { readonly disposal: RecordDisposal }) {
  const { id, state, items, reason, proposedByName, proposedAt, decidedByName, decidedAt, decision } = disposal;
  const isArchivist = useHasRole('archivist');
  const isSigner = useHasRole('signer');
  const [deciding, setDeciding] = useState<boolean>();
  const mayDecide = disposal.mayDecide && (isArchivist || isSigner);
  return (
    <section className="records-card" aria-label={records.registers}>
      <div className="records-line">
        <h3>{records.registers}</h3>
        <Badge kind={state === 'proposed' ? 'warn' : 'plain'}>{records.states[state]}</Badge>
      </div>
      <p>{reason}</p>
      <ul>
        {items.map(({ recordNumber, title, retention }) => (
          <li key={recordNumber}>
            {recordNumber}　{title}　{records.retentions[retention]}
          </li>
        ))}
      </ul>
      <p className="second small">{records.proposedBy(proposedByName, momentText(proposedAt))}</p>
      {decidedByName && decidedAt && (
        <p className="second small">
          {records.decidedBy(decidedByName, momentText(decidedAt), records.states[state])}
          {decision ? `　${decision}` : ''}
        </p>
      )}
      {mayDecide && (
        <div className="records-line">
          <Button kind="danger" onClick={() => setDeciding(true)}>
            {records.approve}
          </Button>
          <Button onClick={() => setDeciding(false)}>{records.refuse}</Button>
        </div>
      )}
      {deciding !== undefined && (
        <SigningDialog
          title={deciding ? records.approveTitle(items.length) : records.refuseTitle}
          verb={deciding ? records.approve : records.refuse}
          reasonLabel={deciding ? records.decision : records.refuseReason}
          isReasonNeeded={!deciding}
          onClose={() => setDeciding(undefined)}
          onSign={async (given, password) => {
            const answer = await office.decideDisposal({ id, isApproved: deciding, reason: given, password });
            if (!answer.ok) return answer.message;
            announce('ok', deciding ? records.wasDestroyed(items.length) : records.wasRefused);
            return undefined;
          }}
        />
      )}
    </section>
  );
}

interface SigningDialogProps {
  readonly title: string;
  readonly verb: string;
  readonly reasonLabel: string;
  readonly isReasonNeeded: boolean;
  readonly onClose: () => void;
  /** Resolves to why it was refused. */
  readonly onSign: (reason: string, password: string) => Promise<string | undefined>;
}

/** What is destroyed and what stays, a reason, and the password that signs for it. */
function SigningDialog({ title, verb, reasonLabel, isReasonNeeded, onClose, onSign }: SigningDialogProps) {
  const [reason, setReason] = useState('');
  const [password, setPassword] = useState('');
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const isReady = password !== '' && (!isReasonNeeded || reason.trim() !== '');
  const sign = async () => {
    if (!isReady || isBusy) return;
    setIsBusy(true);
    const message = await onSign(reason.trim(), password);
    setIsBusy(false);
    setPassword('');
    if (message === undefined) onClose();
    else setRefused(message);
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      onSubmit={sign}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="danger" disabled={!isReady} isBusy={isBusy} onClick={sign}>
            {verb}
          </Button>
        </>
      }
    >
      <Notice kind="warn">{records.proposeText}</Notice>
      {refused && <Notice kind="error">{refused}</Notice>}
      <TextArea label={reasonLabel} maxLength={2000} value={reason} onValue={setReason} />
      <TextField label={records.password} type="password" maxLength={256} value={password} onValue={setPassword} />
    </Dialog>
  );
}
