import { roles as allRoles } from '#shared/workflow/issueWorkflow.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import { firstRun } from '../../strings/firstRun.ts';
import { IconButton } from '../../ui/Button.tsx';
import { CheckField, TextField } from '../../ui/Field.tsx';
import type { DraftPerson, StaffProblems } from './draftStaff.ts';

export interface PersonRowProps {
  readonly person: DraftPerson;
  readonly index: number;
  readonly problems: StaffProblems['rows'][number];
  readonly onChange: (change: (now: DraftPerson) => Partial<DraftPerson>) => void;
  readonly onRemove: (() => void) | undefined;
}

/** One person: roles above, name, sign-in name and password below, each problem under its field. */
export function PersonRow({ person, index, problems, onChange, onRemove }: PersonRowProps) {
  const { roles, name, id, isIdTyped, password, again } = person;
  const shown = firstRun.ofPerson(name, index);
  const proposeId = async () => {
    if (isIdTyped || name.trim() === '') return;
    // Read when it is wanted first: the table of readings is large.
    const { pinyin } = await import('pinyin-pro');
    const proposed = pinyin(name.trim(), { toneType: 'none', type: 'array' })
      .join('')
      .replace(/[\s/\\]/g, '');
    onChange((now) => (now.isIdTyped || now.name !== name ? {} : { id: proposed.toLowerCase().slice(0, 40) }));
  };
  return (
    <li className="founding-person" aria-label={shown}>
      <div className="founding-roles">
        <fieldset>
          <legend className="unseen">{`${shown}的${firstRun.roles}`}</legend>
          {allRoles.map((role) => (
            <CheckField
              key={role}
              label={roleNames[role]}
              isChecked={roles.includes(role)}
              onChecked={(isChecked) =>
                onChange((now) => ({
                  roles: isChecked ? [...now.roles, role] : now.roles.filter((other) => other !== role),
                }))
              }
            />
          ))}
        </fieldset>
        {onRemove && <IconButton label={firstRun.removePerson(shown)} icon="close" onClick={onRemove} />}
      </div>
      {problems.roles && (
        <p className="field-error" role="alert">
          {problems.roles}
        </p>
      )}
      <div className="founding-fields">
        <TextField
          label={firstRun.personName}
          value={name}
          error={problems.name}
          maxLength={100}
          autoFocus={index === 0}
          onValue={(value) => onChange(() => ({ name: value }))}
          onBlur={proposeId}
        />
        <TextField
          label={firstRun.personId}
          value={id}
          error={problems.id}
          maxLength={40}
          onValue={(value) => onChange(() => ({ id: value, isIdTyped: value !== '' }))}
        />
        <TextField
          label={firstRun.password}
          type="password"
          value={password}
          error={problems.password}
          maxLength={256}
          onValue={(value) => onChange(() => ({ password: value }))}
        />
        <TextField
          label={firstRun.again}
          type="password"
          value={again}
          error={problems.again}
          maxLength={256}
          onValue={(value) => onChange(() => ({ again: value }))}
        />
      </div>
    </li>
  );
}
