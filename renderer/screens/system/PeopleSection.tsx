import { useState } from 'react';
import type { Person } from '#shared/contract/accountCommands.ts';
import { readsManuscripts } from '#shared/contract/command.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import { announce, announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { useHasRole, useSignedIn } from '../../app/session.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { delegation } from '../../strings/delegation.ts';
import { reissue } from '../../strings/reissue.ts';
import { system } from '../../strings/system.ts';
import { dayText, words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Badge, Notice } from '../../ui/Notice.tsx';
import { DelegationDialog } from '../delegation/DelegationDialog.tsx';
import { DismissDialog } from './DismissDialog.tsx';
import { ReissueDialog } from './ReissueDialog.tsx';
import { RoleChecks } from './RoleChecks.tsx';

/** Who works here and as what; each change is made by the role it belongs to. */
export function PeopleSection() {
  const { value: people, refusal } = useAnswer('people', () => office.listPeople({}), ['people']);
  const [open, setOpen] = useState<
    | { readonly kind: 'admit' | 'reissue' | 'delegations' }
    | { readonly kind: 'roles' | 'dismiss'; readonly person: Person }
  >();
  const mayAdmit = useHasRole('systemAdministrator');
  const maySetRoles = useHasRole('securityAdministrator');
  const mayDelegate = useHasRole('editor', 'reviewer', 'signer', 'archivist', 'securityAdministrator');
  const { person: self } = useSignedIn();
  return (
    <>
      <div className="system-line system-people-head">
        <p className="second">{system.peopleHint}</p>
        {mayDelegate && <Button onClick={() => setOpen({ kind: 'delegations' })}>{delegation.open}</Button>}
        {(mayAdmit || maySetRoles) && <Button onClick={() => setOpen({ kind: 'reissue' })}>{reissue.open}</Button>}
        {mayAdmit && (
          <Button icon="plus" onClick={() => setOpen({ kind: 'admit' })}>
            {system.admit}
          </Button>
        )}
      </div>
      {refusal && <Notice kind="error">{refusal.message}</Notice>}
      <ul className="system-rows">
        {people?.map((person) => (
          <li key={person.id} className="system-row">
            <div className="system-row-main">
              <strong>{person.name}</strong> <span className="second">{person.id}</span>
              <p className="second small">
                {person.roles.map((role) => roleNames[role]).join('、')}
                {'　'}
                {person.leftAt === undefined
                  ? system.admittedOn(dayText(person.admittedAt.slice(0, 10)))
                  : system.leftOn(dayText(person.leftAt.slice(0, 10)))}
              </p>
            </div>
            {person.leftAt === undefined && (
              <>
                <Badge kind={person.readsContent ? 'ok' : 'plain'}>
                  {person.readsContent ? system.reads : system.readsNot}
                </Badge>
                {canGrant(self, person) && <Button onClick={() => grant(person)}>{system.grant}</Button>}
                {maySetRoles && <Button onClick={() => setOpen({ kind: 'roles', person })}>{system.setRoles}</Button>}
                {mayAdmit && person.id !== self.id && (
                  <Button kind="quiet" onClick={() => setOpen({ kind: 'dismiss', person })}>
                    {system.dismiss}
                  </Button>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
      {open?.kind === 'admit' && <AdmitDialog onClose={() => setOpen(undefined)} />}
      {open?.kind === 'reissue' && people && <ReissueDialog people={people} onClose={() => setOpen(undefined)} />}
      {open?.kind === 'delegations' && <DelegationDialog onClose={() => setOpen(undefined)} />}
      {open?.kind === 'dismiss' && <DismissDialog person={open.person} onClose={() => setOpen(undefined)} />}
      {open?.kind === 'roles' && <RolesDialog person={open.person} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function canGrant(self: Person, person: Person): boolean {
  return self.readsContent && readsManuscripts(person.roles) && !person.readsContent;
}

async function grant(person: Person): Promise<void> {
  const answer = await office.grantContentAccess({ personId: person.id });
  if (answer.ok) announce('ok', system.granted(person.name));
  else announceRefusal(answer);
}

function AdmitDialog({ onClose }: { readonly onClose: () => void }) {
  const { office: own } = useSignedIn();
  const [id, setId] = useState('');
  const [name, setName] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [password, setPassword] = useState('');
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const isReady = id.trim() !== '' && name.trim() !== '' && roles.length > 0 && password !== '';
  const admit = async () => {
    if (!isReady || isBusy) return;
    setIsBusy(true);
    const answer = await office.admitPerson({ id, name, roles: [...roles], password });
    setIsBusy(false);
    if (!answer.ok) return setRefused(answer.message);
    const { value } = answer;
    const needsGrant = !value.readsContent && readsManuscripts(value.roles);
    announce(needsGrant ? 'warn' : 'ok', needsGrant ? system.needsGrant(value.name) : system.admitted(value.name));
    onClose();
  };
  return (
    <Dialog
      title={system.admitTitle}
      onClose={onClose}
      onSubmit={admit}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" disabled={!isReady} isBusy={isBusy} onClick={admit}>
            {system.admitVerb}
          </Button>
        </>
      }
    >
      <div className="system-two">
        <TextField label={system.personName} value={name} onValue={setName} />
        <TextField label={system.personId} hint={system.personIdHint} value={id} onValue={setId} />
      </div>
      <RoleChecks staffing={own.staffing} roles={roles} onRoles={setRoles} />
      <TextField
        label={system.initialPassword}
        hint={system.initialPasswordHint}
        type="password"
        value={password}
        onValue={setPassword}
      />
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}

function RolesDialog({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const { office: own } = useSignedIn();
  const [roles, setRoles] = useState<readonly Role[]>(person.roles);
  const [refused, setRefused] = useState<string>();
  const change = async () => {
    const answer = await office.setRoles({ personId: person.id, roles: [...roles] });
    if (!answer.ok) return setRefused(answer.message);
    announce('ok', system.rolesChanged(person.name));
    onClose();
  };
  return (
    <Dialog
      title={system.setRolesTitle(person.name)}
      onClose={onClose}
      onSubmit={change}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" disabled={roles.length === 0} onClick={change}>
            {system.setRolesVerb}
          </Button>
        </>
      }
    >
      <RoleChecks staffing={own.staffing} roles={roles} onRoles={setRoles} />
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}
