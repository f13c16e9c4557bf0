import { sm3 } from 'sm-crypto-v2';
import { scanFault, scanMimeOf } from '#formats/picture/scanFault.ts';
import { type ScanMime, scanName } from '#shared/issue/paperSignOff.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { OfficeError } from '../officeError.ts';

export interface ScanFile {
  /** Among the frozen files. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sm3: string;
}

export interface Scan extends ScanFile {
  readonly mime: ScanMime;
}

/** A scan as it came in, once it is known to be one. Throws unreadableFile. */
export async function readScan(bytes: Uint8Array): Promise<Scan> {
  const mime = scanMimeOf(bytes);
  if (!mime) throw new OfficeError('unreadableFile', '扫描件不是PNG、JPEG或PDF文件，没有登记。');
  const fault = await scanFault(bytes, mime);
  if (fault !== undefined) throw new OfficeError('unreadableFile', `扫描件${fault}`);
  const hash = sm3(bytes);
  return { name: scanName(mime, hash), bytes, sm3: hash, mime };
}

/** Keeps a scan, once whatever it is for. */
export function insertScan(content: WritableDatabase, { sm3: hash, mime, bytes }: Scan): void {
  content
    .prepare('INSERT OR IGNORE INTO paper_scans (sm3, mime, bytes) VALUES (?, ?, ?)')
    .run(hash, mime, Buffer.from(bytes));
}

/** A scan as it was taken in. Throws where there is none, which the base does not let happen. */
export function selectScan(content: ReadableDatabase, sm3: string): Scan {
  const row = content.prepare('SELECT mime, bytes FROM paper_scans WHERE sm3 = ?').get(sm3) as {
    readonly mime: ScanMime;
    readonly bytes: Buffer;
  };
  return { name: scanName(row.mime, sm3), bytes: new Uint8Array(row.bytes), sm3, mime: row.mime };
}
