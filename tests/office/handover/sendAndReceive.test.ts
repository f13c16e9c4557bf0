import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyExport } from '#formats/export/verifyExport.ts';
import { IssueDocument } from '#shared/issue/issueDocument.ts';
import {
  code,
  draftIssue,
  finalArticle,
  issueOf,
  openOffice,
  publicationOf,
  settings,
  signIn,
  value,
} from '../office/foundedOffice.ts';
import { openBases, rowsOf } from '../office/openBases.ts';
import { temporaryFolder } from '../store/temporaryFolder.ts';
import { type JoinedOffice, joinedOffices, releasedBy } from './joinedOffices.ts';

const medium = '介质0007';

/** Signed in as the editor there: an issue that was handed over. */
async function submitted({ office }: JoinedOffice, title?: string): Promise<string> {
  const { issue } = await draftIssue(office, title);
  const { id } = issue.summary;
  value(await office.client.submitIssue({ id, contentHash: issue.contentHash }));
  return id;
}

async function writeTo(from: JoinedOffice, to: readonly JoinedOffice[], issueId: string, folder: string, more = {}) {
  const machines = to.map(({ own }) => own.card);
  // Copies to be read, so that it can be written again.
  const input = { issueId, kind: 'submit' as const, machines, folder, medium, isCopy: true, ...more };
  return value(await from.office.client.writePackage(input));
}

const decoder = new TextDecoder();

test('over four data directories with a folder as the medium an issue arrives whole, each step on record on each side', async () => {
  const [editor, reviewer, signer, archive] = await joinedOffices(4);
  const folder = temporaryFolder();
  const issueId = await submitted(editor);
  const { document } = value(await editor.office.client.readIssue({ id: issueId }));
  const sent = await writeTo(editor, [reviewer, signer], issueId, folder, { dueOn: '2001-01-01' });
  expect(sent.entry).toMatchObject({
    direction: 'written',
    kind: 'submit',
    issueId,
    machines: [
      { name: '审核机', sequence: 1 },
      { name: '签发机', sequence: 1 },
    ],
    medium,
    personName: '闻禾',
    isOverdue: true,
  });
  const files = sent.files.map(({ path }) => path);
  expect(readdirSync(folder)).toHaveLength(1);

  for (const { office } of [reviewer, signer]) {
    const taken = value(await office.client.takePackage({ files, medium }));
    expect(taken).toMatchObject({
      entry: { direction: 'taken', kind: 'submit', hash: sent.entry.hash, machines: [{ name: '编辑机', sequence: 1 }] },
      person: '闻禾',
      daysApart: 0,
    });
    expect(taken.parts.map(({ name }) => name)).toEqual(['issue.json', 'state.json', 'rows.json']);
    expect(taken.outcome).toEqual({ kind: 'toRead', issueId, unresolved: [] });
    const hash = taken.entry.hash ?? '';
    const part = value(await office.client.readPackagePart({ hash, name: 'issue.json' }));
    expect(IssueDocument.parse(JSON.parse(decoder.decode(part.bytes)))).toEqual(document);
    const state = JSON.parse(
      decoder.decode(value(await office.client.readPackagePart({ hash, name: 'state.json' })).bytes),
    );
    expect(state).toMatchObject({ id: issueId, state: 'inReview', signatures: [{ station: 0 }] });
    expect(code(await office.client.readPackagePart({ hash, name: '../issue.json' }))).toBe('notFound');
  }
  expect(await archive.office.client.takePackage({ files, medium })).toMatchObject({
    code: 'unreadableFile',
    details: { reason: 'foreignReceiver' },
  });

  const hash = sent.entry.hash ?? '';
  const receipt = value(await reviewer.office.client.writeReceipt({ hash, folder, medium }));
  expect(receipt.entry).toMatchObject({
    direction: 'written',
    kind: 'receipt',
    machines: [{ name: '编辑机', sequence: 1 }],
  });
  const receiptFiles = receipt.files.map(({ path }) => path);
  value(await editor.office.client.takePackage({ files: receiptFiles, medium }));
  const [, register] = value(await editor.office.client.listPackages({}));
  expect(register?.machines).toEqual([
    { name: '审核机', sequence: 1, receiptAt: expect.any(String) },
    { name: '签发机', sequence: 1 },
  ]);
  // One receipt is missing still.
  expect(register?.isOverdue).toBe(true);
  const second = value(await reviewer.office.client.writeReceipt({ hash, folder, medium }));
  value(await editor.office.client.takePackage({ files: second.files.map(({ path }) => path), medium }));
  expect(code(await editor.office.client.writeReceipt({ hash: receipt.entry.hash ?? '', folder, medium }))).toBe(
    'illegalState',
  );

  await releasedBy(editor.office, issueId);
  expect(
    code(
      await editor.office.client.writePackage({
        issueId,
        kind: 'return',
        machines: [archive.own.card],
        folder,
        medium,
      }),
    ),
  ).toBe('illegalState');
  const signed = await writeTo(editor, [archive, reviewer], issueId, folder, { kind: 'signed' });
  const signedFiles = signed.files.map(({ path }) => path);
  for (const { office } of [archive, reviewer]) {
    const taken = value(await office.client.takePackage({ files: signedFiles, medium }));
    const frozen = [];
    for (const { name } of taken.parts.filter((one) => one.name.startsWith('frozen/'))) {
      const { bytes } = value(await office.client.readPackagePart({ hash: taken.entry.hash ?? '', name }));
      frozen.push({ name: name.slice('frozen/'.length), bytes });
    }
    const verdict = verifyExport(frozen);
    expect(verdict.faults).toEqual([]);
    const archived = value(await editor.office.client.readArchivedIssue({ id: issueId }));
    expect(verdict.signatures.find(({ step }) => step === 'signer')?.hash).toBe(archived.issueHash);
  }

  await signIn(editor.office, 'qiaoyi');
  const recorded = value(await editor.office.client.listRecordedPackages({}));
  expect(recorded.map(({ direction, kind, machineNames }) => [direction, kind, machineNames])).toEqual([
    ['written', 'signed', ['档案机', '审核机']],
    ['taken', 'receipt', ['审核机']],
    ['taken', 'receipt', ['审核机']],
    ['written', 'submit', ['审核机', '签发机']],
  ]);
  expect(recorded.at(-1)).toMatchObject({ medium, personName: '闻禾', receiptAt: expect.any(String) });
  await signIn(archive.office, 'shenjun');
  expect(
    value(await archive.office.client.listRecordedPackages({})).map(({ direction, reason }) => [direction, reason]),
  ).toEqual([
    ['taken', undefined],
    ['refused', 'foreignReceiver'],
  ]);
});

test('what is refused is on record and changes nothing else, each with its own reason', async () => {
  const [editor, reviewer, signer] = await joinedOffices(3);
  const folder = temporaryFolder();
  const issueId = await submitted(editor);
  const first = (await writeTo(editor, [reviewer], issueId, folder)).files.map(({ path }) => path);
  const second = (await writeTo(editor, [reviewer], issueId, folder)).files.map(({ path }) => path);
  const bases = await openBases(reviewer.directory, 'wenhe');
  const { client } = reviewer.office;
  const others = () => {
    const { audit: _audit, packages: _packages, ...content } = rowsOf(bases.content);
    const { content_audit_mirror: _mirror, audit: _own, ...register } = rowsOf(bases.register);
    return { content, register };
  };
  const before = others();
  let refusals = 0;
  const refused = async (files: readonly string[], reason: string) => {
    expect(await client.takePackage({ files: [...files], medium }), reason).toMatchObject({
      ok: false,
      code: 'unreadableFile',
      details: { reason },
    });
    refusals += 1;
    const [entry] = value(await client.listPackages({}));
    expect(entry).toMatchObject({ direction: 'refused', reason, medium });
    // Whose package it was, and which, is on record once its signature was proved.
    const isProved = ['gap', 'replayed', 'revokedSender'].includes(reason);
    expect(entry?.machines.map(({ name }) => name)).toEqual(isProved ? ['编辑机'] : []);
    expect(entry?.hash === undefined).toBe(!isProved);
  };
  await refused(second, 'gap');
  const bytes = readFileSync(first[0] ?? '');
  const flipped = join(folder, '坏.nkh');
  writeFileSync(flipped, bytes.fill(0, bytes.length - 1000, bytes.length - 900));
  await refused([flipped], 'damaged');
  writeFileSync(flipped, bytes.subarray(0, 900));
  await refused([flipped], 'truncated');
  writeFileSync(flipped, '不是交接包');
  await refused([flipped], 'notAPackage');
  expect(code(await client.takePackage({ files: [join(folder, '没有.nkh')], medium }))).toBe('notFound');
  await refused([folder], 'notAPackage');
  expect(code(await client.takePackage({ files: ['a\0b'], medium }))).toBe('notFound');
  expect(await client.takePackage({ files: [...first, join(folder, '没有.nkh')], medium })).toMatchObject({
    message: expect.stringContaining('没有.nkh'),
  });
  expect(others()).toEqual(before);

  value(await client.takePackage({ files: first, medium }));
  const between = others();
  await refused(first, 'replayed');
  await signIn(reviewer.office, 'qiaoyi');
  value(await client.revokeMachine({ card: editor.own.card, reason: 'lost' }));
  await refused(second, 'revokedSender');
  expect(others().content).toEqual(between.content);
  expect(value(await client.listPackages({}))).toHaveLength(refusals + 1);
  expect(code(await client.writeReceipt({ hash: 'f'.repeat(64), folder, medium }))).toBe('notFound');

  // To one who is revoked or unconfirmed, to itself, or to nobody known nothing is written.
  await signIn(editor.office, 'qiaoyi');
  value(await editor.office.client.revokeMachine({ card: signer.own.card, reason: 'closed' }));
  const count = readdirSync(folder).length;
  for (const [card, expected] of [
    [signer.own.card, 'illegalState'],
    [editor.own.card, 'illegalState'],
    ['f'.repeat(64), 'notFound'],
  ] as const) {
    const input = { issueId, kind: 'submit' as const, machines: [card], folder, medium };
    expect(code(await editor.office.client.writePackage(input))).toBe(expected);
  }
  const input = { issueId, kind: 'submit' as const, machines: [reviewer.own.card], medium };
  expect(code(await editor.office.client.writePackage({ ...input, folder: join(folder, 'gone') }))).toBe('notFound');
  expect(code(await editor.office.client.writePackage({ ...input, folder: 'a\0b' }))).toBe('notFound');
  expect(code(await editor.office.client.writePackage({ ...input, folder: editor.directory }))).toBe('illegalState');
  expect(code(await editor.office.client.writePackage({ ...input, kind: 'signed', folder }))).toBe('illegalState');
  expect(readdirSync(folder)).toHaveLength(count);
});

test('a machine that was set back by an old backup and writes on is found out by the chain', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const folder = temporaryFolder();
  const issueId = await submitted(editor);
  editor.office.close();
  const backup = temporaryFolder();
  cpSync(editor.directory, backup, { recursive: true });

  const reopened = { ...editor, office: openOffice(editor.directory) };
  await signIn(reopened.office, 'wenhe');
  const files = (await writeTo(reopened, [reviewer], issueId, folder)).files.map(({ path }) => path);
  value(await reviewer.office.client.takePackage({ files, medium }));
  reopened.office.close();
  rmSync(join(backup, 'lock.db'), { force: true });
  const old = { ...editor, office: openOffice(backup) };
  await signIn(old.office, 'wenhe');
  const other = (await writeTo(old, [reviewer], issueId, folder)).files.map(({ path }) => path);
  expect(await reviewer.office.client.takePackage({ files: other, medium })).toMatchObject({
    details: { reason: 'older' },
  });
  const next = (await writeTo(old, [reviewer], issueId, folder)).files.map(({ path }) => path);
  expect(await reviewer.office.client.takePackage({ files: next, medium })).toMatchObject({
    details: { reason: 'chainBroken' },
  });
});

test('where a publication asks for tickets nothing is written without one, and the register names it', async () => {
  const [editor, reviewer, signer] = await joinedOffices(2);
  const { client } = editor.office;
  const outputApproval = { isStamped: false };
  const publication = value(
    await client.savePublication({
      ...(await publicationOf(editor.office)),
      settings: { ...settings, outputApproval },
    }),
  );
  const article = await finalArticle(editor.office);
  const { summary } = await issueOf(editor.office, [article.id]);
  expect(publication.settings.outputApproval).toBeDefined();
  const folder = temporaryFolder();
  const to = { machines: [reviewer.own.card], folder, medium, isCopy: true };
  const input = { issueId: summary.id, kind: 'submit' as const, ...to };
  expect(code(await client.writePackage(input))).toBe('ticketNeeded');
  const ticket = value(await client.applyForOutput({ issueId: summary.id, form: 'burn', purpose: '送审', copies: 1 }));
  // Each receiver has a copy of its own.
  const two = [reviewer.own.card, signer.own.card];
  expect(code(await client.writePackage({ ...input, machines: two, ticketId: ticket.id }))).toBe('illegalState');
  // What does not go out uses up no copy.
  expect(code(await client.writePackage({ ...input, ticketId: ticket.id, folder: join(folder, 'gone') }))).toBe(
    'notFound',
  );
  expect(value(await client.listTickets({}))[0]?.used).toBe(0);
  const { entry } = value(await client.writePackage({ ...input, ticketId: ticket.id }));
  expect(entry.ticketNumber).toBe(ticket.number);
  expect(code(await client.writePackage({ ...input, ticketId: ticket.id }))).toBe('illegalState');
  expect(readdirSync(folder)).toHaveLength(1);
});
