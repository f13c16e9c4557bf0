import { useId } from 'react';
import type { Person } from '#shared/contract/accountCommands.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import { flow as strings } from '../../strings/flow.ts';
import { CheckField, SelectField } from '../../ui/Field.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import type { DraftStation } from './flowDraft.ts';

type Signers = Extract<DraftStation, { kind: 'countersigner' }>['signers'];

export interface SignersFieldsProps {
  readonly signers: Signers;
  /** Who may be named. */
  readonly people: readonly Person[];
  /** Also of those who have left. */
  readonly nameOf: (personId: string) => string;
  readonly error: string | undefined;
  readonly onSigners: (signers: Signers) => void;
}

const signerRoles = ['editor', 'reviewer', 'signer'] as const;
const most = 10;

/** Who 会签: people by name, or so many of a role. */
export function SignersFields({ signers, people, nameOf, error, onSigners }: SignersFieldsProps) {
  const name = useId();
  const ways = [
    ['people', strings.byPeople, { kind: 'people', people: [] }],
    ['role', strings.byRole, { kind: 'role', role: 'reviewer', count: 2 }],
  ] as const;
  return (
    <fieldset className="flow-signers">
      <legend className="field-label">{strings.who}</legend>
      {ways.map(([kind, words, fresh]) => (
        <label key={kind} className="field-check">
          <input
            type="radio"
            name={name}
            checked={signers.kind === kind}
            onChange={() => onSigners(fresh.kind === 'people' ? { ...fresh, people: [] } : { ...fresh })}
          />
          <span>{words}</span>
        </label>
      ))}
      {signers.kind === 'people' ? (
        <NamedPeople signers={signers} people={people} nameOf={nameOf} error={error} onSigners={onSigners} />
      ) : (
        <div className="system-two">
          <SelectField
            label={strings.role}
            value={signers.role}
            options={signerRoles.map((role) => ({ value: role, label: roleNames[role] }))}
            onValue={(chosen) =>
              onSigners({ ...signers, role: signerRoles.find((role) => role === chosen) ?? 'reviewer' })
            }
          />
          <NumberField
            label={strings.count}
            value={signers.count}
            least={1}
            most={most}
            decimals={0}
            wrong={strings.countWrong}
            onNumber={(count) => onSigners({ ...signers, count })}
          />
        </div>
      )}
    </fieldset>
  );
}

function NamedPeople({
  signers,
  people,
  nameOf,
  error,
  onSigners,
}: SignersFieldsProps & { readonly signers: Extract<Signers, { kind: 'people' }> }) {
  const isFull = signers.people.length >= most;
  const gone = signers.people.filter((id) => !people.some((person) => person.id === id));
  const listed = [...people.map(({ id, name }) => ({ id, name })), ...gone.map((id) => ({ id, name: nameOf(id) }))];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a second frame inside the first
    <div role="group" aria-label={strings.people}>
      <div className="flow-people">
        {listed.map(({ id, name }) => {
          const isNamed = signers.people.includes(id);
          return (
            <CheckField
              key={id}
              label={name}
              isChecked={isNamed}
              disabled={!isNamed && isFull}
              onChecked={(isOn) =>
                onSigners({
                  ...signers,
                  people: isOn ? [...signers.people, id] : signers.people.filter((one) => one !== id),
                })
              }
            />
          );
        })}
      </div>
      {listed.length === 0 && <p className="second">{strings.nobodyToName}</p>}
      {isFull && <p className="second small">{strings.peopleMost}</p>}
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
