import { createHash, createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { writeFileDurably } from './writeFileDurably.ts';

/** The longest that a name waits after one more wrong password, in seconds. */
export const longestWaitSeconds = 15 * 60;

const instant = z.iso.datetime();
const key = z.string().regex(/^[0-9a-f]{64}$/);

const waitSchema = z.strictObject({
  /** What was tried: a name of the keyring, or one of the two collective names below. */
  name: z.string().min(1).max(80),
  failures: z.int().min(1),
  /** When the last attempt failed, by the clock and by the time since the machine was started. */
  at: instant,
  upSeconds: z.number().min(0),
});

const attemptSchema = z.strictObject({
  sequence: z.int().min(1),
  at: instant,
  upSeconds: z.number().min(0),
  /** `clockBack` is no attempt: the clock was found set back, and every wait began anew. */
  kind: z.enum(['signIn', 'password', 'recovery', 'backup', 'joining', 'clockBack']),
  /** Whose wait grows. */
  name: z.string().max(80),
  /** The name as it was given. */
  tried: z.string().max(64),
  mac: key,
});

/** What the register knows as well: up to `sequence` everything is in its audit, and these waits were left. */
const settledSchema = z.strictObject({ sequence: z.int().min(0), waits: z.array(waitSchema) });

const fileSchema = z.strictObject({
  format: z.literal('neikan-attempts'),
  version: z.literal(1),
  settled: settledSchema,
  attempts: z.array(attemptSchema),
  key,
});

export type Wait = Readonly<z.infer<typeof waitSchema>>;
export type Attempt = Readonly<z.infer<typeof attemptSchema>>;
export type Settled = Readonly<z.infer<typeof settledSchema>>;
export type AttemptsFile = Readonly<z.infer<typeof fileSchema>>;
export type NewAttempt = Pick<Attempt, 'kind' | 'name' | 'tried'>;

/** Two clocks: one that can be set, and one that only a new start of the machine sets back. */
export interface Moment {
  readonly now: Date;
  readonly upSeconds: number;
}

/** All names that nobody has wait together; no name of a person has a blank in it. */
export const unknownNames = 'unknown names';
/** And so do all recovery codes and shares. */
export const recoveryTries = 'recovery tries';

/** What stands before a name, or a collective name, of a backup: a password that opened it then may open nothing here. */
const ofBackup = 'backup ';

/** The name by which tries at a backup wait, apart from those at the office. */
export function backupWait(name: string): string {
  return `${ofBackup}${name}`;
}

export function isBackupWait(name: string): boolean {
  return name.startsWith(ofBackup);
}

/** A seal to begin a file with; the register keeps it, and the file has it only until the first attempt. */
export function newSeal(): string {
  return randomBytes(32).toString('hex');
}

/** A file in which everything is settled. */
export function settledFile(settled: Settled, seal: string): AttemptsFile {
  return { format: 'neikan-attempts', version: 1, settled, attempts: [], key: seal };
}

/** Undefined where there is none, 'damaged' where it is not what this program wrote. */
export function readAttempts(file: string): AttemptsFile | 'damaged' | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const parsed = fileSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : 'damaged';
  } catch (error) {
    if (error instanceof SyntaxError) return 'damaged';
    throw error;
  }
}

export function writeAttempts(file: string, content: AttemptsFile): void {
  writeFileDurably(file, `${JSON.stringify(content)}\n`);
}

/**
 * The file with one attempt more. Each is sealed with the key of its turn, and the key then moves on by a hash that
 * cannot be turned back: who comes upon the file later can neither change nor take out what stands in it without the
 * first key, which only the register has.
 */
export function withAttempt(file: AttemptsFile, attempt: NewAttempt, { now, upSeconds }: Moment): AttemptsFile {
  const sequence = file.settled.sequence + file.attempts.length + 1;
  const row = { sequence, at: now.toISOString(), upSeconds, ...attempt };
  return { ...file, attempts: [...file.attempts, { ...row, mac: macOf(file.key, row) }], key: nextKey(file.key) };
}

/** Whether the file goes on from what the register keeps, every attempt in its place and none missing. */
export function followsFrom(file: AttemptsFile, settled: Settled, seal: string): boolean {
  if (canonicalJson(file.settled) !== canonicalJson(settled)) return false;
  let turn = seal;
  for (const [index, { mac, ...row }] of file.attempts.entries()) {
    if (row.sequence !== settled.sequence + index + 1 || mac !== macOf(turn, row)) return false;
    turn = nextKey(turn);
  }
  return file.key === turn;
}

/** Who has to wait after what stands in the file. */
export function waitsIn({ settled, attempts }: Pick<AttemptsFile, 'settled' | 'attempts'>): readonly Wait[] {
  return attempts.reduce(afterAttempt, settled.waits);
}

function afterAttempt(waits: readonly Wait[], { kind, name, at, upSeconds }: Attempt): readonly Wait[] {
  if (kind === 'clockBack') return waits.map((wait) => ({ ...wait, at, upSeconds }));
  const failures = (waits.find((wait) => wait.name === name)?.failures ?? 0) + 1;
  return [...waits.filter((wait) => wait.name !== name), { name, failures, at, upSeconds }];
}

/** Seconds until the name may try again, 0 where it may at once: 2, 4, 8 and so on to a quarter of an hour. */
export function secondsLeft({ failures, at, upSeconds }: Wait, moment: Moment): number {
  const whole = Math.min(2 ** Math.min(failures, 20), longestWaitSeconds);
  const byClock = (moment.now.getTime() - Date.parse(at)) / 1000;
  // Since a new start of the machine only the clock tells how long it was off.
  const byMachine = moment.upSeconds >= upSeconds ? moment.upSeconds - upSeconds : byClock;
  const passed = Math.max(0, Math.min(byClock, byMachine));
  return Math.max(0, Math.ceil(whole - passed));
}

/** Whether the clock stands before the last attempt, so that no wait could be told by it. */
export function isSetBack(waits: readonly Wait[], { now }: Moment): boolean {
  return waits.some(({ at }) => Date.parse(at) > now.getTime());
}

function macOf(turn: string, row: Omit<Attempt, 'mac'>): string {
  return createHmac('sha256', Buffer.from(turn, 'hex')).update(canonicalJson(row)).digest('hex');
}

function nextKey(turn: string): string {
  return createHash('sha256').update('neikan attempt').update(Buffer.from(turn, 'hex')).digest('hex');
}
