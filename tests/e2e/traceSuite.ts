import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { traced, whyNoTrace } from '../office/network/runTraced.ts';
import type { TraceFindings } from '../office/network/traceFindings.ts';

/**
 * `node tests/e2e/traceSuite.ts [FILE …]`: every file of tests in the window under a system-call trace, one after another, and what
 * each did with the network. Ends with 1 where anything looked up a name, or sent or connected to the internet. A call whose name strace could
 * not tell, as its thread was gone, is printed as doubtful.
 */
const folder = fileURLToPath(new URL('.', import.meta.url));
const top = fileURLToPath(new URL('../..', import.meta.url));
/** It traces by itself, and nobody can be traced twice. */
const own = 'isolation.test.ts';
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));

const unable = whyNoTrace();
if (unable !== undefined) {
  process.stderr.write(`not traced: ${unable}\n`);
  process.exit(2);
}
process.chdir(top);
const named = process.argv.slice(2);
const files = readdirSync(folder).filter(
  (name) => name.endsWith('.test.ts') && name !== own && (named.length === 0 || named.includes(name)),
);
const networkOf = ({ lookUps, connections, sends }: TraceFindings) => [
  ...lookUps.map((line) => `look-up: ${line}`),
  ...connections.map((line) => `connection: ${line}`),
  ...sends.map((line) => `send: ${line}`),
];
let calls = 0;
let probes = 0;
let network = 0;
let doubtful = 0;
for (const name of files) {
  // A test that fails for want of time under the trace has done its calls all the same.
  const { findings, failure } = await traced([
    process.execPath,
    vitest,
    'run',
    '--project',
    'e2e',
    `tests/e2e/${name}`,
  ]);
  const found = networkOf(findings);
  calls += findings.calls;
  probes += findings.probes;
  network += found.length;
  doubtful += findings.doubtful.length;
  process.stdout.write(
    `${name}: ${failure === undefined ? 'passed' : 'failed'}, ${findings.calls} calls, ${found.length} to the network, ${findings.doubtful.length} doubtful, ${findings.probes} probes\n`,
  );
  for (const line of [...found, ...findings.doubtful]) process.stdout.write(`  ${line}\n`);
}
process.stdout.write(
  `${files.length} files, ${calls} calls read, ${network} to the network, ${doubtful} that the trace could not tell, ${probes} of the browser's probes\n`,
);
process.exitCode = network === 0 ? 0 : 1;
