import { z } from 'zod';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { contentAuditMirror } from '#store/register/registerMigrations.ts';
import { selectPerson } from '../accounts/peopleQueries.ts';
import { instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import { delegationState } from './delegationQueries.ts';

const Given = z.object({
  delegate: z.string(),
  publications: z.array(z.string()),
  begins: z.string(),
  ends: z.string(),
  fromDay: z.string(),
  untilDay: z.string(),
  includesRelease: z.boolean(),
});

interface AuditRow {
  readonly at: string;
  readonly person: string;
  readonly action: 'giveDelegation' | 'endDelegation';
  readonly subject: string;
  readonly details: string;
}

/** Every delegation of the office, the newest first, read from the audit's copy in the register. */
export function selectRecordedDelegations(context: OfficeContext): CommandOutput<'listAllDelegations'> {
  const { register } = sessionOf(context);
  const rows = register
    .prepare(
      `SELECT at, person, action, subject, details FROM ${contentAuditMirror.table}
       WHERE action IN ('giveDelegation', 'endDelegation') ORDER BY sequence DESC`,
    )
    .all() as readonly AuditRow[];
  const seenAt = register.prepare(`SELECT max(at) FROM ${contentAuditMirror.table}`).pluck().get() as string | null;
  const endings = new Map(rows.filter(({ action }) => action === 'endDelegation').map((row) => [row.subject, row.at]));
  const nameOf = (id: string) => selectPerson(register, id)?.name ?? id;
  return rows
    .filter(({ action }) => action === 'giveDelegation')
    .map(({ at, person, subject, details }) => {
      const given = Given.parse(JSON.parse(details));
      const endedAt = endings.get(subject) ?? null;
      const { begins: beginsAt, ends: endsAt } = given;
      return {
        id: subject,
        principalName: nameOf(person),
        delegateName: nameOf(given.delegate),
        publicationNames: given.publications.map((id) => selectPublication(register, id).name),
        from: given.fromDay,
        until: given.untilDay,
        includesRelease: given.includesRelease,
        givenAt: at,
        ...(endedAt === null ? {} : { endedAt }),
        state: delegationState({ beginsAt, endsAt, seenAt: seenAt ?? at, endedAt }, instantOf(context)),
      };
    });
}
