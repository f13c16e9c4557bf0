import { z } from 'zod';
import type { CheckedInput, CommandOutput } from '#shared/contract/contract.ts';
import { packageKinds } from '#shared/handover/packageManifest.ts';
import { contentAuditMirror } from '#store/register/registerMigrations.ts';
import { selectPerson } from '../accounts/peopleQueries.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';
import { machineNameOf } from './machineQueries.ts';

const Details = z.object({
  package: z.string().optional(),
  what: z.enum(packageKinds).optional(),
  machines: z.array(z.string()).default([]),
  medium: z.string(),
  ticket: z.string().optional(),
  receiptOf: z.string().optional(),
  why: z.string().optional(),
});

interface AuditRow {
  readonly sequence: number;
  readonly at: string;
  readonly person: string;
  readonly action: keyof typeof directions;
  readonly subject: string;
  readonly details: string;
}

const directions = { writePackage: 'written', takePackage: 'taken', refusePackage: 'refused' } as const;

/** Everything that went to and came from media, the newest first, read from the audit's copy in the register. */
export function selectRecordedPackages(
  context: OfficeContext,
  { before, most }: CheckedInput<'listRecordedPackages'>,
): CommandOutput<'listRecordedPackages'> {
  const { register } = sessionOf(context);
  const rows = register
    .prepare(
      `SELECT sequence, at, person, action, subject, details FROM ${contentAuditMirror.table}
       WHERE action IN ('writePackage', 'takePackage', 'refusePackage') AND sequence < coalesce(?, sequence + 1)
       ORDER BY sequence DESC LIMIT ?`,
    )
    .all(before ?? null, most) as readonly AuditRow[];
  const receipts = new Map(
    register
      .prepare(
        `SELECT json_extract(details, '$.receiptOf') AS hash, min(at) FROM ${contentAuditMirror.table}
         WHERE action = 'takePackage' GROUP BY hash`,
      )
      .raw()
      .all() as readonly (readonly [string, string])[],
  );
  return rows.map(({ sequence, at, person, action, subject, details: told }) => {
    const details = Details.parse(JSON.parse(told));
    const { package: hash, what, machines, medium, ticket, why } = details;
    const receiptAt = action === 'writePackage' && hash !== undefined ? receipts.get(hash) : undefined;
    return {
      number: sequence,
      direction: directions[action],
      ...(hash === undefined ? {} : { hash }),
      ...(what === undefined ? {} : { kind: what }),
      ...(subject === 'packages' ? {} : { issueId: subject }),
      at,
      personName: selectPerson(register, person)?.name ?? person,
      machineNames: machines.map((card) => machineNameOf(register, card)),
      medium,
      ...(ticket === undefined ? {} : { ticketNumber: ticket }),
      ...(receiptAt === undefined ? {} : { receiptAt }),
      ...(why === undefined ? {} : { reason: why }),
    };
  });
}
