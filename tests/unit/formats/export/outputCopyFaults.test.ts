import { PDFDocument } from '@cantoo/pdf-lib';
import { sm2, sm3 } from 'sm-crypto-v2';
import { expect, test } from 'vitest';
import { buildExport, type ExportFile } from '#formats/export/buildExport.ts';
import { outputCopyPageFaults } from '#formats/export/outputCopyPageFaults.ts';
import { verifyExport } from '#formats/export/verifyExport.ts';
import { stampPdf } from '#formats/pdf/stampPdf.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { emptyIssueDocument } from '#shared/issue/issueDocument.ts';
import { type OutputCopyStatement, outputCopyLine, outputCopyNames, signOutputCopy } from '#shared/issue/outputCopy.ts';

const mark = { ticket: '2026-0001', copy: 2, copies: 3, person: '闻禾', printedAt: '2026年3月2日 09:00' };

async function pages(): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  for (let page = 0; page < 2; page += 1) document.addPage([595, 842]);
  return document.save();
}

/** An exported draft with this copy beside it, its record signed with a key made for it. */
function exported(original: Uint8Array, copy: Uint8Array, part: Partial<OutputCopyStatement> = {}): ExportFile[] {
  const keys = sm2.generateKeyPairHex();
  const names = outputCopyNames(mark.ticket, mark.copy);
  const record = signOutputCopy(
    {
      format: 'neikan-output-copy',
      version: 2,
      ...mark,
      at: '2026-03-02T09:00:00+08:00',
      original: { name: 'issue.pdf', bytes: original.length, sm3: sm3(original) },
      file: { name: names.pdf, bytes: copy.length, sm3: sm3(copy) },
      publicKey: keys.publicKey,
      ...part,
    },
    keys.privateKey,
  );
  const document = emptyIssueDocument({ name: '澜溪信息', organ: '' });
  const files = [{ name: 'issue.pdf', bytes: original }];
  return [
    ...buildExport({ kind: 'draft', document, files, signatures: [] }),
    { name: names.pdf, bytes: copy },
    { name: names.record, bytes: new TextEncoder().encode(`${canonicalJson(record)}\n`) },
  ];
}

/** As `verify` does: the pages are marked anew only where all else holds. */
async function messagesOf(files: readonly ExportFile[]): Promise<readonly string[]> {
  const { faults } = verifyExport(files);
  return (faults.length > 0 ? faults : await outputCopyPageFaults(files)).map(
    ({ file, message }) => `${file} ${message}`,
  );
}

test('a copy that is the original and its mark holds', async () => {
  const original = await pages();
  expect(await messagesOf(exported(original, await stampPdf(original, outputCopyLine(mark))))).toEqual([]);
});

test('whatever else was appended is a fault, though a fresh key signs for it', async () => {
  const original = await pages();
  const marked = await stampPdf(original, outputCopyLine(mark));
  const changed = await PDFDocument.load(marked, { forIncrementalUpdate: true, updateMetadata: false });
  changed.getPages()[0]?.drawRectangle({ x: 0, y: 0, width: 595, height: 842 });
  const repainted = await changed.commit({ useObjectStreams: false });
  const longer = Uint8Array.from([...marked, 10]);
  const otherWords = await stampPdf(original, '公开发行');
  for (const copy of [repainted, longer, otherWords, original]) {
    const messages = await messagesOf(exported(original, copy));
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(/^发出件-2026-0001-2\.pdf .*不能当作这一期的发出件/);
  }
});

test('a mark that says another thing than its record is a fault', async () => {
  const original = await pages();
  const copy = await stampPdf(original, outputCopyLine(mark));
  for (const part of [{ copies: 4 }, { person: '沈钧' }, { printedAt: '2026年3月2日 09:01' }]) {
    expect(await messagesOf(exported(original, copy, part)), JSON.stringify(part)).toHaveLength(1);
  }
});

test('a record that names another ticket or copy than its file does is a fault', async () => {
  const original = await pages();
  for (const part of [{ ticket: '2026-0002' }, { copy: 1 }]) {
    const copy = await stampPdf(original, outputCopyLine({ ...mark, ...part }));
    const [message] = await messagesOf(exported(original, copy, part));
    expect(message).toContain('文件名与记录中的输出票');
  }
});

test('the bytes of a mark stay what they are: copies that were given out are proved by making them again', async () => {
  expect(sm3(await stampPdf(await pages(), outputCopyLine(mark)))).toBe(
    'c88c176ba6457cae2d4ebd1f34b919090be648151e4e202f2b9a52a8be1b0621',
  );
});
