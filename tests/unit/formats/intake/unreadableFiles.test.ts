import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { openPackage } from '#formats/docx/openPackage.ts';
import { readBulletinFile } from '#formats/intake/readBulletinFile.ts';
import { readManuscriptFile } from '#formats/intake/readManuscriptFile.ts';
import { UnreadableFileError } from '#formats/intake/unreadableFileError.ts';
import { docxFile, paragraph } from '../docx/docxFile.ts';

const ole = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
const good = docxFile({ body: paragraph('白石镇修桥') + paragraph('修桥三座。') });
const zip = (parts: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));

test.each<[string, Uint8Array, RegExp]>([
  ['旧稿.doc', Uint8Array.of(...ole, ...utf16('WordDocument')), /旧格式文档.*另存为 \.docx/],
  ['加密.docx', Uint8Array.of(...ole, ...utf16('EncryptedPackage')), /打开密码.*取消密码/],
  ['稿.docx', strToU8('{\\rtf1\\ansi abc}'), /RTF/],
  ['稿.docx', strToU8('\ufeff<!DOCTYPE html><html><body>稿</body></html>'), /网页文件/],
  ['稿.doc', strToU8('MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n'), /网页文件/],
  ['稿.docx', strToU8('%PDF-1.7\n'), /PDF/],
  ['稿.docx', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), /图片/],
  ['稿.txt', new Uint8Array(), /空的/],
  ['稿.txt', strToU8('\n 　\n'), /没有文字/],
  ['稿.txt', Uint8Array.of(0, 1, 0xff, 0xfe, 0x80, 2), /无法识别文字编码/],
  ['表.docx', zip({ 'xl/workbook.xml': '<a/>' }), /Excel/],
  ['版.docx', zip({ 'OFD.xml': '<a/>' }), /OFD/],
  ['稿.docx', zip({ 'a.txt': 'a' }), /没有正文/],
  ['稿.docx', zip({ 'word/document.xml': '<w:document><w:body>' }), /已损坏/],
  ['稿.docx', zip({ 'word/document.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }), /已损坏/],
  ['稿.docx', good.subarray(0, good.length - 40), /已损坏/],
  ['稿.docx', good.subarray(0, 100), /已损坏/],
])('%s is refused with what it is and what to do (%#)', async (name, bytes, message) => {
  for (const read of [readBulletinFile, readManuscriptFile]) {
    const error = await read({ name, bytes }).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(UnreadableFileError);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message.startsWith(`${name}：`)).toBe(true);
  }
});

test('any changed byte of a part is noticed, even where the XML stays well-formed', () => {
  const bytes = zipSync({ 'word/document.xml': strToU8('<a>修桥三座</a>') }, { level: 0 });
  const changed = bytes.slice();
  const at = Buffer.from(changed).indexOf(Buffer.from('三'));
  changed[at + 2] = (changed[at + 2] ?? 0) ^ 1;
  expect(openPackage(bytes).names).toEqual(['word/document.xml']);
  expect(() => openPackage(changed)).toThrow(/已损坏/);
});

test('a ZIP that swells past the caps is not unpacked, nor one that states too small a size', () => {
  const limits = { totalBytes: 300_000, partBytes: 200_000, parts: 3 };
  const zeros = (size: number) => new Uint8Array(size);
  expect(() => openPackage(zipSync({ a: zeros(200_001) }), limits)).toThrow(/过大/);
  expect(() => openPackage(zipSync({ a: zeros(160_000), b: zeros(160_000) }), limits)).toThrow(/过大/);
  expect(() => openPackage(zipSync({ a: zeros(1), b: zeros(1), c: zeros(1), d: zeros(1) }), limits)).toThrow(/过大/);
  const lying = zipSync({ a: zeros(200_001) });
  const directory = Buffer.from(lying).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  new DataView(lying.buffer, lying.byteOffset).setUint32(directory + 24, 1000, true);
  expect(() => openPackage(lying, limits)).toThrow(/已损坏/);
});
