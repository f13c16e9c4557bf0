import { createOffice } from '#office/office.ts';

/** Signs in and takes a package into a data directory, telling when it begins; meant to be killed while at it. */
const [, , directory = '', personId = '', password = '', ...files] = process.argv;
const office = createOffice({ directory, print: async () => new Uint8Array() });
const signedIn = await office.client.signIn({ personId, password });
process.stdout.write(`${JSON.stringify({ kind: signedIn.ok ? 'ready' : 'refused' })}\n`);
const answer = await office.client.takePackage({ files, medium: '介质0001' });
process.stdout.write(`${JSON.stringify({ kind: answer.ok ? 'taken' : answer.code })}\n`);
// Waits for the kill: an end of its own would close the bases in order.
setInterval(() => {}, 1000);
