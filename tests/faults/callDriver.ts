// The office that is killed in the middle of one command. Arguments: data directory, and as JSON whoever signs in before, the
// command and its input. A line on standard output when the command is asked, and when it is answered.
import { writeSync } from 'node:fs';
import { createOffice } from '#office/office.ts';
import { done } from './done.ts';

interface Asked {
  readonly signIn?: { readonly personId: string; readonly password: string };
  readonly command: string;
  readonly input: unknown;
}

const [directory, text] = process.argv.slice(2);
if (directory === undefined || text === undefined) throw new Error('usage: callDriver DIRECTORY JSON');
const { signIn, command, input } = JSON.parse(text) as Asked;
const office = createOffice({ directory, print: () => Promise.reject(new Error('nothing is printed here')) });
if (signIn) done(await office.client.signIn(signIn));
writeSync(1, 'asked\n');
done(await office.call({ kind: 'inPlace' }, command, input));
writeSync(1, 'answered\n');
// Whoever kills it may come later than the answer.
setInterval(() => {}, 1000);
