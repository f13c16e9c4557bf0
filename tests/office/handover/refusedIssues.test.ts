import { expect, test } from 'vitest';
import type { HandoverReason } from '#shared/handover/handoverRefusal.ts';
import {
  copyOf,
  draftIssue,
  openOffice,
  passwordOf,
  publicationOf,
  settings,
  signIn,
  value,
} from '../office/foundedOffice.ts';
import { openBases, rowsOf } from '../office/openBases.ts';
import { forgedPackage, type ToldIssue, toldOf } from './forgedPackage.ts';
import { type JoinedOffice, joinedOffices, releasedBy } from './joinedOffices.ts';
import { lend, medium, take } from './lending.ts';

/** Has a package refused for this reason and in these words; but for the refusal itself no row of the base is another. */
async function requireRefused(at: JoinedOffice, files: readonly string[], reason: HandoverReason, words: string) {
  const { content, close } = await openBases(at.directory, 'wenhe');
  const rows = () => {
    const { audit: _audit, packages: _packages, ...rest } = rowsOf(content);
    return rest;
  };
  const before = rows();
  expect(await at.office.client.takePackage({ files: [...files], medium })).toMatchObject({
    ok: false,
    code: 'unreadableFile',
    message: expect.stringContaining(words),
    details: { reason },
  });
  expect(rows()).toEqual(before);
  const last = content.prepare('SELECT direction, reason FROM packages ORDER BY number DESC LIMIT 1').get();
  expect(last).toEqual({ direction: 'refused', reason });
  close();
}

test('an issue of a publication that this register has not got is not taken', async () => {
  const [editor, other] = await joinedOffices(2);
  const { client } = other.office;
  const { id: publicationId } = value(await client.savePublication({ name: '澜溪简报', settings }));
  const { summary } = value(await client.createIssue({ publicationId }));
  const files = await lend(other, editor, summary.id);
  await requireRefused(editor, files, 'publicationUnknown', '刊物在本机没有');
});

test('an issue is not taken whose number another issue has here', async () => {
  const [, , signer, archive] = await joinedOffices(4);
  const ids: string[] = [];
  for (const [{ office }, title] of [
    [signer, '签发机签发的一期'],
    [archive, '档案机也签发的一期'],
  ] as const) {
    const { issue } = await draftIssue(office, title);
    const { id } = issue.summary;
    value(await office.client.submitIssue({ id, contentHash: issue.contentHash }));
    await releasedBy(office, id);
    expect(value(await office.client.readIssue({ id })).summary.numberText).toContain('第5期');
    ids.push(id);
  }
  const files = await lend(signer, archive, ids[0] ?? '', { kind: 'signed' });
  await requireRefused(archive, files, 'numberTaken', '期号在本机已给了另一期');
});

test('an issue is not taken whose number a past issue has here', async () => {
  const [, , signer, archive] = await joinedOffices(4);
  const { issue } = await draftIssue(signer.office, '签发机签发的一期');
  const { id } = issue.summary;
  value(await signer.office.client.submitIssue({ id, contentHash: issue.contentHash }));
  await releasedBy(signer.office, id);
  const { content, close } = await openBases(archive.directory, 'wenhe');
  const publicationId = (await publicationOf(archive.office)).id;
  // As an import of 以往刊期 leaves it.
  content.pragma('foreign_keys = OFF');
  content.exec('DROP TRIGGER back_issues_in_turn');
  content
    .prepare(
      `INSERT INTO back_issues (id, publication_id, series, year, serial, issued_on, kept_at)
       VALUES ('past', ?, 'regular', ?, 5, '2026-03-02', '2026-03-02T01:00:00.000Z')`,
    )
    .run(publicationId, new Date().getFullYear());
  close();
  const files = await lend(signer, archive, id, { kind: 'signed' });
  await requireRefused(archive, files, 'numberTaken', '期号在本机已给了另一期');
});

test.each<[what: string, change: (told: ToldIssue) => void]>([
  ['a table', ({ tables }) => Object.assign(tables, { issue_colours: [] })],
  ['a column', ({ tables }) => Object.assign(tables.issues?.[0] ?? {}, { colour: 'red' })],
])('an issue is not taken with %s of a later program', async (_what, change) => {
  const [editor, other] = await joinedOffices(2);
  const { issue } = await draftIssue(other.office);
  const { id } = issue.summary;
  const told = await toldOf(other, id);
  change(told);
  await requireRefused(editor, await forgedPackage(other, editor, id, told), 'recordsNewer', '由较新的程序写成');
  // But for that it would be taken.
  const whole = await forgedPackage(other, editor, id, await toldOf(other, id));
  expect((await take(editor, whole)).outcome.kind).toBe('here');
});

test('what a machine tells that was set back to before it gave the issue away is older', async () => {
  const [editor, reviewer, signer] = await joinedOffices(3);
  const { issue } = await draftIssue(editor.office);
  const { id } = issue.summary;
  const directory = copyOf(editor.directory);
  await take(reviewer, await lend(editor, reviewer, id));
  await take(signer, await lend(reviewer, signer, id));
  const setBack = { ...editor, directory, office: openOffice(directory) };
  await signIn(setBack.office, 'wenhe');
  const files = await lend(setBack, signer, id, { isCopy: true });
  await requireRefused(signer, files, 'issueOlder', '在本机的内容比交接包里的新');
});

test('an issue that was taken back as lost and signed on both machines is put together by nobody', async () => {
  const [editor, , signer] = await joinedOffices(3);
  const { issue } = await draftIssue(editor.office);
  const { id } = issue.summary;
  value(await editor.office.client.submitIssue({ id, contentHash: issue.contentHash }));
  await take(signer, await lend(editor, signer, id));
  await releasedBy(signer.office, id);
  value(await editor.office.client.reclaimIssue({ id, reason: '介质丢失', password: passwordOf('wenhe') }));
  await releasedBy(editor.office, id);
  const files = await lend(signer, editor, id, { kind: 'signed' });
  await requireRefused(editor, files, 'bothSigned', '在两台机器上都签发过');
});
