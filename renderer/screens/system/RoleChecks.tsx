import { roles as allRoles, type Role } from '#shared/workflow/issueWorkflow.ts';
import { roleConflict, roleNames, type Staffing } from '#shared/workflow/roleSeparation.ts';
import { system } from '../../strings/system.ts';
import { CheckField } from '../../ui/Field.tsx';

export interface RoleChecksProps {
  readonly staffing: Staffing;
  readonly roles: readonly Role[];
  readonly onRoles: (roles: readonly Role[]) => void;
}

/** The seven roles; one that may not be held beside those chosen cannot be chosen. */
export function RoleChecks({ staffing, roles, onRoles }: RoleChecksProps) {
  const conflicts = allRoles.flatMap((role) => {
    const pair = roles.includes(role) ? undefined : roleConflict([...roles, role], staffing);
    return pair ? [system.rolesApart(roleNames[pair[0]], roleNames[pair[1]])] : [];
  });
  return (
    <fieldset className="roles">
      <legend className="second">{system.roles}</legend>
      {allRoles.map((role) => {
        const isHeld = roles.includes(role);
        return (
          <CheckField
            key={role}
            label={roleNames[role]}
            isChecked={isHeld}
            disabled={!isHeld && roleConflict([...roles, role], staffing) !== undefined}
            onChecked={(isChecked) => onRoles(isChecked ? [...roles, role] : roles.filter((other) => other !== role))}
          />
        );
      })}
      {conflicts.length > 0 && <p className="roles-apart second small">{conflicts[0]}</p>}
    </fieldset>
  );
}
