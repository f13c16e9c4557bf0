import { createOffice } from '#office/office.ts';

/** Signs in and takes a folder of past issues in, or goes on with it, telling how far it is; meant to be killed while at it. */
const [, , directory = '', personId = '', password = '', folder = ''] = process.argv;
const office = createOffice({ directory, print: async () => new Uint8Array() });
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
await office.client.signIn({ personId, password });
const publications = await office.client.listPublications({});
const publicationId = publications.ok ? publications.value[0]?.id : undefined;
await office.client.startBackIssueImport({ publicationId: publicationId ?? '', folder });
for (;;) {
  const batches = await office.client.listBackIssueBatches({});
  const [batch] = batches.ok ? batches.value : [];
  if (batch) say({ state: batch.state, waiting: batch.counts.waiting, kept: batch.kept });
  if (batch?.state === 'read') await office.client.confirmBackIssueImport({ id: batch.id });
  await new Promise((resolve) => setTimeout(resolve, 5));
}
