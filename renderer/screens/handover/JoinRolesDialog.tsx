import { useState } from 'react';
import type { CommandInput, CommandOutput } from '#shared/contract/contract.ts';
import { distinctNames } from '#shared/handover/distinctNames.ts';
import { sideText, stateText, takenText } from '#shared/handover/partedWords.ts';
import { isToBeChosen, type Side } from '#shared/handover/parting.ts';
import { ActDialog } from '../../app/ActDialog.tsx';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { joinRoles as strings } from '../../strings/joinRoles.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { announceTaken } from './takeRegister.ts';
import './Machines.css';

type Parted = NonNullable<CommandOutput<'readPartedRoles'>>;
type PartedPerson = Parted['people'][number];
type Settlement = NonNullable<CommandInput<'takeRegister'>['settlement']>;

export interface JoinRolesDialogProps {
  /** The package that has brought the register of the other machine. */
  readonly hash: string;
  readonly onClose: () => void;
}

/** What two machines have changed of people and roles apart, and which side holds where they differ; a security administrator says so. */
export function JoinRolesDialog({ hash, onClose }: JoinRolesDialogProps) {
  const { value, refusal } = useAnswer(`parted-roles-${hash}`, () => office.readPartedRoles({ hash }));
  if (value) return <Settling hash={hash} parted={value} onClose={onClose} />;
  if (value === undefined && !refusal) return null;
  return (
    <Dialog title={strings.title} onClose={onClose} actions={<Button onClick={onClose}>{words.close}</Button>}>
      <Notice kind={refusal ? 'error' : 'info'}>{refusal?.message ?? strings.noLonger}</Notice>
    </Dialog>
  );
}

function Settling({ hash, parted, onClose }: JoinRolesDialogProps & { readonly parted: Parted }) {
  const { machine, people, recovery, seen, deciders, mayDecide } = parted;
  const [chosen, setChosen] = useState<Readonly<Record<string, Side>>>({});
  const [papers, setPapers] = useState<Side>('here');
  const [personId, setPersonId] = useState(deciders[0]?.id ?? '');
  const [password, setPassword] = useState('');
  const sideOf = ({ personId: id, proposed }: PartedPerson) => chosen[id] ?? proposed;
  const settlement = (): Settlement => ({
    seen,
    people: people.filter(isToBeChosen).map((person) => ({ personId: person.personId, side: sideOf(person) })),
    ...(recovery === 'choose' ? { recovery: papers } : {}),
    ...(mayDecide ? {} : { by: { personId, password } }),
  });
  const sides = [
    { value: 'here', label: strings.takesHere },
    { value: 'there', label: strings.takesThere(machine) },
  ];
  const choice = (name: string, side: Side, choose: (side: Side) => void) => (
    <SelectField
      label={strings.choose(name)}
      isLabelUnseen
      value={side}
      onValue={(next) => choose(next === 'there' ? 'there' : 'here')}
      options={sides}
    />
  );
  const nameOf = distinctNames(people.map(({ personId: id, name }) => ({ id, name })));
  const isSame = people.length === 0 && recovery === 'same';
  return (
    <ActDialog
      title={strings.title}
      width="wide"
      text={isSame ? strings.nothing(machine) : strings.text(machine)}
      verb={strings.verb}
      isDangerous
      isReady={mayDecide || password !== ''}
      act={() => office.takeRegister({ hash, settlement: settlement() })}
      onDone={announceTaken}
      onClose={onClose}
    >
      {!isSame && (
        <table className="machine-duties" aria-label={strings.table}>
          <thead>
            <tr>
              {[strings.person, strings.here, strings.there(machine), strings.afterwards].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.personId}>
                <th scope="row">{nameOf(person.personId)}</th>
                <td>{stateText(person, 'here')}</td>
                <td>{stateText(person, 'there')}</td>
                <td>
                  {isToBeChosen(person)
                    ? choice(nameOf(person.personId), sideOf(person), (side) =>
                        setChosen({ ...chosen, [person.personId]: side }),
                      )
                    : takenText(person, machine)}
                </td>
              </tr>
            ))}
            {recovery !== 'same' && (
              <tr>
                <th scope="row">{strings.recovery}</th>
                <td>{recovery === 'there' ? strings.recoveryOld : strings.recoveryNew}</td>
                <td>{recovery === 'here' ? strings.recoveryOld : strings.recoveryNew}</td>
                <td>
                  {recovery === 'choose' ? choice(strings.recovery, papers, setPapers) : sideText(recovery, machine)}
                </td>
              </tr>
            )}
          </tbody>
        </table>
      )}
      {!mayDecide && (
        <>
          <p>{strings.by(deciders.map(({ name }) => name).join('、'))}</p>
          <div className="machine-two">
            <SelectField
              label={strings.administrator}
              value={personId}
              onValue={setPersonId}
              options={deciders.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <TextField label={strings.password} type="password" value={password} onValue={setPassword} />
          </div>
        </>
      )}
    </ActDialog>
  );
}
