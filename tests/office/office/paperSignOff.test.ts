import { sm3 } from 'sm-crypto-v2';
import { expect, test } from 'vitest';
import { verifyExport } from '#formats/export/verifyExport.ts';
import type { Office } from '#office/office.ts';
import type { CommandInput } from '#shared/contract/contract.ts';
import { IssueDocument } from '#shared/issue/issueDocument.ts';
import { sortStatements } from '#shared/issue/paperSignOff.ts';
import { SignedStatement } from '#shared/issue/signOffStatement.ts';
import { greyJpeg, greyPng } from '../printing/madePictures.ts';
import {
  code,
  draftIssue,
  foundedOffice,
  passwordOf,
  printOnce,
  settings,
  signIn,
  testClock,
  value,
} from './foundedOffice.ts';
import { openBases } from './openBases.ts';

const scan = new Uint8Array(greyPng(300, 100));
const today = () => new Date().toISOString().slice(0, 10);

/** An issue that was handed over, of a publication whose stations may be signed on paper; the editor is signed in. */
async function handedOver(office: Office, allowsPaperSignOff = true) {
  const { client } = office;
  const { issue, publication } = await draftIssue(office);
  const saved = { ...publication.settings, allowsPaperSignOff };
  value(await client.savePublication({ id: publication.id, name: publication.name, settings: saved }));
  const { id } = issue.summary;
  const { contentHash } = issue;
  value(await client.submitIssue({ id, contentHash, opinion: '请审核' }));
  return { id, contentHash };
}

const paperOf = (
  step: { readonly id: string; readonly contentHash: string },
  part: Partial<CommandInput<'recordPaperSignOff'>> = {},
): CommandInput<'recordPaperSignOff'> => ({
  ...step,
  signerId: 'shenjun',
  confirmerId: 'qiaoyi',
  signedOn: today(),
  opinion: '同意，按程序印发。',
  scan,
  ...part,
});

async function passed(office: Office) {
  const step = await handedOver(office);
  await signIn(office, 'qiaoyi');
  value(await office.client.passIssue({ ...step, opinion: '拟同意' }));
  await signIn(office, 'wenhe');
  return step;
}

test('an issue signed on paper is released by two others over one hash, and says everywhere whose hand and whose keys', async () => {
  const clock = testClock();
  const { office, directory } = await foundedOffice({ now: clock.now, upSeconds: clock.upSeconds });
  const { client } = office;
  const step = await passed(office);
  const { id } = step;
  const recorded = value(await client.recordPaperSignOff(paperOf(step)));
  expect(recorded.summary).toMatchObject({ state: 'awaitingRelease', turn: { isMine: false } });
  expect(recorded.signOffs).toHaveLength(2);
  const [awaited] = recorded.papers ?? [];
  const paperId = awaited?.id ?? '';
  expect(awaited).toMatchObject({ signerName: '沈钧', recorderName: '闻禾', confirmerName: '乔一', label: '签发' });
  // Neither who recorded it nor whose hand it is confirms it, and it is recorded once.
  const confirm = { paperId, scan: sm3(scan) };
  expect(code(await client.confirmPaperSignOff({ ...confirm, password: passwordOf('wenhe') }))).toBe('forbidden');
  expect(code(await client.recordPaperSignOff(paperOf(step)))).not.toBe('ok');
  await signIn(office, 'shenjun');
  expect(code(await client.confirmPaperSignOff({ ...confirm, password: passwordOf('shenjun') }))).toBe('forbidden');

  await signIn(office, 'qiaoyi');
  const [listed] = value(await client.listIssues({}));
  expect(listed?.turn).toMatchObject({ isMine: true, confirmsPaper: true });
  const read = value(await client.readPaperSignOff({ paperId }));
  expect(Buffer.from(read.scan).equals(scan)).toBe(true);
  expect(read.release).toMatchObject({ numberText: expect.stringContaining('第5期'), date: today() });
  expect(code(await client.confirmPaperSignOff({ ...confirm, password: '不是这个口令' }))).toBe('wrongPassword');
  clock.pass(60);
  const wrongScan = { paperId, scan: 'a'.repeat(64), password: passwordOf('qiaoyi') };
  expect(code(await client.confirmPaperSignOff(wrongScan))).toBe('conflict');
  const released = value(await client.confirmPaperSignOff({ ...confirm, password: passwordOf('qiaoyi') }));
  const note = { recorder: '闻禾', confirmer: '乔一', signedOn: today(), scan: sm3(scan) };
  expect(released.summary).toMatchObject({ state: 'released', numberText: expect.stringContaining('第5期') });
  expect(released.steps.at(-1)).toMatchObject({ action: 'release', personName: '沈钧', paper: note });
  expect(released.signOffs.at(-1)).toMatchObject({ personName: '沈钧', opinion: '同意，按程序印发。', paper: note });
  expect(released.document.signOff.at(-1)).toEqual({
    step: 'signer',
    station: 2,
    label: '签发',
    person: '沈钧',
    opinion: '同意，按程序印发。',
    paper: note,
  });
  expect(released.papers).toBeUndefined();

  const files = value(await client.exportIssue({ id })).map((file) => ({ ...file }));
  const verdict = verifyExport(files);
  expect(verdict.faults).toEqual([]);
  const { own, papers } = sortStatements(verdict.signatures);
  expect(own.map(({ person }) => person)).toEqual(['闻禾', '乔一']);
  expect(papers).toHaveLength(1);
  const [pair] = papers;
  expect(pair?.recorder).toMatchObject({ person: '闻禾', hash: read.release?.issueHash });
  expect(pair?.confirmer).toMatchObject({ person: '乔一', hash: read.release?.issueHash });
  expect(pair?.confirmer.paper).toEqual({
    as: 'confirmer',
    signer: '沈钧',
    signedOn: today(),
    scan: sm3(scan),
    contentHash: step.contentHash,
  });
  const name = `纸质签批-${sm3(scan).slice(0, 16)}.png`;
  const without = files.map((file) => (file.name === name ? { name, bytes: file.bytes.with(60, 1) } : file));
  expect(verifyExport(without).faults.map(({ file }) => file)).toEqual([name]);
  const [archived] = value(await client.verifyArchive({ id }));
  expect(archived?.faults).toEqual([]);
  expect(archived?.signatures.map(({ person, paper }) => [person, paper?.confirmer])).toEqual([
    ['闻禾', undefined],
    ['乔一', undefined],
    ['沈钧', '乔一'],
  ]);

  const { content } = await openBases(directory, 'shenjun');
  const count = (table: string) => content.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  expect([count('paper_scans'), count('paper_files'), count('paper_confirmations')]).toEqual([1, 0, 1]);
  await signIn(office, 'shenjun');
  const rows = value(await client.listAudit({ chain: 'content', limit: 10 }));
  expect(rows.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['confirmPaperSignOff', 'releaseIssue', 'readPaperSignOff']),
  );
  expect(JSON.stringify(rows)).not.toContain('按程序印发');
});

test('a reviewer on paper counts once, is shown on the slip, and holds no other station', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  const step = await handedOver(office);
  const given = paperOf(step, { signerId: 'qiaoyi', confirmerId: 'shenjun', opinion: '拟同意' });
  // The editor of the issue records; who signed the station before cannot be the one on the paper.
  expect(code(await client.recordPaperSignOff({ ...given, signerId: 'wenhe' }))).toBe('samePerson');
  expect(code(await client.recordPaperSignOff({ ...given, signerId: 'shenjun', confirmerId: 'qiaoyi' }))).toBe(
    'forbidden',
  );
  const [paper] = value(await client.recordPaperSignOff(given)).papers ?? [];
  await signIn(office, 'shenjun');
  const password = passwordOf('shenjun');
  const moved = value(await client.confirmPaperSignOff({ paperId: paper?.id ?? '', scan: sm3(scan), password }));
  expect(moved.summary).toMatchObject({ state: 'awaitingRelease', turn: { isMine: true } });
  expect(moved.signOffs.at(-1)).toMatchObject({ personName: '乔一', paper: { recorder: '闻禾', confirmer: '沈钧' } });
  const prepared = value(await client.prepareRelease({ ...step, opinion: '' }));
  expect(prepared.document.signOff.map(({ person, paper: note }) => [person, note?.recorder])).toEqual([
    ['闻禾', undefined],
    ['乔一', '闻禾'],
    ['沈钧', undefined],
  ]);
  value(await client.releaseIssue({ id: step.id, issueHash: prepared.issueHash, password }));
  const files = value(await client.exportIssue({ id: step.id }));
  expect(verifyExport(files.map((file) => ({ ...file }))).faults).toEqual([]);
  expect(files.map(({ name }) => name)).toContain(`纸质签批-${sm3(scan).slice(0, 16)}.png`);
  const text = new TextDecoder().decode(files.find(({ name }) => name === 'issue.txt')?.bytes);
  expect(text).toContain('乔一');
  expect(text).not.toContain('纸质');
  expect(IssueDocument.safeParse(prepared.document).success).toBe(true);
});

test('nothing is recorded where the publication, the people, the day or the scan do not allow it', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  const step = await handedOver(office, false);
  const given = paperOf(step, { signerId: 'qiaoyi', confirmerId: 'shenjun' });
  expect(value(await client.readIssue({ id: step.id })).allowsPaper).toBeUndefined();
  expect(code(await client.recordPaperSignOff(given))).toBe('illegalState');
  const [publication] = value(await client.listPublications({}));
  const saved = { ...settings, ...publication?.settings, allowsPaperSignOff: true };
  value(await client.savePublication({ id: publication?.id ?? '', name: '澜溪信息', settings: saved }));
  expect(value(await client.readIssue({ id: step.id })).allowsPaper).toBe(true);
  const refused: readonly (readonly [Partial<typeof given>, string])[] = [
    [{ confirmerId: 'wenhe' }, 'samePerson'],
    [{ confirmerId: 'qiaoyi' }, 'samePerson'],
    [{ confirmerId: 'nobody' }, 'notFound'],
    [{ signedOn: '2999-01-01' }, 'incomplete'],
    [{ signedOn: '2001-01-01' }, 'incomplete'],
    [{ contentHash: 'a'.repeat(64) }, 'conflict'],
    [{ scan: new TextEncoder().encode('<html>') }, 'unreadableFile'],
    [{ scan: scan.slice(0, 60) }, 'unreadableFile'],
    [{ scan: new TextEncoder().encode('%PDF-1.7 nothing') }, 'unreadableFile'],
    [{ scan: new Uint8Array(10_000_001) }, 'malformed'],
  ];
  for (const [part, expected] of refused) {
    expect(code(await client.recordPaperSignOff({ ...given, ...part })), JSON.stringify(part).slice(0, 80)).toBe(
      expected,
    );
  }
  expect(value(await client.readIssue({ id: step.id })).papers).toBeUndefined();
  const jpeg = value(await client.recordPaperSignOff({ ...given, scan: new Uint8Array(greyJpeg()) }));
  expect(jpeg.papers?.[0]?.scan.mime).toBe('image/jpeg');
  const [first] = jpeg.papers ?? [];
  const back = value(await client.withdrawPaperSignOff({ paperId: first?.id ?? '', reason: '扫错了一页' }));
  expect(back.papers?.[0]?.withdrawn).toEqual({ personName: '闻禾', reason: '扫错了一页' });
  const again = value(await client.recordPaperSignOff({ ...given, scan: new Uint8Array(await printOnce()) }));
  expect(again.papers?.at(-1)?.scan.mime).toBe('application/pdf');
  expect(again.papers).toHaveLength(2);
});

test('a paper that waits ends with a return, and with the own signature of whose hand it is', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  const step = await handedOver(office);
  const given = paperOf(step, { signerId: 'qiaoyi', confirmerId: 'shenjun' });
  const [first] = value(await client.recordPaperSignOff(given)).papers ?? [];
  await signIn(office, 'qiaoyi');
  value(await client.passIssue({ ...step, opinion: '' }));
  await signIn(office, 'shenjun');
  const confirm = { scan: sm3(scan), password: passwordOf('shenjun') };
  expect(code(await client.confirmPaperSignOff({ ...confirm, paperId: first?.id ?? '' }))).toBe('notFound');
  value(await client.returnIssue({ id: step.id, reason: '再看一遍', station: 1 }));
  await signIn(office, 'wenhe');
  const [second] = value(await client.recordPaperSignOff(given)).papers ?? [];
  await signIn(office, 'qiaoyi');
  value(await client.returnIssue({ id: step.id, reason: '数字有误', station: 0 }));
  await signIn(office, 'shenjun');
  expect(code(await client.confirmPaperSignOff({ ...confirm, paperId: second?.id ?? '' }))).toBe('notFound');
  expect(code(await client.withdrawPaperSignOff({ paperId: second?.id ?? '', reason: '不用了' }))).toBe('notFound');
});

test('past the office the base refuses a paper without its record, its second person or its scan', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  const step = await handedOver(office);
  const given = paperOf(step, { signerId: 'qiaoyi', confirmerId: 'shenjun' });
  const [paper] = value(await client.recordPaperSignOff(given)).papers ?? [];
  const paperId = paper?.id ?? '';
  const { content } = await openBases(directory, 'shenjun');
  const { statement } = content.prepare('SELECT statement FROM paper_sign_offs').get() as { statement: string };
  const recorded = SignedStatement.parse(JSON.parse(statement));
  const asConfirmer = (publicKey: string) =>
    JSON.stringify({ ...recorded, publicKey, paper: { ...recorded.paper, as: 'confirmer' } });
  const other = `04${'5'.repeat(128)}`;
  const signOff = (text: string, paperOfRow: string | null) =>
    content
      .prepare(
        `INSERT INTO sign_offs (issue_id, sign_off, station, person, content_hash, document, statement, at, paper)
         SELECT id, 'reviewer', 1, 'qiaoyi', content_hash, document, ?, '2024-06-03T08:00:00Z', ? FROM issues`,
      )
      .run(text, paperOfRow);
  const confirmation = (confirmer: string, text: string) =>
    content
      .prepare('INSERT INTO paper_confirmations VALUES (?, ?, ?, ?)')
      .run(paperId, confirmer, text, '2024-06-03T08:00:00Z');
  const refused = (act: () => unknown, words: RegExp) => expect(act).toThrow(words);
  refused(() => signOff(asConfirmer(other), paperId), /who recorded it/);
  refused(() => signOff(asConfirmer(other), null), /who recorded it/);
  refused(() => signOff(JSON.stringify(recorded), null), /who recorded it/);
  refused(() => signOff(asConfirmer(other), 'no-such-paper'), /who recorded it/);
  refused(() => confirmation('wenhe', asConfirmer(other)), /another person/);
  refused(() => confirmation('qiaoyi', asConfirmer(other)), /another person/);
  refused(() => confirmation('shenjun', asConfirmer(recorded.publicKey)), /another person/);
  refused(() => confirmation('shenjun', JSON.stringify(recorded)), /another person/);
  refused(() => content.exec('DELETE FROM paper_scans'), /scan is kept/);
  refused(() => content.exec("UPDATE paper_scans SET mime = 'image/jpeg'"), /named by its bytes/);
  refused(() => content.exec('DELETE FROM paper_sign_offs'), /is kept/);
  refused(() => content.exec("UPDATE paper_sign_offs SET signer = 'shenjun'"), /CHECK|can only end/);
  refused(() => content.exec("UPDATE paper_sign_offs SET opinion = '不同意'"), /can only end/);
  const copy = (columns: string) =>
    content.exec(
      `INSERT INTO paper_sign_offs (id, issue_id, station, signer, signed_on, opinion, scan, content_hash, recorder,
         confirmer, statement, recorded_at) SELECT 'second', issue_id, station, ${columns}, statement, recorded_at FROM paper_sign_offs`,
    );
  refused(
    () => copy('signer, signed_on, opinion, scan, content_hash, recorder, confirmer'),
    /recorded for the content/,
  );
  refused(() => copy("'lin', signed_on, opinion, scan, content_hash, recorder, recorder"), /CHECK/);
  refused(() => copy("'wenhe', signed_on, opinion, scan, content_hash, 'lin', confirmer"), /recorded for the content/);
  refused(
    () => copy(`'lin', signed_on, opinion, '${'b'.repeat(64)}', content_hash, recorder, confirmer`),
    /CHECK|FOREIGN/,
  );
  // Both rows and the scan: now it counts, and from then on none of them can be taken away.
  confirmation('shenjun', asConfirmer(other));
  refused(() => signOff(asConfirmer(`04${'6'.repeat(128)}`), paperId), /who recorded it/);
  signOff(asConfirmer(other), paperId);
  refused(() => content.exec('DELETE FROM paper_confirmations'), /never removed/);
  refused(() => content.exec("UPDATE paper_confirmations SET at = ''"), /never changed/);
  refused(() => content.exec("UPDATE paper_sign_offs SET ended = 'x'"), /can only end/);
  refused(() => content.exec('UPDATE sign_offs SET paper = NULL WHERE paper IS NOT NULL'), /only be voided/);
  // The office knows whose keys they are: what was put there past it proves nothing.
  await signIn(office, 'shenjun');
  expect(value(await client.readIssue({ id: step.id })).signOffs.at(-1)?.paper).toBeDefined();
});

test('a prepared release that was changed in the base is not confirmed', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  const step = await passed(office);
  const [paper] = value(await client.recordPaperSignOff(paperOf(step))).papers ?? [];
  const { content } = await openBases(directory, 'shenjun');
  content.exec("DROP TRIGGER paper_files_no_update; UPDATE paper_files SET bytes = x'00' WHERE name = 'issue.txt'");
  await signIn(office, 'qiaoyi');
  const confirm = { paperId: paper?.id ?? '', scan: sm3(scan), password: passwordOf('qiaoyi') };
  expect(code(await client.confirmPaperSignOff(confirm))).toBe('dataDamaged');
  expect(value(await client.readIssue({ id: step.id })).summary.state).toBe('awaitingRelease');
});
