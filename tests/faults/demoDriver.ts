// The program that is killed: the demo's whole job, a line on standard output before and after each command.
import { writeSync } from 'node:fs';
import { runDemo } from '#cli/demo/runDemo.ts';
import { createOfficeClient } from '#shared/contract/officeClient.ts';
import { type DriverLine, digestOf, factsOf } from './acknowledgement.ts';
import { createKeptPages } from './keptPages.ts';
import { createSteadyOffice } from './steadyOffice.ts';

const [directory, pages] = process.argv.slice(2);
if (directory === undefined || pages === undefined) throw new Error('usage: demoDriver DIRECTORY PAGES');

/** Written by the system before this returns: a line that was read was true before the kill. */
function say(line: DriverLine): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

const printer = createKeptPages(pages);
say({ kind: 'ready' });
const office = createSteadyOffice({ directory, print: printer.print, sitting: 0 });
let index = -1;
const client = createOfficeClient(async (command, input) => {
  index += 1;
  say({ kind: 'asked', index, command, input: digestOf(input) });
  const answer = await office.call({ kind: 'inPlace' }, command, input);
  if (answer.ok) say({ kind: 'answered', index, command, facts: factsOf(command, input, answer.value) });
  return answer;
});
await runDemo(client, () => {});
say({ kind: 'finished' });
// Stays with the bases closed and the directory held, so that every run ends by the kill.
setInterval(() => {}, 1000);
