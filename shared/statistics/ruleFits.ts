import type { Adoption } from './adoptionFacts.ts';
import type { AdoptionCondition } from './scoringRules.ts';

/** Whether an adoption is what a condition asks for. */
export function ruleFits(where: AdoptionCondition, adoption: Adoption): boolean {
  const { levels, publications, columns, markings } = where;
  if (levels && !levels.includes(adoption.level)) return false;
  if (publications && !publications.includes(adoption.publication)) return false;
  if (columns && !columns.includes(adoption.column)) return false;
  if (where.series !== undefined && where.series !== adoption.series) return false;
  if (markings && !adoption.marking.some((mark) => markings.some((asked) => mark.startsWith(asked)))) return false;
  if (where.charactersAtLeast !== undefined && adoption.characters < where.charactersAtLeast) return false;
  if (where.charactersAtMost !== undefined && adoption.characters > where.charactersAtMost) return false;
  if (where.unitsAtLeast !== undefined && adoption.unitIds.length < where.unitsAtLeast) return false;
  if (where.isRequested !== undefined && where.isRequested !== (adoption.requestId !== undefined)) return false;
  return where.placeAtMost === undefined || (adoption.place > 0 && adoption.place <= where.placeAtMost);
}
