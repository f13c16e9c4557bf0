import { appendFileSync } from 'node:fs';

/**
 * Notes a failure nobody foresaw and returns the number to tell the person. A message could quote a manuscript, so only
 * the kind of the error and the places in the code are written.
 */
export function logFailure(file: string, number: string, at: string, command: string, error: unknown): string {
  const { name, code, stack } =
    error instanceof Error ? (error as Error & { code?: unknown }) : { name: typeof error, code: undefined, stack: '' };
  const places = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const kind = typeof code === 'string' ? `${name} ${code}` : name;
  try {
    appendFileSync(file, `${at} ${number} ${command} ${kind}\n${places.join('\n')}\n`);
  } catch {
    // A full disk may be the very failure; the answer to the person does not depend on the log.
  }
  return number;
}
