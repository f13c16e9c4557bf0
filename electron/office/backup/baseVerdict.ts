import type { BaseVerdict, SalvagedTable } from '#shared/contract/backupCommands.ts';
import { type BaseCheck, damagedPages, nothingReadable } from '#store/baseCheck.ts';
import type { TableReading } from '#store/damagedTable.ts';

/** Names of lost rows that are told; whoever has lost more looks into the damaged file. */
const namesAtMost = 200;

export function verdictOf(base: BaseVerdict['base'], { faults, tables }: BaseCheck): BaseVerdict {
  return { base, faults: [...faults], remedy: remedyOf(faults), tables: tables.map(salvagedTable) };
}

export function remedyOf(faults: readonly string[]): BaseVerdict['remedy'] {
  if (faults.length === 0) return 'none';
  if (faults.includes(nothingReadable)) return 'restore';
  return faults.includes(damagedPages) ? 'salvage' : 'inquire';
}

export function salvagedTable({ table, readable, lost }: TableReading): SalvagedTable {
  return { table, readable, lost: lost.slice(0, namesAtMost), moreLost: Math.max(0, lost.length - namesAtMost) };
}
