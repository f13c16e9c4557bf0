import { readdirSync, readFileSync } from 'node:fs';

/** A file of /proc; empty where the process has ended meanwhile or the system has no such folder. */
function proc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return '';
  }
}

function megabytes(text: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1024;
}

/** What a process has in memory, in MB. */
export function residentMb(pid: number): number {
  return megabytes(proc(`${pid}/status`), 'VmRSS');
}

/** What a process has in memory, pages that several have counted in parts (PSS), in MB: parts of one browser add up. */
export function sharedOutMb(pid: number): number {
  return megabytes(proc(`${pid}/smaps_rollup`), 'Pss');
}

/** The processes that one has started, and those that they have. */
export function descendantsOf(pid: number): readonly number[] {
  const parents = new Map<number, number[]>();
  const all = proc('self/status') === '' ? [] : readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  for (const name of all) {
    // The name of a program may hold blanks and brackets; the parent stands behind the last one.
    const parent = Number(
      proc(`${name}/stat`)
        .replace(/^.*\) \S /s, '')
        .split(' ')[0],
    );
    parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
  }
  const below = (of: number): readonly number[] => (parents.get(of) ?? []).flatMap((one) => [one, ...below(one)]);
  return below(pid);
}
