import type {
  DelegationEntry,
  delegationCommands,
  delegationOversightCommands,
} from '#shared/contract/delegationCommands.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { signDelegation } from '#shared/issue/delegationStatement.ts';
import { issueDateLine } from '#shared/layout/printedLines.ts';
import { mayBeDelegate } from '#shared/workflow/delegation.ts';
import { roleAt } from '#shared/workflow/flow.ts';
import { selectPerson } from '../accounts/peopleQueries.ts';
import { staffingOf } from '../accounts/staffingOf.ts';
import {
  changeContent,
  contentOf,
  type Handlers,
  instantOf,
  type OfficeContext,
  sessionOf,
  todayOf,
} from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import { type DelegationRow, delegationState, selectDelegation, selectDelegationsOf } from './delegationQueries.ts';
import { selectRecordedDelegations } from './recordedDelegations.ts';

type Commands = typeof delegationCommands & typeof delegationOversightCommands;

/** 委托办理: who acts in whose place, for how long. */
export const delegationHandlers: Handlers<keyof Commands> = {
  giveDelegation(context, { delegateId, publicationIds, from, until, includesRelease }) {
    const { personId, personName, roles, keys, register } = sessionOf(context);
    // Who cannot read issues has none to let another sign.
    contentOf(context);
    const principal = { id: personId, roles };
    const delegate = selectPerson(register, delegateId);
    if (!delegate || delegate.leftAt !== undefined) throw new OfficeError('notFound', '受委托的人不在册，请另选一位。');
    if (delegateId === personId) throw new OfficeError('samePerson', '不能委托自己。');
    const staffing = staffingOf(register);
    if (!mayBeDelegate(delegate, principal, staffing)) {
      throw new OfficeError('illegalState', `${delegate.name}的岗位不能代您办理，请另选一位编审岗位的同事。`);
    }
    requireDays(context, from, until);
    const publications = [...new Set(publicationIds)].sort();
    for (const publicationId of publications) {
      const { name, settings } = selectPublication(register, publicationId);
      const held = settings.flow.filter((station) => roleAt(station, principal) !== undefined);
      if (!held.some(({ kind }) => kind !== 'responsibleEditor' && (kind !== 'signer' || includesRelease))) {
        const isSigner = held.some(({ kind }) => kind === 'signer');
        throw new OfficeError(
          'illegalState',
          isSigner
            ? `《${name}》您只办理签发，委托时要连同签发。`
            : `《${name}》没有由您办理的审核、会签或签发，不能委托。`,
        );
      }
    }
    const id = context.environment.newId();
    const at = instantOf(context);
    const begins = midnight(from, 0);
    const ends = midnight(until, 1);
    const statement = signDelegation(
      {
        principal: personName,
        publicKey: keys.publicKey,
        delegate: delegate.name,
        begins,
        ends,
        includesRelease,
        publications,
      },
      keys.privateKey,
    );
    changeContent(context, (content, record) => {
      content
        .prepare(
          `INSERT INTO delegations (id, principal, delegate, publications, begins_at, ends_at, from_day, until_day,
             includes_release, statement, given_at, seen_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          id,
          personId,
          delegateId,
          canonicalJson(publications),
          begins,
          ends,
          from,
          until,
          includesRelease ? 1 : 0,
          canonicalJson(statement),
          at,
          at,
        );
      record('giveDelegation', id, {
        delegate: delegateId,
        publications,
        begins,
        ends,
        fromDay: from,
        untilDay: until,
        includesRelease,
      });
    });
    tell(context);
    return entryOf(context, requireDelegation(context, id));
  },

  endDelegation(context, { id }) {
    const { personId } = sessionOf(context);
    changeContent(context, (content, record) => {
      const row = requireDelegation(context, id);
      if (row.principal !== personId) throw new OfficeError('forbidden', '委托由给出委托的人撤销。');
      const state = delegationState(row, instantOf(context));
      if (state === 'ended') throw new OfficeError('illegalState', '这项委托已经撤销。');
      if (state === 'over') throw new OfficeError('illegalState', '这项委托已经到期，不用撤销。');
      content
        .prepare('UPDATE delegations SET ended_at = ?, ended_by = ? WHERE id = ?')
        .run(instantOf(context), personId, id);
      record('endDelegation', id);
    });
    tell(context);
    return entryOf(context, requireDelegation(context, id));
  },

  listDelegations(context) {
    const { personId } = sessionOf(context);
    return selectDelegationsOf(contentOf(context), personId).map((row) => entryOf(context, row));
  },

  listAllDelegations(context) {
    return selectRecordedDelegations(context);
  },
};

/** Throws notFound; others than the two it concerns are told nothing of it. */
function requireDelegation(context: OfficeContext, id: string): DelegationRow {
  const { personId } = sessionOf(context);
  const row = selectDelegation(contentOf(context), id);
  if (row && (row.principal === personId || row.delegate === personId)) return row;
  throw new OfficeError('notFound', '找不到这项委托。');
}

function requireDays(context: OfficeContext, from: string, until: string): void {
  const today = todayOf(context);
  if (until < from) throw new OfficeError('illegalState', '委托的截止日期早于开始日期，请改正。');
  if (until < today) throw new OfficeError('illegalState', `截止日期${issueDateLine(until)}已经过去，请改正。`);
}

/** The beginning of a day where the office is, so many days later. */
function midnight(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

function entryOf(context: OfficeContext, row: DelegationRow): DelegationEntry {
  const { register, personId } = sessionOf(context);
  const nameOf = (id: string) => selectPerson(register, id)?.name ?? id;
  return {
    id: row.id,
    principalName: nameOf(row.principal),
    delegateName: nameOf(row.delegate),
    publicationNames: row.publications.map((id) => selectPublication(register, id).name),
    from: row.fromDay,
    until: row.untilDay,
    includesRelease: row.includesRelease,
    givenAt: row.givenAt,
    ...(row.endedAt === null ? {} : { endedAt: row.endedAt }),
    state: delegationState(row, instantOf(context)),
    steps: row.steps,
    isOwn: row.principal === personId,
  };
}

function tell(context: OfficeContext): void {
  context.environment.emit({ kind: 'changed', nouns: ['issues'] });
}
