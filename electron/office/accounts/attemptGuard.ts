import type { Json } from '#shared/issue/canonicalJson.ts';
import {
  type Attempt,
  type AttemptsFile,
  backupWait,
  followsFrom,
  isSetBack,
  type Moment,
  type NewAttempt,
  newSeal,
  readAttempts,
  recoveryTries,
  type Settled,
  secondsLeft,
  settledFile,
  unknownNames,
  type Wait,
  waitsIn,
  withAttempt,
  writeAttempts,
} from '#store/attemptsFile.ts';
import { appendAudit } from '#store/auditChain.ts';
import type { WritableDatabase } from '#store/database.ts';
import { keyringPeople, type OpenKeys, openKeyring } from '#store/keyring.ts';
import { registerAudit } from '#store/register/registerMigrations.ts';
import { refusePlacing } from '#store/restoreFiles.ts';
import { StoreError } from '#store/storeError.ts';
import { afterCommit } from '../afterCommit.ts';
import { changeRegister, type OfficeContext, type OfficeEnvironment, type Recorder } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';

type Place = Pick<OfficeEnvironment, 'files' | 'now' | 'upSeconds'>;

/** A wait is forgotten a day after the last wrong password. */
const forgottenAfterSeconds = 24 * 60 * 60;

/** Opens what the password opens. Throws tooManyTries while the name has to wait, wrongPassword with the seconds to wait next. */
export function unlockWithPassword(
  context: OfficeContext,
  kind: 'signIn' | 'password',
  personId: string,
  password: string,
): Promise<OpenKeys> {
  return guardPassword(context, kind, personId, () =>
    openKeyring(context.environment.files.keyring, personId, password),
  );
}

/** The same for whatever else a password opens. */
export function guardPassword<Value>(
  context: OfficeContext,
  kind: 'signIn' | 'password',
  personId: string,
  open: () => Promise<Value>,
): Promise<Value> {
  refusePlacing(context.environment.directory);
  const isKnown = keyringPeople(context.environment.files.keyring).some(({ id }) => id === personId);
  return guarded(context, { kind, name: isKnown ? personId : unknownNames, tried: personId }, open);
}

/** Tries a recovery code or shares of one; wrong ones wait as wrong passwords do. */
export function guardRecovery<Value>(context: OfficeContext, personId: string, open: () => Promise<Value>) {
  refusePlacing(context.environment.directory);
  return guarded(context, { kind: 'recovery', name: recoveryTries, tried: personId }, open);
}

/**
 * Tries what opens a backup: `name` is a name of its keyring, or a collective one. It waits apart from the office's own, and
 * being right ends no wait: a backup can be made up whose passwords one knows.
 */
export function guardBackup<Value>(
  context: OfficeContext,
  { name, tried }: { readonly name: string; readonly tried: string },
  open: () => Promise<Value>,
): Promise<Value> {
  return guarded(context, { kind: 'backup', name: backupWait(name), tried }, open);
}

/** The same for what a machine needs to join an office: the password of its request, and that of whoever is there. */
export function guardJoining<Value>(context: OfficeContext, tried: string, open: () => Promise<Value>): Promise<Value> {
  return guarded(context, { kind: 'joining', name: backupWait('joining'), tried: tried.slice(0, 64) }, open);
}

/** Seconds that the name has to wait before it may try again, and how often it has failed. */
export function waitOf(place: Place, name: string): { readonly seconds: number; readonly failures: number } {
  const wait = waitsIn(fileOf(place)).find((one) => one.name === name);
  return { seconds: wait ? secondsLeft(wait, momentOf(place)) : 0, failures: wait?.failures ?? 0 };
}

/** Everybody who has failed since the last success, the collective names among them. */
export function allWaits(
  place: Place,
): readonly { readonly name: string; readonly failures: number; readonly seconds: number }[] {
  return waitsIn(fileOf(place)).map((wait) => ({
    name: wait.name,
    failures: wait.failures,
    seconds: secondsLeft(wait, momentOf(place)),
  }));
}

/**
 * Takes what was tried into the audit of the register, in its transaction, and lets those `cleared` begin anew. Tells whether
 * the file is not what the register left: attempts were taken out of it, or all of it is gone.
 */
export function settleAttempts(
  context: OfficeContext,
  register: WritableDatabase,
  cleared: readonly string[] = [],
): { readonly isLost: boolean; readonly publish: () => void } {
  const { environment } = context;
  const kept = keptGuard(register);
  const found = readAttempts(environment.files.attempts);
  const file = found === 'damaged' ? undefined : found;
  const { isLost, attempts, waits } = compared(kept, file);
  const moment = momentOf(environment);
  const left = waits.filter((wait) => !cleared.includes(wait.name) && !isForgotten(wait, moment));
  const isSettled = kept !== undefined && !isLost && attempts.length === 0 && file?.attempts.length === 0;
  if (isSettled && left.length === waits.length) return { isLost, publish: () => {} };
  for (const attempt of attempts) appendAudit(register, registerAudit, entryOf(attempt));
  const settled = { sequence: (kept?.settled.sequence ?? 0) + attempts.length, waits: [...left] };
  const seal = newSeal();
  register
    .prepare(
      `INSERT INTO attempt_guard (one, settled, seal) VALUES (1, @settled, @seal)
       ON CONFLICT (one) DO UPDATE
       SET earlier_settled = attempt_guard.settled, earlier_seal = attempt_guard.seal, settled = @settled, seal = @seal`,
    )
    .run({ settled: JSON.stringify(settled), seal });
  return {
    isLost,
    publish: () => afterCommit(context, 'settleAttempts', () => keep(environment, settledFile(settled, seal))),
  };
}

/** Settles in a transaction of its own, for whoever is signed in. */
export function settleNow(context: OfficeContext, cleared?: string, change?: (record: Recorder) => void): void {
  if (!context.session) return;
  const { publish } = changeRegister(context, (register, record) => {
    const settled = settleAttempts(context, register, cleared === undefined ? [] : [cleared]);
    change?.(record);
    return settled;
  });
  publish();
}

async function guarded<Value>(context: OfficeContext, attempt: NewAttempt, open: () => Promise<Value>): Promise<Value> {
  const { environment } = context;
  requireNoWait(environment, attempt.name);
  try {
    const opened = await open();
    // Who signs in is settled with the sign-in itself; who is signed in has nothing else to wait for.
    if (attempt.kind === 'password' && waitOf(environment, attempt.name).failures > 0) settleNow(context, attempt.name);
    return opened;
  } catch (error) {
    if (!(error instanceof StoreError) || (error.code !== 'wrongPassword' && error.code !== 'wrongRecoveryCode')) {
      throw error;
    }
    keep(environment, withAttempt(fileOf(environment), attempt, momentOf(environment)));
    settleNow(context);
    const { seconds } = waitOf(environment, attempt.name);
    throw new OfficeError(error.code, `${error.message}${waitText(seconds)}`, { seconds });
  }
}

function requireNoWait(place: Place, name: string): void {
  const file = fileOf(place);
  if (isSetBack(waitsIn(file), momentOf(place))) {
    keep(place, withAttempt(file, { kind: 'clockBack', name: '', tried: '' }, momentOf(place)));
  }
  const { seconds } = waitOf(place, name);
  if (seconds === 0) return;
  throw new OfficeError('tooManyTries', `前面输错过，为防止有人猜口令，还要等一会儿。${waitText(seconds)}`, {
    seconds,
  });
}

function waitText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  const time = `${minutes > 0 ? `${minutes}分` : ''}${rest > 0 || minutes === 0 ? `${rest}秒` : '钟'}`;
  return `${time}后再试。`;
}

/** What a full disk kept from being written holds at least as long as the process does. */
const unwritten = new Map<string, AttemptsFile>();

function fileOf({ files }: Place): AttemptsFile {
  const held = unwritten.get(files.attempts);
  if (held) return held;
  const file = readAttempts(files.attempts);
  return file === undefined || file === 'damaged' ? settledFile({ sequence: 0, waits: [] }, newSeal()) : file;
}

function keep({ files }: Place, file: AttemptsFile): void {
  unwritten.set(files.attempts, file);
  try {
    writeAttempts(files.attempts, file);
    unwritten.delete(files.attempts);
  } catch (error) {
    // The directory may be without room, but the wait is kept for as long as the program runs.
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

interface KeptGuard {
  readonly settled: Settled;
  readonly seal: string;
  /** As it was before the last settling, where the file could not be written after the commit. */
  readonly earlier: { readonly settled: Settled; readonly seal: string } | undefined;
}

function keptGuard(register: WritableDatabase): KeptGuard | undefined {
  const row = register.prepare('SELECT settled, seal, earlier_settled, earlier_seal FROM attempt_guard').get() as
    | { settled: string; seal: string; earlier_settled: string | null; earlier_seal: string | null }
    | undefined;
  if (!row) return undefined;
  const { settled, seal, earlier_settled, earlier_seal } = row;
  const earlier =
    earlier_settled === null || earlier_seal === null
      ? undefined
      : { settled: JSON.parse(earlier_settled) as Settled, seal: earlier_seal };
  return { settled: JSON.parse(settled) as Settled, seal, earlier };
}

function compared(
  kept: KeptGuard | undefined,
  file: AttemptsFile | undefined,
): { readonly isLost: boolean; readonly attempts: readonly Attempt[]; readonly waits: readonly Wait[] } {
  if (!kept) return { isLost: false, attempts: file?.attempts ?? [], waits: file ? waitsIn(file) : [] };
  if (!file) return { isLost: true, attempts: [], waits: kept.settled.waits };
  const { settled, seal, earlier } = kept;
  if (followsFrom(file, settled, seal)) return { isLost: false, attempts: file.attempts, waits: waitsIn(file) };
  if (earlier && followsFrom(file, earlier.settled, earlier.seal)) {
    const attempts = file.attempts.filter(({ sequence }) => sequence > settled.sequence);
    return { isLost: false, attempts, waits: waitsIn({ settled, attempts: [...attempts] }) };
  }
  // Nothing in it can be believed but that somebody may have failed.
  return { isLost: true, attempts: [], waits: waitsIn(file) };
}

const actions: Readonly<Record<Attempt['kind'], string>> = {
  signIn: 'signInFailed',
  password: 'passwordFailed',
  recovery: 'recoveryFailed',
  backup: 'backupUnlockFailed',
  joining: 'joinUnlockFailed',
  clockBack: 'clockSetBack',
};

/** Nobody is named as the one who did it: a wrong password proves nobody. */
function entryOf({ at, kind, tried }: Attempt) {
  const details: Json = {};
  return { at, person: '', action: actions[kind], subject: kind === 'clockBack' ? 'clock' : tried, details };
}

function isForgotten({ at, upSeconds }: Wait, moment: Moment): boolean {
  const byClock = (moment.now.getTime() - Date.parse(at)) / 1000;
  const byMachine = moment.upSeconds >= upSeconds ? moment.upSeconds - upSeconds : byClock;
  return Math.min(byClock, byMachine) > forgottenAfterSeconds;
}

function momentOf({ now, upSeconds }: Place): Moment {
  return { now: now(), upSeconds: upSeconds() };
}
