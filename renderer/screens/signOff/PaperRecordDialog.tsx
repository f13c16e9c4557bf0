import { useState } from 'react';
import { editorialRoles } from '#shared/contract/command.ts';
import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { roleAt } from '#shared/workflow/flow.ts';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useSignedIn } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { paperSignOff } from '../../strings/paperSignOff.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { OpinionField } from './OpinionField.tsx';
import { type ChosenScan, ScanField } from './ScanField.tsx';

/** 代录: whose hand, on which day, what is written, the scan, and who is asked to compare it. */
export function PaperRecordDialog({ issue, onClose }: { readonly issue: WholeIssue; readonly onClose: () => void }) {
  const { person } = useSignedIn();
  const { id, station, state } = issue.summary;
  const here = issue.flow[station];
  const people = useAnswer('paper-people', () => office.listPeople({}), ['people']);
  const signed = issue.signOffs.filter(({ voidReason }) => !voidReason).map(({ personId }) => personId);
  const waiting = (issue.papers ?? []).filter(({ withdrawn }) => !withdrawn).map(({ signerId }) => signerId);
  const present = (people.value ?? []).filter((one) => one.id !== person.id && one.leftAt === undefined);
  const signers = present.filter(
    (one) => here && roleAt(here, one) && !signed.includes(one.id) && !waiting.includes(one.id),
  );
  const [chosenSigner, setSigner] = useState<string>();
  const signerId = chosenSigner ?? signers[0]?.id ?? '';
  const reads: readonly string[] = editorialRoles;
  const confirmers = present.filter((one) => one.id !== signerId && one.roles.some((role) => reads.includes(role)));
  const [chosenConfirmer, setConfirmer] = useState<string>();
  const confirmerId = confirmers.find((one) => one.id === chosenConfirmer)?.id ?? confirmers[0]?.id ?? '';
  const [signedOn, setSignedOn] = useState(today);
  const [opinion, setOpinion] = useState('');
  const [scan, setScan] = useState<ChosenScan>();
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const isReady = signerId !== '' && confirmerId !== '' && signedOn !== '' && scan !== undefined;

  const submit = async () => {
    if (!isReady || isBusy) return;
    setIsBusy(true);
    setRefused(undefined);
    const answer = await office.recordPaperSignOff({
      id,
      contentHash: issue.contentHash,
      signerId,
      confirmerId,
      signedOn,
      opinion,
      scan: scan.bytes,
    });
    setIsBusy(false);
    if (!answer.ok) return setRefused(answer.message);
    announce('ok', paperSignOff.recorded(confirmers.find((one) => one.id === confirmerId)?.name ?? ''));
    onClose();
  };
  const options = (list: typeof present) => list.map((one) => ({ value: one.id, label: one.name }));
  return (
    <Dialog
      title={paperSignOff.record}
      onClose={onClose}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" disabled={!isReady} isBusy={isBusy} onClick={submit}>
            {paperSignOff.submit}
          </Button>
        </>
      }
    >
      <p className="second">{paperSignOff.lead(here?.label ?? '')}</p>
      {people.value && signers.length === 0 && <Notice kind="warn">{paperSignOff.signerNone}</Notice>}
      <SelectField label={paperSignOff.signer} value={signerId} options={options(signers)} onValue={setSigner} />
      <SelectField
        label={paperSignOff.confirmer}
        hint={paperSignOff.confirmerHint}
        value={confirmerId}
        options={options(confirmers)}
        onValue={setConfirmer}
      />
      <TextField
        label={paperSignOff.signedOn}
        hint={state === 'awaitingRelease' ? paperSignOff.signedOnRelease : undefined}
        type="date"
        max={today()}
        value={signedOn}
        onValue={setSignedOn}
      />
      <OpinionField label={paperSignOff.opinion} value={opinion} onValue={setOpinion} />
      <ScanField
        hint={paperSignOff.scanHint}
        scan={scan}
        onScan={(chosen) => {
          setRefused(undefined);
          setScan(chosen);
        }}
        onFault={setRefused}
      />
      {isBusy && <p role="status">{paperSignOff.preparing}</p>}
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}

function today(): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
