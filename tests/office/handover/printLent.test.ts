import { expect, test } from 'vitest';
import { draftIssue, value } from '../office/foundedOffice.ts';
import { joinedOffices, releasedBy } from './joinedOffices.ts';
import { lend } from './lending.ts';

test('an issue that is on another machine is not printed here, and the answer names the machine', async () => {
  const [here, there] = await joinedOffices(1);
  const { client } = here.office;
  const { issue } = await draftIssue(here.office);
  const { id } = issue.summary;
  value(await client.submitIssue({ id, contentHash: issue.contentHash, opinion: '' }));
  await releasedBy(here.office, id);
  const pages = { id, isBooklet: false, part: 'pages' as const };
  value(await client.readPrintPages(pages));
  await lend(here, there, id, { kind: 'signed' });
  const elsewhere = { ok: false, code: 'illegalState', message: expect.stringContaining('这一期在“审核机”') };
  expect(await client.readPrintPages(pages)).toMatchObject(elsewhere);
  const sent = { ...pages, printer: '办公室打印机', copies: 1, outcome: 'sent' as const };
  expect(await client.recordPrint(sent)).toMatchObject(elsewhere);
  expect(await client.registerPrinting({ id, copies: 10 })).toMatchObject(elsewhere);
});
