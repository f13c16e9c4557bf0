import type { ErrorCode } from '#shared/contract/errorCode.ts';
import { afterCommit } from '../afterCommit.ts';
import { changeRegister, instantOf, type OfficeContext, type Session } from '../officeContext.ts';

/** The ways in which a person is refused for who he is, and not for what he gave. */
const byRole: ReadonlySet<ErrorCode> = new Set(['forbidden', 'samePerson']);

/**
 * So many refusals of one kind in one session have a row each; a person who tries has no more. After them only every
 * tenfold is put on record with how many came and when, and what came minutes after the last row, so that a renderer that
 * floods the office fills no disk.
 */
const toldSingly = 5;
const toldAfterMs = 5 * 60 * 1000;

interface Refusals {
  readonly command: string;
  readonly code: ErrorCode;
  /** In this session. */
  count: number;
  /** How many of them the audit knows of. */
  recorded: number;
  /** When the first and the last came of those it does not know of, and when it was last told. */
  from: string;
  until: string;
  toldAt: string;
}

const refusedIn = new WeakMap<Session, Map<string, Refusals>>();

/** Puts on record that somebody tried what the person may not do; of a flood, how often. */
export function recordRefusal(context: OfficeContext, command: string, code: ErrorCode): void {
  const { session } = context;
  if (!session || !byRole.has(code)) return;
  const refused = refusedIn.get(session) ?? new Map<string, Refusals>();
  refusedIn.set(session, refused);
  const key = `${command} ${code}`;
  const at = instantOf(context);
  const one = refused.get(key) ?? { command, code, count: 0, recorded: 0, from: at, until: at, toldAt: at };
  refused.set(key, one);
  if (one.count === one.recorded) one.from = at;
  one.until = at;
  one.count += 1;
  const isLate = Date.parse(at) - Date.parse(one.toldAt) >= toldAfterMs;
  if (one.count <= toldSingly || isTenfold(one.count) || isLate) putOnRecord(context, one);
}

/** Puts on record what was only counted: at the end of a session, while its bases are still open. */
export function recordCountedRefusals(context: OfficeContext): void {
  const { session } = context;
  for (const one of (session && refusedIn.get(session)?.values()) ?? []) {
    if (one.count > one.recorded) putOnRecord(context, one);
  }
}

function putOnRecord(context: OfficeContext, one: Refusals): void {
  const { command, code, count, from, until } = one;
  const times = count - one.recorded;
  afterCommit(context, 'recordRefusal', () => {
    changeRegister(context, (_register, record) => {
      record('refusedByRole', command, times === 1 ? { code } : { code, times, firstAt: from, lastAt: until });
    });
    one.recorded = count;
    one.toldAt = until;
  });
}

function isTenfold(count: number): boolean {
  return /^10+$/.test(String(count));
}
