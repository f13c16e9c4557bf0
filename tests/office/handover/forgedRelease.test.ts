import { expect, test } from 'vitest';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { contentHash } from '#shared/issue/contentHash.ts';
import { draftIssue, value } from '../office/foundedOffice.ts';
import { forgedPackage, type ToldIssue, toldOf } from './forgedPackage.ts';
import { joinedOffices, releasedBy } from './joinedOffices.ts';
import { medium } from './lending.ts';

const forgedId = '00000000-0000-4000-8000-000000000666';

test('a signed issue is taken in with the text and the number that were signed, under no other id, and with no others', async () => {
  const [, , signer, archive] = await joinedOffices(4);
  const { issue } = await draftIssue(signer.office);
  const { id } = issue.summary;
  value(await signer.office.client.submitIssue({ id, contentHash: issue.contentHash, opinion: '' }));
  await releasedBy(signer.office, id);
  const told = () => toldOf(signer, id);
  const outcome = async (forged: ToldIssue, of = id) => {
    const files = await forgedPackage(signer, archive, of, forged, id);
    const answer = await archive.office.client.takePackage({ files: [...files], medium });
    return answer.ok ? answer.value.outcome.kind : answer.details?.reason;
  };

  const numbered = await told();
  for (const row of numbered.tables.issue_numbers ?? []) row.serial = Number(row.serial) + 7;
  expect(await outcome(numbered)).toBe('recordsUnproved');

  const written = await told();
  const unread = (text: unknown) => String(text).replaceAll('今年以来', '谁也没看过');
  for (const row of written.tables.issues ?? []) {
    const document = JSON.parse(unread(row.document));
    row.document = canonicalJson(document);
    row.content_hash = contentHash(document);
  }
  for (const row of written.tables.article_versions ?? []) row.content = unread(row.content);
  expect(await outcome(written)).toBe('recordsUnproved');

  expect(await outcome(await told())).toBe('here');
  // What was signed holds the ids of its articles, and those are another issue's by now.
  const text = JSON.stringify(await told()).replaceAll(id, forgedId);
  const again = JSON.parse(text) as ToldIssue;
  expect(await outcome(again, forgedId)).toBe('articleElsewhere');
});
