interface Roled {
  readonly role: string;
}

/** A heading with all below it, or where such a part may land: before the element of that index. */
export interface SectionMove {
  readonly from: number;
  /** Behind the last element that goes along. */
  readonly end: number;
  readonly to: number;
}

/** 1 to 4 for a heading, undefined for anything else. */
export function headingLevel({ role }: Roled): number | undefined {
  return role.startsWith('heading') ? Number(role.at(-1)) : undefined;
}

/** Where the part that a heading begins ends: before the next heading of its level or a higher one, or behind the body. */
export function sectionEnd(elements: readonly Roled[], heading: number): number {
  const level = headingLevel(elements[heading] ?? { role: '' });
  if (level === undefined) return heading;
  for (let index = heading + 1; index < elements.length; index += 1) {
    const element = elements[index];
    if (!element || element.role === 'source' || (headingLevel(element) ?? 5) <= level) return index;
  }
  return elements.length;
}

/** Moving a heading's part before the element of an index; undefined where nothing would change. */
export function sectionMove(elements: readonly Roled[], from: number, to: number): SectionMove | undefined {
  const end = sectionEnd(elements, from);
  return end === from || (to >= from && to <= end) ? undefined : { from, end, to };
}

/**
 * One step up or down: over the neighbouring part of the same level; where there is none, to the end of the part above or
 * behind the first lines of the part below. Undefined where there is nowhere to go.
 */
export function sectionStep(elements: readonly Roled[], from: number, step: -1 | 1): SectionMove | undefined {
  const level = headingLevel(elements[from] ?? { role: '' });
  if (level === undefined) return undefined;
  const isNear = (element: Roled) => (headingLevel(element) ?? 5) <= level;
  if (step < 0) {
    const above = elements.slice(0, from).findLastIndex(isNear);
    return above < 0 ? undefined : sectionMove(elements, from, above);
  }
  const end = sectionEnd(elements, from);
  const below = elements[end];
  if (!below || headingLevel(below) === undefined) return undefined;
  if (headingLevel(below) === level) return sectionMove(elements, from, sectionEnd(elements, end));
  const next = elements.findIndex(
    (element, index) => index > end && (headingLevel(element) !== undefined || element.role === 'source'),
  );
  return sectionMove(elements, from, next < 0 ? elements.length : next);
}

/** The elements after a move, in their new order. */
export function moveSection<Element extends Roled>(
  elements: readonly Element[],
  { from, end, to }: SectionMove,
): readonly Element[] {
  const part = elements.slice(from, end);
  const rest = [...elements.slice(0, from), ...elements.slice(end)];
  return rest.toSpliced(to > from ? to - part.length : to, 0, ...part);
}
