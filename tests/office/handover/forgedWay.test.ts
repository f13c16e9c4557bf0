import { expect, test } from 'vitest';
import { SignedLeg, type TravellingLeg } from '#shared/handover/issueLeg.ts';
import { cancelName, cancelText } from '#shared/handover/packageReceipt.ts';
import { withoutTriggersOf } from '#store/content/liftedTriggers.ts';
import { copyOf, draftIssue, openOffice, passwordOf, signIn, value } from '../office/foundedOffice.ts';
import { openBases, rowsOf } from '../office/openBases.ts';
import { forgedLeg, forgedPackage, rowsPart, sealedBy, toldOf } from './forgedPackage.ts';
import { type JoinedOffice, joinedOffices, releasedBy } from './joinedOffices.ts';
import { lend, medium, rewrite, take, textsOf } from './lending.ts';

/** Why a package is not taken. No row is another then, but for the refusal itself. */
async function reasonAt(at: JoinedOffice, files: readonly string[]): Promise<unknown> {
  const { content, close } = await openBases(at.directory, 'wenhe');
  const rows = () => {
    const { audit: _audit, packages: _packages, ...rest } = rowsOf(content);
    return rest;
  };
  const before = rows();
  const answer = await at.office.client.takePackage({ files: [...files], medium });
  const after = rows();
  close();
  if (answer.ok) return answer.value.outcome.kind;
  expect(after).toEqual(before);
  return answer.details?.reason;
}

/** Passed by the reviewer, so that two people have signed what stands here; the editor is signed in again. */
async function inReleaseAt({ office }: JoinedOffice, id: string, contentHash: string): Promise<void> {
  value(await office.client.submitIssue({ id, contentHash, opinion: '' }));
  await signIn(office, 'qiaoyi');
  value(await office.client.passIssue({ id, contentHash, opinion: '同意' }));
  await signIn(office, 'wenhe');
}

const stateAt = async ({ office }: JoinedOffice, id: string) =>
  value(await office.client.readIssue({ id })).summary.state;

test('a machine that never had an issue does not take it from the one that works on it, whatever way it tells', async () => {
  const [editor, reviewer, signer] = await joinedOffices(3);
  const { issue } = await draftIssue(editor.office);
  const { id } = issue.summary;
  await take(signer, await lend(editor, signer, id, { isCopy: true }));
  const draft = await toldOf(editor, id);
  await inReleaseAt(editor, id, issue.contentHash);
  const [own, liar] = [editor.own.card, signer.own.card];
  // As if it had begun there.
  expect(await reasonAt(editor, await forgedPackage(signer, editor, id, draft))).toBe('neverHad');
  // As if it had been sent there, in the name of whoever has it.
  const sent = await forgedLeg(signer, id, draft, { kind: 'sent', from: own, to: liar });
  const told = { ...draft, legs: [sent] };
  expect(await reasonAt(editor, await forgedPackage(signer, editor, id, told))).toBe('recordsUnproved');
  // As if it had been lost.
  const lost = await forgedLeg(signer, id, draft, { kind: 'lost', from: liar, to: liar });
  expect(await reasonAt(editor, await forgedPackage(signer, editor, id, { ...draft, legs: [lost] }))).toBe('neverHad');
  expect(await stateAt(editor, id)).toBe('awaitingRelease');

  // Nor from a machine that only reads it, while it is on its way elsewhere.
  await take(reviewer, await lend(editor, reviewer, id));
  const way = await toldOf(editor, id);
  const onward = await forgedLeg(signer, id, way, { kind: 'sent', from: reviewer.own.card, to: liar });
  expect(await reasonAt(editor, await forgedPackage(signer, editor, id, way))).toBe('recordsUnproved');
  const there = { ...way, legs: [...way.legs, onward] };
  expect(await reasonAt(editor, await forgedPackage(signer, editor, id, there))).toBe('recordsUnproved');
  const parts = [rowsPart({ ...way, isCopy: true })];
  expect(await reasonAt(editor, await sealedBy(signer, editor, { kind: 'submit', issueId: id, parts }))).toBe(
    'neverHad',
  );
  expect((await take(editor, await lend(reviewer, editor, id, { isCopy: true }))).outcome.kind).toBe('toRead');
});

test('a signed issue that is here is changed by no machine that has a copy', async () => {
  const [editor, reader] = await joinedOffices(2);
  const { issue } = await draftIssue(editor.office);
  const { id } = issue.summary;
  value(await editor.office.client.submitIssue({ id, contentHash: issue.contentHash, opinion: '' }));
  await releasedBy(editor.office, id);
  await take(reader, await lend(editor, reader, id, { kind: 'signed', isCopy: true }));
  const told = await toldOf(reader, id);
  const steps = told.tables.issue_steps ?? [];
  const last = steps.at(-1) ?? {};
  const step = Number(last.step) + 1;
  const station = last.to_station ?? 0;
  const from = { from_state: 'released', from_station: station };
  steps.push({ ...last, ...from, step, action: 'void', to_state: 'void', to_station: station, opinion: '作废' });
  Object.assign(told.tables.issues?.[0] ?? {}, { state: 'void', step });
  expect(await reasonAt(editor, await forgedPackage(reader, editor, id, told, id))).toBe('neverHad');
  expect(await stateAt(editor, id)).toBe('released');
});

test('a machine takes back only what it has sent itself', async () => {
  const [editor, reviewer, third] = await joinedOffices(3);
  const { issue } = await draftIssue(editor.office);
  const { id } = issue.summary;
  const files = await lend(editor, reviewer, id);
  const [sent] = value(await editor.office.client.listPackages({ issueId: id }));
  const told = await toldOf(editor, id);
  const [leg] = told.legs;
  if (!leg) throw new Error('it was sent');
  const demand = (by: JoinedOffice, of: TravellingLeg, place: { sequence?: number; previous?: string | null } = {}) => {
    const text = new TextEncoder().encode(cancelText({ package: sent?.hash ?? '', leg: SignedLeg.parse(of) }));
    const parts = [{ name: cancelName, open: () => [text] }];
    return sealedBy(by, reviewer, { kind: 'cancel', issueId: id, parts, ...place });
  };
  expect(await reasonAt(reviewer, await demand(third, leg))).toBe('cancelUnknown');
  // With a leg of its own it gets back what that says, and the package of the other still comes.
  const empty = { ...told, legs: [] };
  const way = { kind: 'sent', from: third.own.card, to: reviewer.own.card } as const;
  const own = await forgedLeg(third, id, empty, way);
  expect(await reasonAt(reviewer, await demand(third, own))).toBe('cancelled');
  expect((await take(reviewer, files)).outcome.kind).toBe('here');
  // What was taken from another is nobody else's to take back, nor what its sender calls by another leg.
  expect(await reasonAt(reviewer, await demand(third, own, { sequence: 3, previous: 'a'.repeat(64) }))).toBe(
    'cancelUnknown',
  );
  const other = await forgedLeg(editor, id, empty, { ...way, from: editor.own.card });
  const late = await take(reviewer, await demand(editor, other, { sequence: 2, previous: sent?.hash ?? null }));
  expect(late.outcome).toMatchObject({ kind: 'tooLate', why: 'passedOn' });
  expect(value(await reviewer.office.client.readIssue({ id })).summary.lending).toBeUndefined();
});

test('where people have signed it waits for them to return it, and the record says whose signatures count no longer', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const { issue, article } = await draftIssue(editor.office);
  const { id } = issue.summary;
  await take(reviewer, await lend(editor, reviewer, id));
  await inReleaseAt(reviewer, id, issue.contentHash);
  value(await editor.office.client.reclaimIssue({ id, reason: '介质丢失', password: passwordOf('wenhe') }));
  await rewrite(editor, article.id, '在编辑机改过。');
  const files = await lend(editor, reviewer, id);
  expect(await reasonAt(reviewer, files)).toBe('signedHere');
  expect(await stateAt(reviewer, id)).toBe('awaitingRelease');
  await signIn(reviewer.office, 'shenjun');
  value(await reviewer.office.client.returnIssue({ id, reason: '编辑机另有一份', station: 0 }));
  await signIn(reviewer.office, 'wenhe');
  expect((await take(reviewer, files)).outcome.kind).toBe('merged');
  expect(await stateAt(reviewer, id)).toBe('drafting');

  // Sent on in review and returned over there, it comes back without the signature it went out with.
  const { contentHash } = value(await reviewer.office.client.readIssue({ id }));
  value(await reviewer.office.client.submitIssue({ id, contentHash, opinion: '' }));
  await take(editor, await lend(reviewer, editor, id));
  await signIn(editor.office, 'qiaoyi');
  value(await editor.office.client.returnIssue({ id, reason: '再改', station: 0 }));
  await signIn(editor.office, 'wenhe');
  await take(reviewer, await lend(editor, reviewer, id, { kind: 'return' }));
  const { content } = await openBases(reviewer.directory, 'wenhe');
  const last = content.prepare("SELECT details FROM audit WHERE action = 'takePackage' ORDER BY sequence DESC LIMIT 1");
  expect(JSON.parse(last.pluck().get() as string)).toMatchObject({ replaced: [{ station: 0, person: 'wenhe' }] });
});

/** Has a machine make its card void and a new one, and gives what the others need of both. */
async function newCard(machine: JoinedOffice, reason: 'replaced' | 'closed') {
  const { client } = machine.office;
  const { file: revocation } = value(await client.withdrawMachineCard({ reason }));
  const { machine: own, file } = value(await client.makeMachineCard({ name: `${machine.own.name}乙` }));
  const confirm = async (at: JoinedOffice) => {
    await signIn(at.office, 'qiaoyi');
    value(await at.office.client.confirmMachine({ card: own.card, words: own.words }));
    await signIn(at.office, 'wenhe');
  };
  return {
    machine: { ...machine, own },
    confirm,
    tell: async (at: JoinedOffice) => {
      await signIn(at.office, 'qiaoyi');
      value(await at.office.client.takeRevocation({ bytes: revocation.bytes }));
      value(await at.office.client.takeMachineCard({ bytes: file.bytes }));
      await signIn(at.office, 'wenhe');
    },
  };
}

test('a machine with a new card brings on what came to the old one, and who does not know it can take that later', async () => {
  const [editor, reviewer, signer, archive] = await joinedOffices(4);
  const { issue } = await draftIssue(editor.office);
  const { id } = issue.summary;
  await take(reviewer, await lend(editor, reviewer, id));
  const { machine: renewed, tell, confirm } = await newCard(reviewer, 'replaced');
  for (const one of [signer, editor]) {
    await tell(one);
    await confirm(one);
  }
  await take(signer, await lend(renewed, signer, id));
  const files = await lend(signer, archive, id);
  await signIn(archive.office, 'wenhe');
  expect(await reasonAt(archive, files)).toBe('strangeLeg');
  await tell(archive);
  expect(await reasonAt(archive, files)).toBe('unconfirmedLeg');
  await confirm(archive);
  expect((await take(archive, files)).outcome.kind).toBe('here');
  expect((await take(editor, await lend(archive, editor, id))).outcome.kind).toBe('here');
});

test('a machine that was restored from an old backup and has a new card is known as the one where the issue began', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const { issue, article } = await draftIssue(editor.office);
  const { id } = issue.summary;
  const directory = copyOf(editor.directory);
  await take(reviewer, await lend(editor, reviewer, id));
  const restored = { ...editor, directory, office: openOffice(directory) };
  await signIn(restored.office, 'wenhe');
  const { machine: renewed, tell, confirm } = await newCard(restored, 'replaced');
  await rewrite(renewed, article.id, '恢复以后改过。');
  await tell(reviewer);
  await confirm(reviewer);
  expect((await take(reviewer, await lend(renewed, reviewer, id))).outcome.kind).toBe('merged');
  expect(await textsOf(reviewer, article.id)).toContain('恢复以后改过。');
});

test('what a machine has signed after its card was made void for another reason does not count', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const { issue } = await draftIssue(editor.office);
  const { id } = issue.summary;
  await take(reviewer, await lend(editor, reviewer, id));
  const { machine: renewed, tell, confirm } = await newCard(reviewer, 'closed');
  await tell(editor);
  await confirm(editor);
  expect(await reasonAt(editor, await lend(renewed, editor, id))).toBe('recordsUnproved');
  // It is taken back as lost instead.
  value(await editor.office.client.reclaimIssue({ id, reason: '名片作废', password: passwordOf('wenhe') }));
});

test('a card that was void before its words were compared here takes no known issue on its way', async () => {
  const [editor, reviewer, signer, archive] = await joinedOffices(4);
  const { issue } = await draftIssue(editor.office);
  const { id } = issue.summary;
  await take(signer, await lend(editor, signer, id));
  await take(archive, await lend(signer, archive, id));
  await take(signer, await lend(archive, signer, id));
  const { file } = value(await archive.office.client.withdrawMachineCard({ reason: 'replaced' }));
  for (const one of [editor, reviewer]) {
    const { register, close } = await openBases(one.directory, 'wenhe');
    register.transaction(() => {
      withoutTriggersOf(register, ['machines'], () => {
        const unconfirm = register.prepare(
          'UPDATE machines SET confirmed_at = NULL, confirmed_by = NULL WHERE card = ?',
        );
        unconfirm.run(archive.own.card);
      });
    })();
    close();
    await signIn(one.office, 'qiaoyi');
    value(await one.office.client.takeRevocation({ bytes: file.bytes }));
    await signIn(one.office, 'wenhe');
  }
  // Where it is not known yet, its sender could as well have begun it.
  expect(await reasonAt(reviewer, await lend(signer, reviewer, id, { isCopy: true }))).toBe('toRead');
  const files = await lend(signer, editor, id);
  expect(await reasonAt(editor, files)).toBe('recordsUnproved');
  const answer = await editor.office.client.takePackage({ files, medium });
  expect(answer).toMatchObject({ message: expect.stringContaining('“档案机”的名片作废以前没有在本机核对过') });
});
