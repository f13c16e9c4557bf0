import { readFileSync } from 'node:fs';
import { createOffice } from '#office/office.ts';

/** Joins a machine to an office, telling when it begins; meant to be killed while at it. */
const [, , directory = '', input = ''] = process.argv;
const office = createOffice({ directory, print: async () => new Uint8Array() });
const given = JSON.parse(input) as { readonly senderCard: string };
process.stdout.write(`${JSON.stringify({ kind: 'ready' })}\n`);
const senderCard = new Uint8Array(readFileSync(given.senderCard));
const answer = await office.client.joinOffice({ ...JSON.parse(input), senderCard });
process.stdout.write(`${JSON.stringify({ kind: answer.ok ? 'joined' : answer.code })}\n`);
// Waits for the kill: an end of its own would close the bases in order.
setInterval(() => {}, 1000);
