import { createOffice } from '#office/office.ts';

/** Signs in and takes over a register that was taken in before, telling when it begins; meant to be killed while at it. */
const [, , directory = '', personId = '', password = '', hash = ''] = process.argv;
const office = createOffice({ directory, print: async () => new Uint8Array() });
const signedIn = await office.client.signIn({ personId, password });
process.stdout.write(`${JSON.stringify({ kind: signedIn.ok ? 'ready' : 'refused' })}\n`);
const answer = await office.client.takeRegister({ hash });
process.stdout.write(`${JSON.stringify({ kind: answer.ok ? 'taken' : answer.code })}\n`);
// Waits for the kill: an end of its own would close the bases in order.
setInterval(() => {}, 1000);
