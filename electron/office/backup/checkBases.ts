import type { BaseVerdict } from '#shared/contract/backupCommands.ts';
import type { CheckedInput, CommandOutput } from '#shared/contract/contract.ts';
import { checkBaseApart } from '#store/checkBaseApart.ts';
import { contentAudit } from '#store/content/contentMigrations.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { registerAudit } from '#store/register/registerMigrations.ts';
import { tableShapes } from '#store/salvageBase.ts';
import { afterCommit } from '../afterCommit.ts';
import { changeRegister, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { verdictOf } from './baseVerdict.ts';

/** A full check is due so long after the last one. */
const fullAfterMs = 7 * 86_400_000;

/**
 * Checks the bases that this person has open, each in a thread of its own beside whatever is done meanwhile. What was
 * checked in full, or found, is put on record.
 */
export async function checkBases(
  context: OfficeContext,
  { kind: asked }: CheckedInput<'checkBases'>,
): Promise<CommandOutput<'checkBases'>> {
  const session = sessionOf(context);
  const { files } = context.environment;
  const { registerKey, contentKey } = session.keys;
  const kind = asked === 'due' ? dueKind(context, session.register) : asked;
  const register = checkBaseApart({
    file: files.register,
    key: registerKey,
    chain: registerAudit,
    kind,
    tables: tableShapes(session.register),
  });
  const content =
    session.content && contentKey
      ? checkBaseApart({
          file: files.content,
          key: contentKey,
          chain: contentAudit,
          kind,
          tables: tableShapes(session.content),
        })
      : undefined;
  const bases: BaseVerdict[] = [verdictOf('register', await register)];
  const checked = await content;
  if (checked) bases.push(verdictOf('content', checked));
  const faulty = bases.filter(({ faults }) => faults.length > 0).map(({ base }) => base);
  // Whoever signed in meanwhile has not asked for it.
  if ((kind === 'full' || faulty.length > 0) && context.session === session) {
    afterCommit(context, 'checkBases', () => {
      changeRegister(context, (_register, record) =>
        record('checkBases', 'bases', { kind, checked: bases.map(({ base }) => base), faulty }),
      );
    });
  }
  return { kind, checkedAt: instantOf(context), bases };
}

/** When the bases were last checked in full, ISO 8601. */
export function lastFullCheck(register: ReadableDatabase): string | undefined {
  const sql = `SELECT at FROM audit WHERE action = 'checkBases' AND json_extract(details, '$.kind') = 'full'
    ORDER BY sequence DESC LIMIT 1`;
  return register.prepare(sql).pluck().get() as string | undefined;
}

function dueKind(context: OfficeContext, register: ReadableDatabase): 'quick' | 'full' {
  const since = lastFullCheck(register) ?? String(register.prepare('SELECT founded_at FROM office').pluck().get());
  return Date.parse(instantOf(context)) - Date.parse(since) >= fullAfterMs ? 'full' : 'quick';
}
