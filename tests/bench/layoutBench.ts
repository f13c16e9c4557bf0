import { createPrinter } from '#hosts/chromium/printer.ts';
import { benchIssue } from './benchIssue.ts';
import type { BenchRow } from './benchRow.ts';
import { batchRows } from './layout/batchRows.ts';
import { chromiumRows } from './layout/chromiumRows.ts';
import { formatRows } from './layout/formatRows.ts';
import { growthRows } from './layout/growthRows.ts';
import { libreOfficeRows } from './layout/libreOfficeRows.ts';

/**
 * One bulletin as PDF, beside Chromium's bare print of the same page and beside LibreOffice; in every format; a hundred
 * issues in one process; ten to two hundred pages. Medians; what is compared runs in turn.
 */
export async function run(): Promise<readonly BenchRow[]> {
  const issue = benchIssue();
  // A process of its own, before this one has a browser.
  const batch = await batchRows();
  const printer = await createPrinter();
  try {
    return [
      ...(await chromiumRows(issue, printer)),
      ...(await libreOfficeRows(issue, printer)),
      ...(await formatRows(issue, printer)),
      ...batch,
      ...(await growthRows(printer)),
    ];
  } finally {
    await printer.close();
  }
}
