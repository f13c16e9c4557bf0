import { mostNamed } from '#shared/audit/mostNamed.ts';
import type { AuditFilter } from '#shared/contract/auditCommands.ts';
import { audit } from '../../strings/audit.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { actionsOf, auditActionGroups, singleActions } from './auditActionGroups.ts';
import type { KnownNames } from './useAuditNames.ts';

/** What is looked for, as it is typed and chosen. */
export interface AuditSought {
  /** Days, 2026-05-06. */
  readonly from: string;
  readonly to: string;
  /** A sign-in name; `nobody` for rows of nobody, '' for everybody. */
  readonly person: string;
  /** A group or an action; '' for all. */
  readonly action: string;
  readonly subject: string;
}

export const nothingSought: AuditSought = { from: '', to: '', person: '', action: '', subject: '' };
const nobody = ' nobody';

/** The office's filter behind it: days are whole days here, and part of a name stands for all that it may name. */
export function filterOf(
  { from, to, person, action, subject }: AuditSought,
  names: ReadonlyMap<string, string>,
): Omit<AuditFilter, 'chain'> {
  const actions = actionsOf(action);
  const begin = momentOf(from, 0);
  const end = momentOf(to, 1);
  const text = subject.trim();
  const named = text === '' ? [] : [...names].filter(([, name]) => name.includes(text)).map(([id]) => id);
  return {
    ...(begin === undefined ? {} : { from: begin }),
    ...(end === undefined ? {} : { to: end }),
    ...(person === '' ? {} : { person: person === nobody ? '' : person }),
    ...(actions === undefined ? {} : { actions: [...actions] }),
    ...(text === '' ? {} : { subject: text }),
    ...(named.length === 0 ? {} : { named: named.slice(0, mostNamed) }),
  };
}

/** The first moment of the day, or of the day so many days later, where the window stands. */
function momentOf(day: string, later: number): string | undefined {
  const [year, month, date] = day.split('-').map(Number);
  if (!year || !month || !date) return undefined;
  const moment = new Date(year, month - 1, date + later);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

export interface AuditFilterFieldsProps {
  readonly sought: AuditSought;
  readonly onSought: (sought: AuditSought) => void;
  readonly names: KnownNames;
}

/** Time, person, action and subject; each narrows what is listed at once. */
export function AuditFilterFields({ sought, onSought, names }: AuditFilterFieldsProps) {
  const change = (part: Partial<AuditSought>) => onSought({ ...sought, ...part });
  const isAny = Object.values(sought).some((value) => value !== '');
  return (
    <div className="audit-filter">
      <TextField label={audit.from} type="date" value={sought.from} onValue={(from) => change({ from })} />
      <TextField label={audit.to} type="date" value={sought.to} onValue={(to) => change({ to })} />
      <SelectField
        label={audit.person}
        value={sought.person}
        onValue={(person) => change({ person })}
        options={[
          { value: '', label: audit.everybody },
          ...names.people.map(({ id, label }) => ({ value: id, label })),
          { value: nobody, label: audit.nobody },
        ]}
      />
      <SelectField
        label={audit.action}
        value={sought.action}
        onValue={(action) => change({ action })}
        options={[
          { value: '', label: audit.everything },
          ...Object.keys(auditActionGroups).map((group) => ({
            value: group,
            label: audit.groups[group as keyof typeof auditActionGroups],
          })),
          ...singleActions().map(([value, label]) => ({ value, label: `　${label}` })),
        ]}
      />
      <TextField
        label={audit.subject}
        placeholder={audit.subjectHint}
        value={sought.subject}
        maxLength={100}
        onValue={(subject) => change({ subject })}
      />
      <div>
        <Button disabled={!isAny} onClick={() => onSought(nothingSought)}>
          {audit.clear}
        </Button>
      </div>
    </div>
  );
}
