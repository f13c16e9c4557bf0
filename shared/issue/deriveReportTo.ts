import type { ArticleSource } from './article.ts';

/** What is needed of a 报送单位 to report to the party committee over it. */
export interface ReportingUnit {
  readonly name: string;
  readonly signature: string;
  readonly aliases: readonly string[];
  readonly parentCommittee?: string | undefined;
}

/** The recipients of 报 as the articles ask for them, and what that changes. */
export interface DerivedReportTo {
  readonly reportTo: readonly string[];
  /** Committees that are new in the list, in the order of the articles. */
  readonly added: readonly string[];
  /** Committees none of whose units has an article in the issue any more. */
  readonly removed: readonly string[];
  /** Units without an entry, or without a committee over them, in the register. */
  readonly unknownUnits: readonly string[];
}

const separator = '、';

/**
 * 报 = what stands in the list already + the committees over the units the articles come from, in the order of the
 * articles, in one entry: 杭州市委、温州市委分管领导. `suffix` is what follows the last committee. An entry that consists of
 * registered committees alone is the derived one and is replaced; every other entry stays as it is.
 */
export function deriveReportTo(
  current: readonly string[],
  sources: readonly (ArticleSource | null)[],
  units: readonly ReportingUnit[],
  suffix: string,
): DerivedReportTo {
  const committees = new Set(units.flatMap(({ parentCommittee }) => parentCommittee ?? []));
  const wanted: string[] = [];
  const unknownUnits: string[] = [];
  for (const source of sources) {
    if (source === null) continue;
    const committee = unitOf(source, units)?.parentCommittee;
    const into = committee === undefined ? unknownUnits : wanted;
    const entry = committee ?? source.unit;
    if (!into.includes(entry)) into.push(entry);
  }

  const committeesIn = (entry: string): readonly string[] => {
    const names = (entry.endsWith(suffix) ? entry.slice(0, entry.length - suffix.length) : entry).split(separator);
    return names.every((name) => committees.has(name)) ? names : [];
  };
  const before = current.flatMap(committeesIn);
  const place = current.findIndex((entry) => committeesIn(entry).length > 0);
  const kept = current.filter((entry) => committeesIn(entry).length === 0);
  const derived = wanted.length > 0 ? [`${wanted.join(separator)}${suffix}`] : [];
  const isSame = before.length === wanted.length && before.every((name, index) => name === wanted[index]);
  return {
    reportTo: isSame ? current : kept.toSpliced(place < 0 ? kept.length : place, 0, ...derived),
    added: wanted.filter((name) => !before.includes(name)),
    removed: before.filter((name) => !wanted.includes(name)),
    unknownUnits,
  };
}

function unitOf({ unit, line }: ArticleSource, units: readonly ReportingUnit[]): ReportingUnit | undefined {
  const printed = line.replace(/^[（(]|[)）]$/g, '');
  return units.find(({ signature, name, aliases }) =>
    [signature, name, ...aliases].some((form) => form === unit || form === printed),
  );
}
