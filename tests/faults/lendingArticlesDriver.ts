import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';
import { createOffice } from '#office/office.ts';

/**
 * Signs in and writes an article for another machine; the process kills itself where it is told to: before what was written is
 * on record, or before or after it gets its name.
 */
const [, , directory = '', personId = '', password = '', machine = '', articleId = '', folder = '', stopAt = ''] =
  process.argv;
const kill = () => process.kill(process.pid, 'SIGKILL');
const { renameSync, promises } = fs;
const { open } = promises;
fs.renameSync = (from, to) => {
  const isName = String(to).endsWith('.nkh');
  if (isName && stopAt === 'beforeName') kill();
  renameSync(from, to);
  if (isName && stopAt === 'afterName') kill();
};
promises.open = (path, flags, mode) => {
  const isReadBack = flags === 'r' && basename(String(path)).startsWith('.neikan-handover-');
  if (isReadBack && stopAt === 'beforeRecord') kill();
  return open(path, flags, mode);
};
syncBuiltinESMExports();
const office = createOffice({ directory, print: async () => new Uint8Array() });
const signedIn = await office.client.signIn({ personId, password });
process.stdout.write(`${JSON.stringify({ kind: signedIn.ok ? 'ready' : 'refused' })}\n`);
const answer = await office.client.writeArticlePackage({
  articleIds: [articleId],
  machine,
  folder,
  medium: '介质0001',
});
process.stdout.write(`${JSON.stringify({ kind: answer.ok ? 'written' : answer.code })}\n`);
// Waits for the kill: an end of its own would close the bases in order.
setInterval(() => {}, 1000);
