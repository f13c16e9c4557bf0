import { stampPdf } from '#formats/pdf/stampPdf.ts';
import { outputCopyLine } from '#shared/issue/outputCopy.ts';
import type { ExportFile } from './buildExport.ts';
import { outputCopiesIn } from './outputCopyFaults.ts';
import type { ExportFault } from './verifyExport.ts';

/**
 * Marks each original anew with what its record says and compares: a key that anybody can make signs anything, so this,
 * and no signature, shows that a copy holds nothing but the original and its mark.
 */
export async function outputCopyPageFaults(files: readonly ExportFile[]): Promise<readonly ExportFault[]> {
  const byName = new Map(files.map(({ name, bytes }) => [name, bytes] as const));
  const faults: ExportFault[] = [];
  for (const record of outputCopiesIn(files)) {
    const original = byName.get(record.original.name);
    const copy = byName.get(record.file.name);
    if (!original || !copy) continue;
    const marked = await stampPdf(original, outputCopyLine(record)).catch(() => undefined);
    if (marked && Buffer.from(marked).equals(copy)) continue;
    faults.push({
      file: record.file.name,
      message: `除了${record.original.name}和记录中的发出标记，还有别的内容，不能当作这一期的发出件`,
    });
  }
  return faults;
}
