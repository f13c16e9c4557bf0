import { expect, onTestFinished, test } from 'vitest';
import { verifyExport } from '#formats/export/verifyExport.ts';
import { createPrinter } from '#hosts/chromium/printer.ts';
import type { Office } from '#office/office.ts';
import { digestWords } from '#shared/issue/digestWords.ts';
import { ExportManifest } from '#shared/issue/exportManifest.ts';
import { greyJpeg, greyPng } from '../printing/madePictures.ts';
import { readPdf } from '../printing/readPdf.ts';
import { code, draftIssue, foundedOffice, passwordOf, signIn, value } from './foundedOffice.ts';
import { openBases } from './openBases.ts';

const name = '发稿单.pdf';

async function officeThatPrints() {
  const printer = await createPrinter();
  onTestFinished(() => printer.close());
  return foundedOffice({ print: printer.print });
}

async function textOfSlip({ client }: Office, id: string): Promise<string> {
  const { pdf } = value(await client.readReleaseSlip({ id }));
  const pages = await readPdf(pdf);
  return pages
    .flatMap(({ items }) => items.map(({ text }) => text))
    .join('')
    .replaceAll(/\s/g, '');
}

async function sign(office: Office, id: string): Promise<void> {
  const { client } = office;
  const { contentHash } = value(await client.readIssue({ id }));
  value(await client.submitIssue({ id, contentHash, opinion: '请审核' }));
  await signIn(office, 'qiaoyi');
  value(await client.passIssue({ id, contentHash, opinion: '拟同意' }));
  await signIn(office, 'shenjun');
  const { issueHash } = value(await client.prepareRelease({ id, contentHash, opinion: '同意印发' }));
  value(await client.releaseIssue({ id, issueHash, password: passwordOf('shenjun') }));
}

test('the slip tells at any state what is known, and is frozen at 签发 among the files that are signed', async () => {
  const { office, directory } = await officeThatPrints();
  const { client } = office;
  const { issue } = await draftIssue(office);
  const { id } = issue.summary;
  const { marking, reportTo, copyTo, sendTo, articles } = issue.document;
  const fields = { marking, reportTo, copyTo, sendTo, articleIds: articles.map((article) => article.id) };
  value(
    await client.saveIssue({ id, baseContentHash: issue.contentHash, ...fields, copies: 60, urgency: 'mostUrgent' }),
  );

  const before = await textOfSlip(office, id);
  for (const words of ['未签发', '特急', '60份', '澜溪县开设村口服务点', '报：县委、县政府领导']) {
    expect(before).toContain(words);
  }
  expect(value(await client.readReleaseSlip({ id })).isFrozen).toBe(false);
  await sign(office, id);
  const after = await textOfSlip(office, id);
  for (const words of ['已签发', '请审核', '拟同意', '同意印发', '闻禾', '乔一', '沈钧', '第5期（总第128期）']) {
    expect(after).toContain(words);
  }
  const archived = value(await client.readArchivedIssue({ id }));
  expect(after).toContain(`读作：${digestWords(archived.contentHash).join('')}`);
  const manifest = value(await client.readFrozenFile({ id, name: 'manifest.json' })).bytes;
  const { issueHash, contentHash } = ExportManifest.parse(JSON.parse(new TextDecoder().decode(manifest)));
  expect(archived).toMatchObject({ issueHash, contentHash });
  const frozen = value(await client.readFrozenFile({ id, name })).bytes;
  const slip = value(await client.readReleaseSlip({ id }));
  expect(slip.isFrozen).toBe(true);
  expect(Buffer.from(slip.pdf).equals(frozen)).toBe(true);
  // What is printed is what was frozen, and it is on record as the slip.
  const printed = value(await client.readPrintPages({ id, isBooklet: false, part: 'slip' }));
  expect(Buffer.from(printed.pdf).equals(frozen)).toBe(true);
  const row = { id, printer: 'Laser', copies: 1, isBooklet: false } as const;
  expect(code(await client.recordPrint({ ...row, outcome: 'sent' }))).toBe('illegalState');
  value(await client.recordPrint({ ...row, part: 'slip', outcome: 'sent' }));
  const [last] = value(await client.listAudit({ chain: 'content', limit: 1 }));
  expect(last).toMatchObject({ action: 'sendToPrinter', details: { part: 'slip' } });

  const files = value(await client.exportIssue({ id })).map((file) => ({ ...file }));
  expect(verifyExport(files).faults).toEqual([]);
  for (const place of [0, 1000, frozen.length - 1]) {
    const changed = files.map((file) =>
      file.name === name ? { name, bytes: file.bytes.with(place, (file.bytes[place] ?? 0) ^ 1) } : file,
    );
    expect(verifyExport(changed).faults.map(({ file }) => file)).toEqual([name]);
  }
  const { content } = await openBases(directory, 'shenjun');
  content.exec(
    `DROP TRIGGER frozen_files_no_update; UPDATE frozen_files SET bytes = CAST(bytes || x'00' AS BLOB) WHERE name = '${name}'`,
  );
  expect(code(await client.readReleaseSlip({ id }))).toBe('dataDamaged');
});

test('a written name stands on the slip of whoever set it, is stored once, and is in no other file of the issue', async () => {
  const { office, directory } = await officeThatPrints();
  const { client } = office;
  const { issue } = await draftIssue(office);
  const { id } = issue.summary;
  const picture = { mime: 'image/png' as const, bytes: new Uint8Array(greyPng(300, 100)) };
  expect(value(await client.readSignaturePicture({}))).toEqual({});
  const plain = value(await client.readReleaseSlip({ id })).pdf.length;
  value(await client.setSignaturePicture({ picture }));
  expect(value(await client.readSignaturePicture({})).picture?.bytes).toEqual(picture.bytes);
  // Nobody has signed yet: a name is written where it was signed.
  expect(value(await client.readReleaseSlip({ id })).pdf.length).toBe(plain);
  await signIn(office, 'qiaoyi');
  // Another's is not to be had; the same picture is kept once.
  expect(value(await client.readSignaturePicture({}))).toEqual({});
  value(await client.setSignaturePicture({ picture }));
  const { content } = await openBases(directory, 'shenjun');
  const count = (table: string) => content.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  expect([count('person_signatures'), count('signature_pictures')]).toEqual([2, 1]);

  await signIn(office, 'wenhe');
  await sign(office, id);
  const files = value(await client.exportIssue({ id }));
  const drawn = files.filter(({ bytes }) => Buffer.from(bytes).includes('/Subtype /Image')).map((file) => file.name);
  expect(drawn).toEqual([name]);

  await signIn(office, 'qiaoyi');
  value(await client.setSignaturePicture({}));
  expect([count('person_signatures'), count('signature_pictures')]).toEqual([1, 1]);
  await signIn(office, 'wenhe');
  value(await client.setSignaturePicture({}));
  expect([count('person_signatures'), count('signature_pictures')]).toEqual([0, 0]);
  expect(value(await client.readReleaseSlip({ id })).isFrozen).toBe(true);
});

test('what is no whole picture is refused as a written name, with the reason', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  const png = new Uint8Array(greyPng(300, 100));
  const set = async (picture: { mime: 'image/png' | 'image/jpeg'; bytes: Uint8Array<ArrayBuffer> }) =>
    code(await client.setSignaturePicture({ picture }));
  expect(await set({ mime: 'image/jpeg', bytes: png })).toBe('unreadableFile');
  expect(await set({ mime: 'image/png', bytes: png.slice(0, -20) })).toBe('unreadableFile');
  expect(await set({ mime: 'image/png', bytes: new Uint8Array() })).toBe('malformed');
  expect(await set({ mime: 'image/jpeg', bytes: new Uint8Array(greyJpeg()) })).toBe('ok');
});
