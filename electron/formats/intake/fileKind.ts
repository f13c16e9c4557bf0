import { UnreadableFileError } from './unreadableFileError.ts';

const saveAsDocx = '请用 Word 或 WPS 打开，另存为 .docx 后再读入';

/** What a file is by its first bytes, whatever its name says. Throws UnreadableFileError for what cannot be taken in. */
export function fileKind(bytes: Uint8Array): 'docx' | 'text' {
  if (bytes.length === 0) throw new UnreadableFileError('文件是空的');
  const starts = (...expected: readonly number[]) => expected.every((byte, index) => bytes[index] === byte);
  if (starts(0x50, 0x4b, 3, 4) || starts(0x50, 0x4b, 5, 6)) return 'docx';
  if (starts(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) {
    const encrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(
      Buffer.from('EncryptedPackage', 'utf16le'),
    );
    if (encrypted) throw new UnreadableFileError('文档设有打开密码，请输入密码打开，取消密码后另存为 .docx 再读入');
    throw new UnreadableFileError(`这是旧格式文档（.doc 或 .wps），${saveAsDocx}`);
  }
  if (starts(0x25, 0x50, 0x44, 0x46)) {
    throw new UnreadableFileError('这是 PDF 文件，不能作稿件读入，请来稿单位提供 Word 文档（.docx）');
  }
  if (starts(0x89, 0x50, 0x4e, 0x47) || starts(0xff, 0xd8, 0xff) || starts(0x47, 0x49, 0x46, 0x38)) {
    throw new UnreadableFileError('这是图片，不是文字稿');
  }
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 512)).replace(/^(?:ï»¿|\s)+/, '');
  if (start.startsWith('{\\rtf')) throw new UnreadableFileError(`这是 RTF 文档，${saveAsDocx}`);
  if (/^(?:<!doctype html|<html|<\?xml[^>]*>\s*<html)/i.test(start) || /^MIME-Version:/im.test(start)) {
    throw new UnreadableFileError(`这是网页文件，${saveAsDocx}`);
  }
  if (/^<\?xml/.test(start)) throw new UnreadableFileError(`这是 XML 文件，${saveAsDocx}`);
  return 'text';
}
