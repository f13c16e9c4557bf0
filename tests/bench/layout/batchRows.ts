import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { BenchRow } from '../benchRow.ts';
import { descendantsOf, residentMb, sharedOutMb } from './processMemory.ts';

const suite = 'layout';
const issues = 100;
const sampleEvery_ms = 100;

/** A hundred issues in every format in one process: the time, and the most memory that its Node and its browser had. */
export async function batchRows(): Promise<readonly BenchRow[]> {
  const batch = fileURLToPath(new URL('issueBatch.ts', import.meta.url));
  const child = spawn(process.execPath, [batch, String(issues)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = child.pid as number;
  const most = { node: 0, browser: 0, both: 0 };
  const sampling = setInterval(() => {
    const node = residentMb(pid);
    const browser = descendantsOf(pid).reduce((sum, process) => sum + sharedOutMb(process), 0);
    most.node = Math.max(most.node, node);
    most.browser = Math.max(most.browser, browser);
    most.both = Math.max(most.both, node + browser);
  }, sampleEvery_ms);
  const ended = once(child, 'exit');
  let said = '';
  for await (const line of createInterface({ input: child.stdout })) said = line;
  const [code] = await ended;
  clearInterval(sampling);
  if (code !== 0) throw new Error(`the batch of issues ended with ${code}`);
  const { seconds, pages } = JSON.parse(said) as { readonly seconds: number; readonly pages: number };
  const what = `${issues} issues, ${pages} pages, in all formats in one process`;
  const rows: BenchRow[] = [
    { suite, what, value: seconds, unit: 's' },
    { suite, what: 'of that, an issue', value: (seconds / issues) * 1000, unit: 'ms' },
  ];
  if (most.both === 0) {
    process.stderr.write('layout: no memory of the batch, as this system has no /proc\n');
    return rows;
  }
  return [
    ...rows,
    { suite, what: 'most memory of its Node (RSS)', value: most.node, unit: 'MB' },
    { suite, what: 'most memory of its browser, all processes (PSS)', value: most.browser, unit: 'MB' },
    { suite, what: 'most memory of both at one time', value: most.both, unit: 'MB' },
  ];
}
