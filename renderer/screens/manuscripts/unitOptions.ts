import type { Unit } from '#shared/contract/registerCommands.ts';

export interface UnitOption {
  readonly value: string;
  readonly label: string;
}

/** Every unit under its parent, set in by level with full-width blanks. */
export function unitOptions(units: readonly Unit[], parentId?: string, level = 0): readonly UnitOption[] {
  return units
    .filter((unit) => unit.parentId === parentId)
    .flatMap((unit) => [
      { value: unit.id, label: '\u3000'.repeat(level) + unit.name },
      ...unitOptions(units, unit.id, level + 1),
    ]);
}
