import type { PrintRequest } from '#shared/contract/deskCommands.ts';
import { DeskError } from '../deskError.ts';
import type { CupsDriver } from './readDriver.ts';

const sidesOptions = { one: 'one-sided', longEdge: 'two-sided-long-edge', shortEdge: 'two-sided-short-edge' } as const;

/** The arguments of `lp` for pages that come on its standard input. Throws DeskError for a tray the printer has not. */
export function printArguments(request: Omit<PrintRequest, 'pdf'>, driver: CupsDriver | undefined): readonly string[] {
  const { printer, copies, sides, pages, tray, paper, title } = request;
  if (tray !== undefined && !driver?.trays.includes(tray)) {
    throw new DeskError('malformed', `打印机“${printer}”没有纸盒“${tray}”。请重新选择。`);
  }
  const size = paper && driver?.papers[paper];
  const options = [
    'document-format=application/pdf',
    `sides=${sidesOptions[sides]}`,
    // One copy after the other, each page as large as it was made.
    'collate=true',
    'print-scaling=none',
    ...(size === undefined ? [] : [`PageSize=${size}`]),
    ...(tray === undefined ? [] : [`InputSlot=${tray}`]),
  ];
  return [
    ...['-d', printer, '-n', String(copies), '-t', title],
    ...options.flatMap((option) => ['-o', option]),
    ...(pages === undefined ? [] : ['-P', pages]),
  ];
}
