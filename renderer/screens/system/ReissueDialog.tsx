import { useEffect, useState } from 'react';
import type { Person } from '#shared/contract/accountCommands.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { announce } from '../../app/announcements.tsx';
import { holdText } from '../../app/leaving.ts';
import { office } from '../../app/office.ts';
import { secondsOf, useSecondsLeft } from '../../app/secondsLeft.ts';
import { useSignedIn } from '../../app/session.ts';
import { accounts } from '../../strings/accounts.ts';
import { firstRun } from '../../strings/firstRun.ts';
import { reissue } from '../../strings/reissue.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField, SelectField, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { type Papers, RecoveryPapers } from '../firstRun/RecoveryPapers.tsx';

interface Present {
  readonly personId: string;
  readonly password: string;
}

/** New recovery papers before the eyes of both administrators, each with the own password; the old ones hold until these are kept. */
export function ReissueDialog({
  people,
  onClose,
}: {
  readonly people: readonly Person[];
  readonly onClose: () => void;
}) {
  const { person: self, office: own } = useSignedIn();
  const [isShared, setIsShared] = useState(false);
  const [password, setPassword] = useState('');
  const [other, setOther] = useState<Present>({ personId: '', password: '' });
  const [reader, setReader] = useState<Present>({ personId: '', password: '' });
  const [papers, setPapers] = useState<Papers>();
  const [isKept, setIsKept] = useState(false);
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const { left, begin } = useSecondsLeft();
  const isShown = papers !== undefined;
  useEffect(() => {
    if (!isShown) return;
    const saveNow = async (isUnattended: boolean) => {
      // The old papers hold: with nobody there, the new ones are not left standing open.
      if (!isUnattended) announce('warn', reissue.held);
      return isUnattended;
    };
    return holdText({ hasUnsaved: () => true, saveNow });
  }, [isShown]);
  const here = people.filter(({ id, leftAt }) => leftAt === undefined && id !== self.id);
  const holds = (role: Role) => self.roles.includes(role);
  const otherRole = holds('systemAdministrator') ? 'securityAdministrator' : 'systemAdministrator';
  const others = here.filter(({ roles }) => roles.includes(otherRole));
  const chosenOther = others.find(({ id }) => id === other.personId);
  // Papers open the manuscripts too: without a reader among the two, a third person is asked for.
  const needsReader = !self.readsContent && chosenOther?.readsContent !== true;
  const isReady =
    password !== '' &&
    other.personId !== '' &&
    other.password !== '' &&
    (!needsReader || (reader.personId !== '' && reader.password !== '')) &&
    left === 0;
  const issue = async () => {
    if (!isReady || isBusy) return;
    setIsBusy(true);
    const present = [{ personId: self.id, password }, other, ...(needsReader ? [reader] : [])];
    const answer = await office.reissueRecovery({ kind: isShared ? 'shares' : 'code', present });
    setIsBusy(false);
    if (!answer.ok) {
      setRefused(answer.message);
      begin(secondsOf(answer.details));
      return;
    }
    setPassword('');
    setOther({ personId: '', password: '' });
    setReader({ personId: '', password: '' });
    setRefused(undefined);
    setPapers(answer.value);
  };
  const confirm = async () => {
    if (!isKept || isBusy) return;
    setIsBusy(true);
    const answer = await office.confirmRecovery({});
    setIsBusy(false);
    if (!answer.ok) return setRefused(answer.message);
    announce('ok', reissue.confirmed);
    onClose();
  };
  if (papers) {
    return (
      <Dialog
        title={reissue.doneTitle}
        // What is shown once is not put away by a slip of the finger.
        onClose={() => announce('warn', reissue.held)}
        actions={
          <>
            <CheckField label={firstRun.copied} isChecked={isKept} onChecked={setIsKept} />
            <Button onClick={onClose}>{reissue.giveUp}</Button>
            <Button kind="primary" disabled={!isKept} isBusy={isBusy} onClick={confirm}>
              {reissue.confirm}
            </Button>
          </>
        }
      >
        <p>{isShared ? firstRun.sharesText : firstRun.recoveryText}</p>
        <RecoveryPapers officeName={own.name} papers={papers} />
        {refused && <Notice kind="error">{refused}</Notice>}
      </Dialog>
    );
  }
  return (
    <Dialog
      title={reissue.title}
      onClose={onClose}
      onSubmit={issue}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="danger" disabled={!isReady} isBusy={isBusy} onClick={issue}>
            {left > 0 ? accounts.waiting(left) : reissue.verb}
          </Button>
        </>
      }
    >
      <p>{reissue.text}</p>
      <TextField label={reissue.ownPassword(self.name)} type="password" value={password} onValue={setPassword} />
      <PresentFields label={reissue.other[otherRole]} people={others} present={other} onPresent={setOther} />
      {needsReader && (
        <PresentFields
          label={reissue.reader}
          people={here.filter(({ readsContent, id }) => readsContent && id !== other.personId)}
          present={reader}
          onPresent={setReader}
        />
      )}
      <CheckField label={firstRun.shareOut} isChecked={isShared} onChecked={setIsShared} />
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}

interface PresentFieldsProps {
  readonly label: string;
  readonly people: readonly Person[];
  readonly present: Present;
  readonly onPresent: (present: Present) => void;
}

/** Somebody who stands beside: the name, and the password that this person types. */
function PresentFields({ label, people, present, onPresent }: PresentFieldsProps) {
  return (
    <div className="system-two">
      <SelectField
        label={label}
        value={present.personId}
        onValue={(personId) => onPresent({ personId, password: '' })}
        options={[
          { value: '', label: reissue.choose, isDisabled: true },
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <TextField
        label={reissue.passwordOf(label)}
        type="password"
        value={present.password}
        onValue={(password) => onPresent({ ...present, password })}
      />
    </div>
  );
}
