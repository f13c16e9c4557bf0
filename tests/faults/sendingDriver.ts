import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { createOffice } from '#office/office.ts';

/**
 * Signs in and writes one issue to a medium again and again, telling of each package that was said to be written. With a
 * place to stop at, the process kills itself there: before or after the first name is given.
 */
const [, , directory = '', personId = '', password = '', card = '', issueId = '', folder = '', stopAt = ''] =
  process.argv;
const office = createOffice({ directory, print: async () => new Uint8Array() });
const signedIn = await office.client.signIn({ personId, password });
const { renameSync } = fs;
fs.renameSync = (from, to) => {
  const isName = String(to).endsWith('.nkh');
  if (isName && stopAt === 'beforeName') process.kill(process.pid, 'SIGKILL');
  renameSync(from, to);
  if (isName && stopAt === 'afterName') process.kill(process.pid, 'SIGKILL');
};
syncBuiltinESMExports();
process.stdout.write(`${JSON.stringify({ kind: signedIn.ok ? 'ready' : 'refused' })}\n`);
for (;;) {
  const answer = await office.client.writePackage({
    issueId,
    kind: 'submit',
    machines: [card],
    folder,
    medium: '介质0001',
    volumeMegabytes: 1,
    isCopy: true,
  });
  process.stdout.write(`${JSON.stringify(answer.ok ? { kind: 'written', hash: answer.value.entry.hash } : answer)}\n`);
}
