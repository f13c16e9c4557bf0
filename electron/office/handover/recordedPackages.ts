import { z } from 'zod';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { packageKinds } from '#shared/handover/packageManifest.ts';
import { contentAuditMirror } from '#store/register/registerMigrations.ts';
import { selectPerson } from '../accounts/peopleQueries.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';
import { selectMachine } from './machineQueries.ts';

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
  readonly at: string;
  readonly person: string;
  readonly action: keyof typeof directions;
  readonly subject: string;
  readonly details: string;
}

const directions = { writePackage: 'written', takePackage: 'taken', refusePackage: 'refused' } as const;

/** Everything that went to and came from media, the newest first, read from the audit's copy in the register. */
export function selectRecordedPackages(context: OfficeContext): CommandOutput<'listRecordedPackages'> {
  const { register } = sessionOf(context);
  const rows = register
    .prepare(
      `SELECT at, person, action, subject, details FROM ${contentAuditMirror.table}
       WHERE action IN ('writePackage', 'takePackage', 'refusePackage') ORDER BY sequence DESC`,
    )
    .all() as readonly AuditRow[];
  const told = rows.map((row) => ({ ...row, details: Details.parse(JSON.parse(row.details)) }));
  const receipts = new Map(told.flatMap(({ at, details }) => (details.receiptOf ? [[details.receiptOf, at]] : [])));
  return told.map(({ at, person, action, subject, details }) => {
    const { package: hash, what, machines, medium, ticket, why } = details;
    const receiptAt = action === 'writePackage' && hash !== undefined ? receipts.get(hash) : undefined;
    return {
      direction: directions[action],
      ...(hash === undefined ? {} : { hash }),
      ...(what === undefined ? {} : { kind: what }),
      ...(subject === 'packages' ? {} : { issueId: subject }),
      at,
      personName: selectPerson(register, person)?.name ?? person,
      machineNames: machines.map((card) => selectMachine(register, card)?.card.name ?? card.slice(0, 16)),
      medium,
      ...(ticket === undefined ? {} : { ticketNumber: ticket }),
      ...(receiptAt === undefined ? {} : { receiptAt }),
      ...(why === undefined ? {} : { reason: why }),
    };
  });
}
