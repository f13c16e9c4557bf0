// Everything that must hold before a change lands, in the order in which a failure is cheapest to see.
import { spawnSync } from 'node:child_process';

const steps: readonly (readonly string[])[] = [
  ['biome', 'check', '--error-on-warnings', '.'],
  ['tsc', '-p', 'shared'],
  ['tsc', '-p', '.'],
  ['vitest', 'run'],
];

for (const [command, ...args] of steps) {
  if (command === undefined) continue;
  console.log(`\n> ${command} ${args.join(' ')}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}
