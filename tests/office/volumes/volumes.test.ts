import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOfd } from '#formats/ofd/readOfd.ts';
import { readPdfTexts } from '#formats/pdf/readPdfTexts.ts';
import { verifyVolume } from '#formats/volume/verifyVolume.ts';
import { createPrinter, type Printer } from '#hosts/chromium/printer.ts';
import type { Office } from '#office/office.ts';
import type { OfficeEvent } from '#shared/contract/officeEvent.ts';
import { code, foundedOffice, passwordOf, settings, signIn, testClock, value } from '../office/foundedOffice.ts';
import { issuesInEveryState, type Stand, stands } from '../office/issuesInEveryState.ts';
import { openBases } from '../office/openBases.ts';
import { recordOffice } from '../records/recordOffice.ts';

let printer: Printer;
beforeAll(async () => {
  printer = await createPrinter();
});
afterAll(() => printer?.close());

/** An office with so many issues in each stand, whose archivist is signed in. */
async function officeWith(counts: Partial<Record<Stand, number>>, emit: (event: OfficeEvent) => void = () => {}) {
  const founded = await foundedOffice({ staffing: 'strict', print: printer.print, emit });
  const { office } = founded;
  const all = Object.fromEntries(stands.map((stand) => [stand, counts[stand] ?? 0])) as Record<Stand, number>;
  const issues = await issuesInEveryState(office, all);
  await signIn(office, 'dangan');
  const [publication] = value(await office.client.listPublications({}));
  const publicationId = publication?.id ?? '';
  return { ...founded, client: office.client, issues, publicationId };
}

const year = new Date().getFullYear();
const whole = { kind: 'year', year } as const;

test('a plan names what comes in and what does not, before anything is made', async () => {
  const { client, publicationId } = await officeWith({ archived: 2, printed: 1, void: 1 });
  const plan = value(await client.planVolume({ publicationId, span: whole }));
  expect(plan.name).toBe(`澜溪信息${year}年合订本`);
  expect(plan.marking).toEqual(['内部资料']);
  expect(plan.issues).toHaveLength(2);
  expect(plan.issues.every(({ mark, articles }) => mark === '内部资料' && articles === 1)).toBe(true);
  // Counting began at 5: what was before is not missing.
  expect(plan.absent.map(({ absence }) => absence).toSorted()).toEqual(['notArchived', 'void']);
  const numbers = value(
    await client.planVolume({ publicationId, span: { kind: 'issues', year, first: 4, last: 9 } }),
  ).absent.map(({ numberText, absence }) => `${numberText} ${absence}`);
  expect(numbers[0]).toBe('第4期 notHere');
  expect(numbers.at(-1)).toBe('第9期 notHere');
  const empty = { kind: 'year', year: year - 20 } as const;
  expect(value(await client.planVolume({ publicationId, span: empty }))).toMatchObject({ issues: [], absent: [] });
  expect(code(await client.previewVolume({ publicationId, span: empty }))).toBe('illegalState');
  expect(code(await client.planVolume({ publicationId: 'nobody', span: whole }))).toBe('notFound');
});

test('an issue from before this program is named, and has no pages to be bound', async () => {
  const { client, publicationId, directory } = await officeWith({ archived: 1 });
  const { content } = await openBases(directory, 'lubian');
  content.pragma('foreign_keys = OFF');
  const triggers = content.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'back_issues'",
  );
  for (const trigger of triggers.pluck().all()) content.exec(`DROP TRIGGER "${trigger}"`);
  content
    .prepare("INSERT INTO back_issues VALUES ('old', ?, 'regular', ?, 3, NULL, ?, '2024-01-01T00:00:00Z')")
    .run(publicationId, year, `${year}-01-02`);
  const span = { kind: 'issues', year, first: 2, last: 5 } as const;
  expect(value(await client.planVolume({ publicationId, span })).absent).toEqual([
    { numberText: '第2期', absence: 'notHere' },
    { numberText: '第3期', absence: 'backIssue' },
    { numberText: '第4期', absence: 'notHere' },
  ]);
});

test('a volume has the pages of the issues as they were frozen, and is on record', async () => {
  const told: OfficeEvent[] = [];
  const { client, publicationId, directory, issues } = await officeWith({ archived: 2, void: 1 }, (event) =>
    told.push(event),
  );
  const preview = value(await client.previewVolume({ publicationId, span: whole }));
  const answer = value(await client.exportVolume({ publicationId, span: whole }));
  if (preview.kind !== 'done' || answer.kind !== 'done') throw new Error('it was ended');
  expect(answer.files.map(({ name }) => name)).toEqual(['volume.pdf', 'volume.ofd', 'volume.json']);
  const [pdf, ofd] = answer.files.map(({ bytes }) => bytes) as [Uint8Array, Uint8Array];
  expect(Buffer.from(preview.pdf).equals(pdf)).toBe(true);
  const texts = await readPdfTexts(pdf);
  expect(readOfd(ofd).pages).toHaveLength(texts.length);
  for (const { id } of issues.filter(({ stand }) => stand === 'archived')) {
    const own = await readPdfTexts(value(await client.readFrozenFile({ id, name: 'issue.pdf' })).bytes);
    for (const text of own) expect(texts.some((bound) => text !== '' && bound.startsWith(text))).toBe(true);
  }
  expect(told.flatMap((event) => (event.kind === 'progress' ? [event.command] : []))).toContain('exportVolume');
  const { content } = await openBases(directory, 'lubian');
  const rows = content
    .prepare("SELECT action, subject, details FROM audit WHERE action LIKE '%Volume' ORDER BY rowid")
    .all() as { action: string; subject: string; details: string }[];
  expect(rows.map(({ action, subject }) => [action, subject])).toEqual([
    ['previewVolume', publicationId],
    ['exportVolume', publicationId],
  ]);
  expect(JSON.parse(rows[1]?.details ?? '')).toEqual({ span: `${year}年`, issues: 2 });
});

test('whoever ends the making has no file, and nothing is on record', async () => {
  let office: Office | undefined;
  let isEnding = true;
  const founded = await officeWith({ archived: 1 }, (event) => {
    if (event.kind === 'progress' && event.command === 'exportVolume' && event.part === 2 && isEnding) {
      isEnding = false;
      void office?.client.stopVolume({});
    }
  });
  office = founded.office;
  const { client, publicationId, directory } = founded;
  expect(value(await client.exportVolume({ publicationId, span: whole }))).toEqual({ kind: 'stopped' });
  const { content } = await openBases(directory, 'lubian');
  expect(content.prepare("SELECT count(*) FROM audit WHERE action = 'exportVolume'").pluck().get()).toBe(0);
  expect(value(await client.exportVolume({ publicationId, span: whole })).kind).toBe('done');
});

test('an issue with other bytes than were signed is in no volume', async () => {
  const { client, publicationId, directory } = await officeWith({ archived: 1 });
  const { content } = await openBases(directory, 'lubian');
  for (const trigger of content
    .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'frozen_files'")
    .pluck()
    .all()) {
    content.exec(`DROP TRIGGER "${trigger}"`);
  }
  content.prepare("UPDATE frozen_files SET bytes = CAST(bytes || x'0a' AS BLOB) WHERE name = 'issue.pdf'").run();
  expect(code(await client.previewVolume({ publicationId, span: whole }))).toBe('dataDamaged');
});

test('a publication with tickets hands out the volume that was approved, and nothing else under its ticket', async () => {
  const { office, client, publicationId, directory, issues } = await officeWith({ archived: 2, printed: 1 });
  const ask = async () => {
    await signIn(office, 'lubian');
    const outputApproval = { approver: 'signer', isStamped: true } as const;
    value(
      await client.savePublication({
        id: publicationId,
        name: '澜溪信息',
        settings: { ...settings, outputApproval },
      }),
    );
    // What binds everybody is in force once 安全保密管理员 has said so.
    await signIn(office, 'baomi');
    for (const { id } of value(await client.listRuleProposals({}))) {
      value(await client.decideRuleProposal({ id, isAccepted: true }));
    }
    await signIn(office, 'dangan');
  };
  await ask();
  const volume = { publicationId, span: whole };
  expect(code(await client.exportVolume(volume))).toBe('ticketNeeded');
  const last = value(await client.planVolume(volume)).issues.at(-1)?.issueId ?? '';
  const other = issues.find(({ id, stand }) => stand === 'archived' && id !== last)?.id ?? '';
  const applied = { form: 'export', purpose: '存档', copies: 2, volume } as const;
  expect(code(await client.applyForOutput({ ...applied, issueId: other }))).toBe('illegalState');
  expect(code(await client.applyForOutput({ ...applied, issueId: last, form: 'print' }))).toBe('illegalState');
  const ticket = value(await client.applyForOutput({ ...applied, issueId: last }));
  expect(ticket.title).toBe(`澜溪信息${year}年合订本`);
  expect(value(await client.readOutputTerms({ issueId: last })).tickets).toEqual([]);
  expect(value(await client.readOutputTerms({ issueId: last, volume })).tickets).toMatchObject([{ id: ticket.id }]);
  expect(code(await client.exportVolume({ ...volume, ticketId: ticket.id }))).toBe('illegalState');
  await signIn(office, 'jianqian');
  value(await client.decideTicket({ id: ticket.id, isApproved: true }));
  await signIn(office, 'dangan');
  // Not for one issue of it, not for another span.
  expect(code(await client.exportIssue({ id: last, ticketId: ticket.id }))).toBe('illegalState');
  const half = { kind: 'half', year, half: new Date().getMonth() < 6 ? 1 : 2 } as const;
  expect(code(await client.exportVolume({ publicationId, span: half, ticketId: ticket.id }))).toBe('illegalState');
  const answer = value(await client.exportVolume({ ...volume, ticketId: ticket.id }));
  if (answer.kind !== 'done') throw new Error('it was ended');
  expect(answer.files.map(({ name }) => name)).toEqual([
    'volume.pdf',
    'volume.ofd',
    'volume.json',
    `发出件-${ticket.number}-1.pdf`,
    `发出件-${ticket.number}-1.json`,
  ]);
  expect((await verifyVolume(answer.files)).faults).toEqual([]);
  const marked = answer.files[3] as { readonly name: string; readonly bytes: Uint8Array };
  const cut = answer.files.map((file) => (file === marked ? { ...file, bytes: file.bytes.slice(0, -1) } : file));
  expect((await verifyVolume(cut)).faults).toEqual([
    { file: marked.name, message: '内容与发出时的记录不符，已被改动' },
  ]);
  expect(value(await client.listTickets({}))).toMatchObject([{ used: 1 }]);
  // Another issue comes into the archive: it was not approved.
  value(await client.archiveIssue({ id: issues.find(({ stand }) => stand === 'printed')?.id ?? '' }));
  const late = await client.exportVolume({ ...volume, ticketId: ticket.id });
  expect(late.ok ? '' : late.message).toContain('收入的刊期变了');

  const { content } = await openBases(directory, 'lubian');
  expect(() => content.prepare('UPDATE volume_tickets SET issues = ?').run(JSON.stringify([last]))).toThrow(
    'applied for',
  );
  expect(() => content.prepare('DELETE FROM volume_tickets').run()).toThrow('on record');
  const add = content.prepare('INSERT INTO volume_tickets VALUES (?, ?, ?, ?)');
  const single = value(await client.applyForOutput({ issueId: last, form: 'export', purpose: '存档', copies: 1 }));
  const notBound = issues.find(({ id }) => id !== last)?.id ?? '';
  const insert = (publication: string, ...bound: string[]) =>
    add.run(single.id, publication, JSON.stringify(whole), JSON.stringify(bound));
  const refusal = 'a volume is applied for with its archived issues, before anything is decided';
  // A ticket stands with the last issue, and all are of the publication.
  expect(() => insert(publicationId, last, notBound)).toThrow(refusal);
  expect(() => insert('another', last)).toThrow(refusal);
  content.exec('SAVEPOINT whole');
  expect(insert(publicationId, notBound, last).changes).toBe(1);
  content.exec('ROLLBACK TO whole; RELEASE whole');
  await signIn(office, 'jianqian');
  value(await client.decideTicket({ id: single.id, isApproved: true }));
  expect(() => insert(publicationId, notBound, last)).toThrow(refusal);
});

test('an issue that was destroyed does not come in, and the contents say so', async () => {
  const clock = testClock('2010-03-01T08:00:00Z');
  const { office, issueIds } = await recordOffice(2, {
    retention: 'ten',
    now: clock.now,
    upSeconds: clock.upSeconds,
    print: printer.print,
  });
  const { client } = office;
  const [publication] = value(await client.listPublications({}));
  const wanted = { publicationId: publication?.id ?? '', span: { kind: 'year', year: 2010 } } as const;
  clock.set('2021-03-01T08:00:00Z');
  await signIn(office, 'dangan');
  const { items } = value(await client.listRecords({}));
  const item = items.find(({ issueId }) => issueId === issueIds[0]);
  const recordNumbers = [item?.recordNumber ?? ''];
  const disposal = value(
    await client.proposeDisposal({
      recordNumbers,
      reason: '保管期满，鉴定无继续保存价值',
      password: passwordOf('dangan'),
    }),
  );
  await signIn(office, 'jianqian');
  value(await client.decideDisposal({ id: disposal.id, isApproved: true, password: passwordOf('jianqian') }));
  await signIn(office, 'dangan');
  const plan = value(await client.planVolume(wanted));
  expect(plan.absent).toEqual([{ numberText: '第5期（总第128期）', absence: 'destroyed' }]);
  const preview = value(await client.previewVolume(wanted));
  if (preview.kind !== 'done') throw new Error('it was ended');
  const contents = (await readPdfTexts(preview.pdf)).join('').replaceAll(/\s/g, '');
  expect(contents).toContain('第5期（总第128期）保管期满，已销毁');
});
