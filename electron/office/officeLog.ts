import { appendFileSync } from 'node:fs';
import { dataFiles } from '#store/dataDirectory.ts';

/** Whose log it is, and where times and numbers come from; an office's environment is one. */
export interface LogPlace {
  readonly directory: string;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** Characters of an id: enough to find an entry, few enough to be read out on the telephone. */
const numberLength = 8;

/**
 * Notes a failure nobody foresaw and returns the number to tell the person. A message could quote a manuscript, so only
 * the kind of the error and the places in the code are written.
 */
export function logFailure({ directory, now, newId }: LogPlace, command: string, error: unknown): string {
  const number = newId().slice(0, numberLength);
  const { name, code, stack } =
    error instanceof Error ? (error as Error & { code?: unknown }) : { name: typeof error, code: undefined, stack: '' };
  const places = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const kind = typeof code === 'string' ? `${name} ${code}` : name;
  try {
    const entry = `${now().toISOString()} ${number} ${command} ${kind}\n${places.join('\n')}\n`;
    appendFileSync(dataFiles(directory).log, entry);
  } catch {
    // A full disk may be the very failure; the answer to the person does not depend on the log.
  }
  return number;
}
