import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { verifyCommand } from '#cli/verifyCommand.ts';
import { verifyExport } from '#formats/export/verifyExport.ts';
import { createPrinter } from '#hosts/chromium/printer.ts';
import type { Office } from '#office/office.ts';
import type { CommandInput } from '#shared/contract/contract.ts';
import { readPdf } from '../printing/readPdf.ts';
import { temporaryFolder } from '../store/temporaryFolder.ts';
import { code, draftIssue, foundedOffice, passwordOf, signIn, value } from './foundedOffice.ts';
import { openBases } from './openBases.ts';

type Approval = NonNullable<CommandInput<'savePublication'>['settings']['outputApproval']>;

async function sign(office: Office, id: string): Promise<void> {
  const { client } = office;
  const { contentHash } = value(await client.readIssue({ id }));
  value(await client.submitIssue({ id, contentHash }));
  await signIn(office, 'qiaoyi');
  value(await client.passIssue({ id, contentHash }));
  await signIn(office, 'shenjun');
  const { issueHash } = value(await client.prepareRelease({ id, contentHash }));
  value(await client.releaseIssue({ id, issueHash, password: passwordOf('shenjun') }));
}

/** An issue of a publication that asks for tickets; the editor is signed in. */
async function ticketed(approval: Approval, isSigned = false, options: Parameters<typeof foundedOffice>[0] = {}) {
  const founded = await foundedOffice(options);
  const { office } = founded;
  const { issue, publication } = await draftIssue(office);
  const settings = { ...publication.settings, outputApproval: approval };
  value(await office.client.savePublication({ id: publication.id, name: publication.name, settings }));
  const { id } = issue.summary;
  if (isSigned) {
    await sign(office, id);
    await signIn(office, 'wenhe');
  }
  return { ...founded, id, client: office.client };
}

const apply = { purpose: '送县委办', copies: 3 } as const;

/** Applied for by the editor, approved by the signer; the editor is signed in again. */
async function approved(office: Office, issueId: string, form: 'print' | 'export' | 'burn', copies = 3) {
  const { client } = office;
  const ticket = value(await client.applyForOutput({ issueId, form, purpose: '送县委办', copies }));
  await signIn(office, 'shenjun');
  value(await client.decideTicket({ id: ticket.id, isApproved: true }));
  await signIn(office, 'wenhe');
  return ticket;
}

test('without the setting nothing is asked for, and nothing can be applied for', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  const { issue } = await draftIssue(office);
  const { id } = issue.summary;
  expect(value(await client.readOutputTerms({ issueId: id }))).toEqual({
    isNeeded: false,
    isStamped: false,
    tickets: [],
  });
  expect(code(await client.applyForOutput({ issueId: id, form: 'print', ...apply }))).toBe('illegalState');
  expect(code(await client.readPrintPages({ id, isBooklet: false }))).toBe('ok');
  expect(code(await client.exportDraft({ id }))).toBe('ok');
});

test('apply, approve, use: each use is one row with its number, and no copy is made beyond the ticket', async () => {
  const { office, client, id } = await ticketed({ approver: 'signer' }, true);
  for (const answer of [await client.readPrintPages({ id, isBooklet: false }), await client.exportIssue({ id })]) {
    expect(code(answer)).toBe('ticketNeeded');
  }
  const ticket = value(await client.applyForOutput({ issueId: id, form: 'print', ...apply }));
  expect(ticket).toMatchObject({ state: 'applied', used: 0, approverRole: 'signer', isMine: true, mayDecide: false });
  expect(ticket.number).toMatch(/^\d{4}-0001$/);
  const use = (copies: number) => client.readPrintPages({ id, isBooklet: false, ticket: { id: ticket.id, copies } });
  expect(code(await use(1))).toBe('illegalState');
  // Not by oneself, not without the role.
  expect(code(await client.decideTicket({ id: ticket.id, isApproved: true }))).toBe('samePerson');
  await signIn(office, 'qiaoyi');
  expect(code(await client.decideTicket({ id: ticket.id, isApproved: true }))).toBe('forbidden');
  await signIn(office, 'shenjun');
  expect(value(await client.listTickets({}))).toMatchObject([{ id: ticket.id, mayDecide: true, isMine: false }]);
  value(await client.decideTicket({ id: ticket.id, isApproved: true }));
  expect(code(await client.decideTicket({ id: ticket.id, isApproved: false, reason: '改主意' }))).toBe('illegalState');
  // It is the applicant's, and of its form.
  expect(code(await use(1))).toBe('illegalState');
  await signIn(office, 'wenhe');
  expect(code(await client.exportIssue({ id, ticketId: ticket.id }))).toBe('illegalState');
  expect(code(await use(4))).toBe('illegalState');
  const frozen = value(await client.readFrozenFile({ id, name: 'issue.pdf' })).bytes;
  const first = value(await use(2));
  // Where no mark is asked for the pages are the frozen bytes.
  expect(Buffer.from(first.pdf).equals(frozen)).toBe(true);
  expect(first.holdsCopies).toBe(false);
  const row = { id, printer: 'Laser', isBooklet: false } as const;
  expect(code(await client.recordPrint({ ...row, copies: 3, outcome: 'sent' }))).toBe('illegalState');
  value(await client.recordPrint({ ...row, copies: 2, outcome: 'sent' }));
  expect(code(await client.recordPrint({ ...row, copies: 1, outcome: 'sent' }))).toBe('illegalState');
  // Nor once more after the first printing is said to have come to nothing: that takes further copies of the ticket.
  value(await client.recordPrint({ ...row, copies: 2, outcome: 'notPrinted' }));
  expect(code(await client.recordPrint({ ...row, copies: 2, outcome: 'sent' }))).toBe('illegalState');
  expect(code(await client.recordBookletExport({ id }))).toBe('ticketNeeded');
  expect(code(await use(2))).toBe('illegalState');
  value(await use(1));
  const answer = await use(1);
  expect(answer.ok ? '' : answer.message).toContain('用完');
  const [now] = value(await client.listTickets({}));
  expect(now).toMatchObject({ state: 'usedUp', used: 3, decidedByName: '沈钧' });
  expect(now?.uses.map(({ firstCopy, copies }) => [firstCopy, copies])).toEqual([
    [1, 2],
    [3, 1],
  ]);
  expect(code(await client.withdrawTicket({ id: ticket.id }))).toBe('illegalState');
  await signIn(office, 'shenjun');
  const rows = value(await client.listAudit({ chain: 'content', limit: 200 }));
  expect(rows.filter(({ action }) => action === 'useTicket').map(({ details }) => details)).toEqual([
    { ticket: ticket.number, output: 'print', firstCopy: 3, copies: 1 },
    { ticket: ticket.number, output: 'print', firstCopy: 1, copies: 2 },
  ]);
  expect(rows.find(({ action }) => action === 'sendToPrinter')).toMatchObject({ details: { ticket: ticket.number } });
});

test('a refused ticket and one that was taken back are of no use, each said in a plain sentence', async () => {
  const { office, client, id } = await ticketed({ approver: 'signer' });
  const refused = value(await client.applyForOutput({ issueId: id, form: 'export', ...apply }));
  const withdrawn = value(await client.applyForOutput({ issueId: id, form: 'burn', ...apply }));
  value(await client.withdrawTicket({ id: withdrawn.id }));
  await signIn(office, 'shenjun');
  expect(code(await client.decideTicket({ id: refused.id, isApproved: false }))).toBe('reasonMissing');
  value(await client.decideTicket({ id: refused.id, isApproved: false, reason: '份数太多' }));
  expect(code(await client.withdrawTicket({ id: refused.id }))).toBe('forbidden');
  await signIn(office, 'wenhe');
  const said = async (ticketId: string) => {
    const answer = await client.exportDraft({ id, ticketId });
    return answer.ok ? 'ok' : answer.message;
  };
  expect(await said(refused.id)).toContain('没有批准');
  expect(await said(withdrawn.id)).toContain('已经撤回');
  expect(code(await client.exportDraft({ id, ticketId: 'nobody' }))).toBe('notFound');
  expect(value(await client.readOutputTerms({ issueId: id })).tickets).toEqual([]);
  expect(value(await client.listTickets({})).find((one) => one.id === refused.id)?.reason).toBe('份数太多');
});

test('where nobody has to approve, a ticket holds at once', async () => {
  const { client, id } = await ticketed({});
  const ticket = value(await client.applyForOutput({ issueId: id, form: 'burn', purpose: '存档', copies: 1 }));
  expect(ticket.state).toBe('approved');
  expect(code(await client.exportDraft({ id, ticketId: ticket.id }))).toBe('ok');
  expect(code(await client.exportDraft({ id, ticketId: ticket.id }))).toBe('illegalState');
});

test('a marked copy begins with the frozen pages byte for byte, and verify proves it beside them', async () => {
  const printer = await createPrinter();
  onTestFinished(() => printer.close());
  const { office, client, id } = await ticketed({ approver: 'signer', isStamped: true }, true, {
    print: printer.print,
  });
  const { id: ticketId, number } = await approved(office, id, 'export', 2);
  const frozen = value(await client.readFrozenFile({ id, name: 'issue.pdf' })).bytes;
  value(await client.exportIssue({ id, ticketId }));
  const files = value(await client.exportIssue({ id, ticketId }));
  const names = files.map(({ name }) => name).filter((name) => name.startsWith('发出件'));
  expect(names).toEqual([`发出件-${number}-2.pdf`, `发出件-${number}-2.json`]);
  const copy = files.find(({ name }) => name === names[0])?.bytes ?? new Uint8Array();
  expect(Buffer.from(copy.subarray(0, frozen.length)).equals(frozen)).toBe(true);
  // The mark is drawn, so the text stays the issue's; it stands in the foot of every page, under the type area.
  const [original, marked] = [await readPdf(frozen), await readPdf(copy)];
  const textOf = (pages: typeof original) => pages.map(({ items }) => items.map(({ text }) => text).join('')).join('|');
  expect(textOf(marked)).toBe(textOf(original));
  for (const [index, page] of marked.entries()) {
    const added = page.shapes.length - (original[index]?.shapes.length ?? 0);
    expect(added).toBeGreaterThan(0);
    expect(page.shapes.slice(-added).every(({ top_mm }) => top_mm < 15)).toBe(true);
  }
  expect(verifyExport(files).faults).toEqual([]);
  const folder = temporaryFolder();
  for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
  const lines: string[] = [];
  await verifyCommand([folder], (line) => lines.push(line));
  expect(lines.find((line) => line.startsWith('  发出件'))).toMatch(
    new RegExp(`^  发出件-${number}-2\\.pdf：输出票${number}第2份，共2份（闻禾，.*，钥匙指纹 [0-9a-f]{4} .*）$`),
  );
  expect(lines.at(-1)).toContain('别人也能自造钥匙');
  // One changed byte anywhere in the copy or its record is named.
  for (const name of names) {
    const bytes = files.find((file) => file.name === name)?.bytes ?? new Uint8Array();
    for (const place of [0, Math.floor(bytes.length / 2), bytes.length - 3]) {
      const changed = files.map((file) =>
        file.name === name ? { name, bytes: bytes.with(place, (bytes[place] ?? 0) ^ 1) } : file,
      );
      const faults = verifyExport(changed).faults;
      expect(
        faults.map(({ file }) => file),
        `${name} ${place}`,
      ).toEqual([name]);
    }
    const lacking = verifyExport(files.filter((file) => file.name !== name)).faults;
    expect(lacking).toHaveLength(1);
  }
});

test('marked printing holds every copy with a number of its own, each on sheets of its own', async () => {
  const printer = await createPrinter();
  onTestFinished(() => printer.close());
  const { office, client, id } = await ticketed({ approver: 'signer', isStamped: true }, true, {
    print: printer.print,
  });
  const ticket = await approved(office, id, 'print', 5);
  const pages = value(await client.readPrintPages({ id, isBooklet: false, ticket: { id: ticket.id, copies: 3 } }));
  expect(pages).toMatchObject({ pages: 2, holdsCopies: true, paper: 'A4' });
  expect((await PDFDocument.load(pages.pdf)).getPageCount()).toBe(6);
  const booklet = value(await client.readPrintPages({ id, isBooklet: true, ticket: { id: ticket.id, copies: 2 } }));
  expect(booklet).toMatchObject({ holdsCopies: true, paper: 'A3' });
  expect((await PDFDocument.load(booklet.pdf)).getPageCount()).toBe(4);
  const text = (await readPdf(pages.pdf)).flatMap(({ items }) => items.map((item) => item.text)).join('');
  expect(text.match(/澜溪县开设村口服务点/g)?.length).toBeGreaterThanOrEqual(3);
});

test('whatever is asked for in whatever order, the copies of a ticket are never exceeded nor numbered twice', async () => {
  const { office, client, id } = await ticketed({ approver: 'signer' }, true);
  const ticket = await approved(office, id, 'print', 7);
  const taken: number[] = [];
  for (const copies of fc.sample(fc.integer({ min: 1, max: 4 }), { numRuns: 12, seed: 7 })) {
    const answer = await client.readPrintPages({ id, isBooklet: false, ticket: { id: ticket.id, copies } });
    const left = 7 - taken.length;
    expect(answer.ok, `${copies} of ${left}`).toBe(copies <= left);
    if (answer.ok) for (let index = 0; index < copies; index += 1) taken.push(taken.length + 1);
  }
  const uses = value(await client.listTickets({}))[0]?.uses ?? [];
  const numbers = uses.flatMap(({ firstCopy, copies }) =>
    Array.from({ length: copies }, (_, index) => firstCopy + index),
  );
  expect(numbers).toEqual(taken);
});

test('the base refuses by itself what the office refuses', async () => {
  const { office, client, id, directory } = await ticketed({ approver: 'signer' }, true);
  const ticket = value(await client.applyForOutput({ issueId: id, form: 'print', ...apply }));
  const { content } = await openBases(directory, 'shenjun');
  const use = (person: string, first: number, copies: number) => () =>
    content
      .prepare("INSERT INTO output_uses (ticket_id, first_copy, copies, person, at) VALUES (?, ?, ?, ?, '2024-06-03')")
      .run(ticket.id, first, copies, person);
  const set = (assignment: string) => () => content.exec(`UPDATE output_tickets SET ${assignment}`);
  const within = 'used by its applicant, within its copies';
  expect(use('wenhe', 1, 1)).toThrow(within);
  expect(set("state = 'approved', decided_by = 'wenhe', decided_at = '2024-06-03'")).toThrow('by another person');
  expect(set("state = 'approved'")).toThrow('by another person');
  expect(set("state = 'refused', decided_by = 'shenjun', decided_at = '2024-06-03'")).toThrow('by another person');
  expect(set("state = 'approved', decided_by = NULL, decided_at = '2024-06-03'")).toThrow('by another person');
  expect(set('copies = 100')).toThrow('as it was applied for');
  expect(() => content.exec('DELETE FROM output_tickets')).toThrow('stays on record');
  const insert = (columns: Record<string, unknown>) => () => {
    const row = {
      id: 'x',
      number: '2024-0999',
      issue_id: id,
      form: 'print',
      purpose: '付印',
      copies: 1,
      applicant: 'wenhe',
      applied_at: '2024-06-03',
      approver_role: 'signer',
      is_stamped: 0,
      state: 'applied',
      ...columns,
    };
    const names = Object.keys(row);
    content
      .prepare(`INSERT INTO output_tickets (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
      .run(...Object.values(row));
  };
  expect(insert({ state: 'approved' })).toThrow('begins with the application');
  expect(insert({ decided_by: 'shenjun' })).toThrow('begins with the application');
  expect(insert({ issue_id: 'nobody' })).toThrow('begins with the application');
  expect(insert({ number: ticket.number })).toThrow('UNIQUE');
  expect(insert({ purpose: ' ' })).toThrow('CHECK');

  await signIn(office, 'shenjun');
  value(await client.decideTicket({ id: ticket.id, isApproved: true }));
  expect(use('shenjun', 1, 1)).toThrow(within);
  expect(use('wenhe', 2, 1)).toThrow(within);
  expect(use('wenhe', 1, 4)).toThrow(within);
  use('wenhe', 1, 3)();
  expect(use('wenhe', 4, 1)).toThrow(within);
  expect(() => content.exec('DELETE FROM output_uses')).toThrow('stays on record');
  expect(() => content.exec('UPDATE output_uses SET copies = 1')).toThrow('stays on record');
  expect(set("state = 'applied'")).toThrow('by another person');
});

test('nothing is printed or applied for of a void issue', async () => {
  const { office, client, id } = await ticketed({ approver: 'signer' }, true);
  const ticket = await approved(office, id, 'print');
  await signIn(office, 'shenjun');
  value(await client.voidIssue({ id, reason: '印错' }));
  await signIn(office, 'wenhe');
  expect(code(await client.applyForOutput({ issueId: id, form: 'print', ...apply }))).toBe('illegalState');
  const use = { id: ticket.id, copies: 1 };
  expect(code(await client.readPrintPages({ id, isBooklet: false, ticket: use }))).toBe('illegalState');
  expect(value(await client.listTickets({}))[0]?.used).toBe(0);
});

test('a void issue is not exported either, where no ticket is needed', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  const { issue } = await draftIssue(office);
  const { id } = issue.summary;
  await sign(office, id);
  value(await client.readPrintPages({ id, isBooklet: true }));
  expect(code(await client.exportIssue({ id }))).toBe('ok');
  value(await client.voidIssue({ id, reason: '印错' }));
  for (const answer of [
    await client.exportIssue({ id }),
    await client.readPrintPages({ id, isBooklet: false }),
    await client.recordBookletExport({ id }),
  ]) {
    expect(answer).toMatchObject({ ok: false, code: 'illegalState', message: expect.stringContaining('已作废') });
  }
  // What was frozen can still be read and proved.
  expect(code(await client.readFrozenFile({ id, name: 'issue.pdf' }))).toBe('ok');
  expect(value(await client.verifyArchive({ id }))[0]?.faults).toEqual([]);
});

test('the tickets of a draft that was discarded stay in the list', async () => {
  const { client, id } = await ticketed({ approver: 'signer' });
  value(await client.applyForOutput({ issueId: id, form: 'print', ...apply }));
  expect(value(await client.listTickets({}))[0]?.title).toBe('澜溪信息：澜溪县开设村口服务点');
  value(await client.discardIssue({ id }));
  expect(value(await client.listTickets({}))[0]).toMatchObject({ title: '（已删除的一期）', state: 'applied' });
});
