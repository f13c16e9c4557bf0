import type { ArticleSource } from '#shared/issue/article.ts';
import type { CountedUnit } from './adoptionFacts.ts';

interface RegisteredUnit {
  readonly id: string;
  readonly name: string;
  readonly signature: string;
  readonly aliases: readonly string[];
}

/** Finds the units of a source line, in its order; several stand apart by 、 or blanks: （团杭州市委、团宁波市委）. */
export function createSourceReader(
  units: readonly RegisteredUnit[],
): (source: ArticleSource) => readonly CountedUnit[] {
  const byForm = new Map<string, RegisteredUnit>();
  // The signature of one unit goes before the alias of another.
  for (const formsOf of [
    ({ signature }: RegisteredUnit) => [signature],
    ({ name }: RegisteredUnit) => [name],
    ({ aliases }: RegisteredUnit) => aliases,
  ]) {
    for (const unit of units) {
      for (const form of formsOf(unit)) if (!byForm.has(form)) byForm.set(form, unit);
    }
  }
  const find = (form: string): CountedUnit | undefined => {
    const unit = byForm.get(form);
    return unit && { id: unit.id, name: unit.name, isRegistered: true };
  };
  return ({ unit, line }) => {
    const printed = line.replace(/^[（(]|[)）]$/g, '').trim();
    const whole = find(unit) ?? find(printed);
    if (whole) return [whole];
    const parts = printed.split(/[、，,；;\s　]+/u).filter((part) => part !== '');
    const found = parts.map((part) => find(part) ?? { id: `name:${part}`, name: part, isRegistered: false });
    return found.filter(({ id }, index) => found.findIndex((other) => other.id === id) === index);
  };
}
