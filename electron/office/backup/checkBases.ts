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
  const kindOf = (base: BaseVerdict['base']) => (asked === 'due' ? dueKind(context, session.register, base) : asked);
  const kinds = { register: kindOf('register'), content: kindOf('content') };
  const register = checkBaseApart({
    file: files.register,
    key: registerKey,
    chain: registerAudit,
    kind: kinds.register,
    tables: tableShapes(session.register),
  });
  const content =
    session.content && contentKey
      ? checkBaseApart({
          file: files.content,
          key: contentKey,
          chain: contentAudit,
          kind: kinds.content,
          tables: tableShapes(session.content),
        })
      : undefined;
  const bases: BaseVerdict[] = [verdictOf('register', await register)];
  const checked = await content;
  if (checked) bases.push(verdictOf('content', checked));
  const inFull = bases.map(({ base }) => base).filter((base) => kinds[base] === 'full');
  const kind = inFull.length > 0 ? 'full' : 'quick';
  const faulty = bases.filter(({ faults }) => faults.length > 0).map(({ base }) => base);
  // Whoever signed in meanwhile has not asked for it.
  if ((kind === 'full' || faulty.length > 0) && context.session === session) {
    afterCommit(context, 'checkBases', () => {
      changeRegister(context, (_register, record) =>
        record('checkBases', 'bases', {
          kind,
          checked: kind === 'full' ? inFull : bases.map(({ base }) => base),
          faulty,
        }),
      );
    });
  }
  const lastFull = context.session === session ? lastFullCheck(session.register) : undefined;
  return { kind, checkedAt: instantOf(context), bases, ...(lastFull === undefined ? {} : { lastFull }) };
}

/** When a base was last checked in full, or any of them where none is named; ISO 8601. */
export function lastFullCheck(register: ReadableDatabase, base?: BaseVerdict['base']): string | undefined {
  const sql = `SELECT at FROM audit WHERE action = 'checkBases' AND json_extract(details, '$.kind') = 'full'
      AND (@base IS NULL OR EXISTS (SELECT 1 FROM json_each(details, '$.checked') WHERE value = @base))
    ORDER BY sequence DESC LIMIT 1`;
  return register
    .prepare(sql)
    .pluck()
    .get({ base: base ?? null }) as string | undefined;
}

/** Each base by its own last time: whoever cannot open content.db must not put its check off. */
function dueKind(context: OfficeContext, register: ReadableDatabase, base: BaseVerdict['base']): 'quick' | 'full' {
  const founded = () => String(register.prepare('SELECT founded_at FROM office').pluck().get());
  const since = lastFullCheck(register, base) ?? founded();
  return Date.parse(instantOf(context)) - Date.parse(since) >= fullAfterMs ? 'full' : 'quick';
}
