import { createHash } from 'node:crypto';
import { sm3 } from 'sm-crypto-v2';
import type { ExportFile } from '#formats/export/buildExport.ts';
import { documentName, manifestName } from '#shared/issue/exportManifest.ts';
import { releaseSlipName } from '#shared/layout/releaseSlip/releaseSlip.ts';

/** A file of an item as the package describes it. */
export interface RecordFile {
  readonly name: string;
  /** 正本, 发稿单, 定稿 or what belongs to them. */
  readonly part: string;
  readonly format: string;
  readonly bytes: number;
  readonly sm3: string;
  readonly sha256: string;
}

const parts: Readonly<Record<string, string>> = {
  'issue.ofd': '正本（OFD）',
  'issue.pdf': '正本（PDF）',
  [releaseSlipName]: '发稿单',
  [documentName]: '定稿（刊期全文）',
  [manifestName]: '签名清单',
  'layout.json': '版面记录',
  'issue.docx': '编辑用文本（DOCX）',
  'issue.html': '阅读用文本（HTML）',
  'issue.txt': '纯文本（TXT）',
};
/** 正本 before 发文稿纸 and 定稿 (归档文件整理规则). */
const order = Object.keys(parts);

/** What one issue, one 件, has to hold. */
export const neededFiles: readonly string[] = ['issue.ofd', 'issue.pdf', releaseSlipName, documentName, manifestName];

/** The files of an item in the order of the 件, each with its size and both hashes. */
export function recordFiles(files: readonly ExportFile[]): readonly RecordFile[] {
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return files
    .toSorted((left, right) => place(left.name) - place(right.name) || (left.name < right.name ? -1 : 1))
    .map(({ name, bytes }) => ({
      name,
      part: parts[name] ?? '纸质签批扫描件',
      format: name.slice(name.lastIndexOf('.') + 1).toUpperCase(),
      bytes: bytes.length,
      sm3: sm3(bytes),
      sha256: createHash('sha256').update(bytes).digest('hex'),
    }));
}
