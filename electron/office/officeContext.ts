import type { CheckedInput, CommandName, CommandOutput } from '#shared/contract/contract.ts';
import type { OfficeEvent } from '#shared/contract/officeEvent.ts';
import type { Json } from '#shared/issue/canonicalJson.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { type AuditChain, appendAudit } from '#store/auditChain.ts';
import { mirrorAudit } from '#store/auditMirror.ts';
import { contentAudit } from '#store/content/contentMigrations.ts';
import type { WritableDatabase } from '#store/database.ts';
import type { DataFiles } from '#store/dataDirectory.ts';
import type { OpenKeys, RecoveryEntry } from '#store/keyring.ts';
import { contentAuditMirror, registerAudit } from '#store/register/registerMigrations.ts';
import { afterCommit } from './afterCommit.ts';
import { OfficeError } from './officeError.ts';
import type { PreparedRelease } from './signOff/preparedRelease.ts';

/** What the office needs from outside; the clock and ids can be set for tests, everything else is real. */
export interface OfficeEnvironment {
  readonly directory: string;
  readonly files: DataFiles;
  readonly now: () => Date;
  /** Seconds since the machine was started, which nobody can set back. */
  readonly upSeconds: () => number;
  readonly newId: () => string;
  /** The printer process: one self-contained page in, a PDF out. */
  readonly print: (html: string) => Promise<Uint8Array>;
  readonly emit: (event: OfficeEvent) => void;
}

/** Who is signed in, with the keys and the bases that person may open. */
export interface Session {
  readonly personId: string;
  readonly personName: string;
  roles: readonly Role[];
  /** Another has given the password: nothing can be done before the person has changed it. */
  mustChangePassword: boolean;
  readonly keys: OpenKeys;
  readonly register: WritableDatabase;
  readonly content: WritableDatabase | undefined;
  /** Issues shown to the signer and waiting for the password, by issue id. */
  readonly prepared: Map<string, PreparedRelease>;
  /** New recovery papers that are being copied out: not in force before that is confirmed. */
  pendingRecovery?: { readonly recovery: RecoveryEntry; readonly present: readonly string[] } | undefined;
}

export interface OfficeContext {
  readonly environment: OfficeEnvironment;
  session: Session | undefined;
}

/** The functions behind a set of commands. Role and input were checked before they are called. */
export type Handlers<Names extends CommandName> = {
  readonly [Name in Names]: (
    context: OfficeContext,
    input: CheckedInput<Name>,
  ) => CommandOutput<Name> | Promise<CommandOutput<Name>>;
};

/** Throws notSignedIn. */
export function sessionOf(context: OfficeContext): Session {
  if (!context.session) throw new OfficeError('notSignedIn', '还没有登录。请先登录。');
  return context.session;
}

/** content.db of whoever is signed in; throws contentKeyNeeded for people who may not read manuscripts. */
export function contentOf(context: OfficeContext): WritableDatabase {
  const { content } = sessionOf(context);
  if (content) return content;
  throw new OfficeError('contentKeyNeeded', '您还不能阅读稿件。请由已能阅读稿件的同事在“系统—人员”中为您开通。');
}

/** The moment of a command, ISO 8601. */
export function instantOf(context: OfficeContext): string {
  return context.environment.now().toISOString();
}

/** Today where the office is: dates on paper are local. */
export function todayOf(context: OfficeContext): string {
  const now = context.environment.now();
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Adds one row to the audit of the base whose transaction it stands in; details hold ids and numbers, never text. */
export type Recorder = (action: string, subject: string, details?: Json) => void;

/** One change of content.db and its audit rows: both or neither. The register's mirror follows after the commit. */
export function changeContent<Value>(
  context: OfficeContext,
  change: (content: WritableDatabase, record: Recorder) => Value,
): Value {
  const content = contentOf(context);
  const value = content.transaction(() => change(content, recorder(context, content, contentAudit))).immediate();
  afterCommit(context, 'mirrorAudit', () => {
    mirrorAudit(content, contentAudit, sessionOf(context).register, contentAuditMirror);
  });
  return value;
}

/** One change of register.db and its audit rows: both or neither. */
export function changeRegister<Value>(
  context: OfficeContext,
  change: (register: WritableDatabase, record: Recorder) => Value,
): Value {
  const { register } = sessionOf(context);
  return register.transaction(() => change(register, recorder(context, register, registerAudit))).immediate();
}

function recorder(context: OfficeContext, database: WritableDatabase, chain: AuditChain): Recorder {
  const { personId } = sessionOf(context);
  return (action, subject, details = {}) => {
    appendAudit(database, chain, { at: instantOf(context), person: personId, action, subject, details });
  };
}
