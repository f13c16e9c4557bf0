import { expect, test } from 'vitest';
import { draftIssue, signIn, value } from '../office/foundedOffice.ts';
import { openBases, rowsOf } from '../office/openBases.ts';
import { forgedPackage, type ToldIssue, toldOf } from './forgedPackage.ts';
import { joinedOffices } from './joinedOffices.ts';
import { medium } from './lending.ts';

test('rows that the base does not take, or that are no JSON, are refused in plain words, on record, and change nothing', async () => {
  const [here, there] = await joinedOffices(2);
  const { client } = there.office;
  const { issue } = await draftIssue(there.office);
  const { id } = issue.summary;
  value(await client.submitIssue({ id, contentHash: issue.contentHash, opinion: '' }));
  await signIn(there.office, 'qiaoyi');
  value(await client.recordIssueView({ id, contentHash: issue.contentHash }));
  await signIn(there.office, 'wenhe');
  const { content } = await openBases(here.directory, 'wenhe');
  const { packages: _register, audit: _audit, ...before } = rowsOf(content);
  const changes: readonly ((told: ToldIssue) => void)[] = [
    // A key twice.
    ({ tables }) => tables.article_versions?.push({ ...tables.article_versions[0] }),
    // A value that the column does not take.
    ({ tables }) => {
      for (const row of tables.articles ?? []) row.state = 'nothing of the kind';
    },
    // What names a row that is not there.
    ({ tables }) => {
      for (const row of tables.articles ?? []) row.manuscript_id = 'nowhere';
    },
    ({ tables }) => {
      for (const row of tables.sign_offs ?? []) row.document = '{';
    },
    ({ tables }) => {
      for (const row of tables.sign_offs ?? []) row.document = 'null';
    },
    ({ tables }) => {
      for (const row of tables.article_versions ?? []) row.content = '[';
    },
    // The document that was seen holds no pictures, and somebody has seen it.
    ({ tables }) => {
      for (const row of tables.seen_documents ?? []) {
        row.document = JSON.stringify({ ...JSON.parse(String(row.document)), images: {} });
      }
    },
    ({ tables }) => {
      tables.issue_views = [];
    },
    ({ tables }) => tables.seen_documents?.push({ ...tables.seen_documents[0], content_hash: '0'.repeat(64) }),
  ];
  for (const change of changes) {
    const told = await toldOf(there, id);
    change(told);
    const files = await forgedPackage(there, here, id, told);
    const answer = await here.office.client.takePackage({ files: [...files], medium });
    expect(answer, String(change)).toMatchObject({ ok: false, details: { reason: 'contentIncomplete' } });
  }
  const refused = value(await here.office.client.listPackages({}));
  expect(refused).toHaveLength(changes.length);
  for (const entry of refused) {
    expect(entry).toMatchObject({
      direction: 'refused',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      machines: [{ name: '审核机' }],
      reason: 'contentIncomplete',
    });
  }
  const { packages: _packages, audit: _rows, ...after } = rowsOf(content);
  expect(after).toEqual(before);
});
