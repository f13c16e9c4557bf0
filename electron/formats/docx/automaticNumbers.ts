import { formatNumber } from './formatNumber.ts';
import { child, childElements, value } from './xmlSearch.ts';
import type { XmlElement } from './xmlTree.ts';

export interface AutomaticNumber {
  readonly kind: 'bullet' | 'number';
  /** What Word shows before the paragraph: 一、, （二）, 3. …; '' for a bullet. */
  readonly label: string;
}

interface Level {
  readonly start: number;
  readonly format: string;
  readonly text: string;
  readonly plainDigits: boolean;
}

type Levels = ReadonlyMap<number, Level>;

/**
 * The number that Word shows before each paragraph of a list, asked for in the order of the text. `styleNumId` gives the
 * list that a numbering style stands for.
 */
export function automaticNumbers(root: XmlElement | undefined, styleNumId: (styleId: string) => string | undefined) {
  const abstracts = new Map<string, { readonly levels: Levels; readonly link: string | undefined }>();
  const numbers = new Map<string, XmlElement>();
  for (const element of childElements(root)) {
    if (element.name === 'w:abstractNum') {
      const link = value(element, 'w:numStyleLink');
      abstracts.set(element.attributes['w:abstractNumId'] ?? '', { levels: readLevels(element), link });
    } else if (element.name === 'w:num') numbers.set(element.attributes['w:numId'] ?? '', element);
  }
  const counters = new Map<string, number[]>();
  const begun = new Set<string>();

  function resolve(numId: string, depth = 0): { abstractId: string; levels: Levels } | undefined {
    const abstractId = value(numbers.get(numId), 'w:abstractNumId') ?? '';
    const abstract = abstracts.get(abstractId);
    const linked = abstract?.link === undefined || depth > 5 ? undefined : styleNumId(abstract.link);
    if (linked !== undefined && linked !== numId) return resolve(linked, depth + 1);
    return abstract && { abstractId, levels: abstract.levels };
  }

  return function next(numId: string, level: number): AutomaticNumber | undefined {
    const found = resolve(numId);
    const overrides = childElements(numbers.get(numId)).filter(({ name }) => name === 'w:lvlOverride');
    const override = overrides.find(({ attributes }) => Number(attributes['w:ilvl']) === level);
    const levels = new Map([...(found?.levels ?? []), ...overrides.flatMap((each) => [...readLevels(each)])]);
    const own = levels.get(level);
    if (!found || !own) return undefined;
    if (own.format === 'bullet') return { kind: 'bullet', label: '' };
    const counts = counters.get(found.abstractId) ?? [];
    counters.set(found.abstractId, counts);
    const startOverride = value(override, 'w:startOverride');
    if (startOverride !== undefined && !begun.has(`${numId} ${level}`)) counts[level] = Number(startOverride) - 1;
    begun.add(`${numId} ${level}`);
    counts[level] = (counts[level] ?? own.start - 1) + 1;
    counts.length = level + 1;
    const label = own.text.replace(/%([1-9])/g, (_, written: string) => {
      const index = Number(written) - 1;
      const counted = levels.get(index);
      const format = own.plainDigits && index < level ? 'decimal' : (counted?.format ?? 'decimal');
      return formatNumber(counts[index] ?? counted?.start ?? 1, format);
    });
    return { kind: 'number', label };
  };
}

function readLevels(parent: XmlElement): Levels {
  const levels = childElements(parent).filter(({ name }) => name === 'w:lvl');
  return new Map(
    levels.map((level) => [
      Number(level.attributes['w:ilvl'] ?? 0),
      {
        start: Number(value(level, 'w:start') ?? 1),
        format: value(level, 'w:numFmt') ?? 'decimal',
        text: value(level, 'w:lvlText') ?? '',
        plainDigits: child(level, 'w:isLgl') !== undefined,
      },
    ]),
  );
}
