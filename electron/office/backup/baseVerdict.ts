import type { BaseVerdict, SalvagedTable } from '#shared/contract/backupCommands.ts';
import type { BaseCheck } from '#store/baseCheck.ts';
import type { TableReading } from '#store/damagedTable.ts';

/** Names of lost rows that are told; whoever has lost more looks into the damaged file. */
const namesAtMost = 200;

export function verdictOf(base: BaseVerdict['base'], { faults, tables }: BaseCheck): BaseVerdict {
  return { base, faults: [...faults], tables: tables.map(salvagedTable) };
}

export function salvagedTable({ table, readable, lost }: TableReading): SalvagedTable {
  return { table, readable, lost: lost.slice(0, namesAtMost), moreLost: Math.max(0, lost.length - namesAtMost) };
}
