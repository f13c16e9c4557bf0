import { type Adoption, type AdoptionFacts, ownLevel } from '#shared/statistics/adoptionFacts.ts';
import { daysOf, type Period } from '#shared/statistics/period.ts';
import type { ScoringRules, ScoringVersion } from '#shared/statistics/scoringRules.ts';

export const year2024: Period = { kind: 'year', year: 2024 };

/** Facts of invented units 甲, 乙, 丙 in a period that is over. */
export function factsOf(facts: Partial<AdoptionFacts> = {}): AdoptionFacts {
  const period = facts.period ?? year2024;
  return {
    period,
    until: daysOf(period).to,
    isOver: true,
    units: ['甲', '乙', '丙'].map((id) => ({ id, name: `${id}单位`, isRegistered: true })),
    submissions: [],
    adoptions: [],
    instructions: [],
    requests: [],
    faults: [],
    ...facts,
  };
}

/** An article of the office's own bulletin; `id` is its work as well. */
export function adopted(id: string, day: string, unitIds: readonly string[], more: Partial<Adoption> = {}): Adoption {
  return {
    id,
    kind: 'own',
    workId: id,
    articleId: id,
    issueId: `${day}期`,
    title: `${id}稿`,
    day,
    unitIds: [...unitIds],
    level: ownLevel,
    publication: '澜溪信息',
    series: 'regular',
    numberText: '2024年第1期',
    column: '',
    place: 1,
    marking: [],
    characters: 500,
    ...more,
  };
}

/** One in a bulletin of a higher office. */
export function adoptedAbove(
  id: string,
  level: string,
  unitIds: readonly string[],
  more: Partial<Adoption> = {},
): Adoption {
  const outside = { kind: 'outside', level, publication: `${level}专报`, numberText: '', place: 0 } as const;
  const {
    articleId: _article,
    issueId: _issue,
    ...adoption
  } = adopted(id, '2024-05-20', unitIds, {
    ...outside,
    ...more,
  });
  return adoption;
}

/** So many manuscripts of a unit in a month. */
export function sent(unitId: string, month: string, count: number): AdoptionFacts['submissions'] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${unitId}-${month}-${index}`,
    number: `2024-${String(index + 1).padStart(4, '0')}`,
    title: `${unitId}来稿${index + 1}`,
    day: `${month}-10`,
    unitId,
    state: 'received' as const,
  }));
}

export function since2024(rules: ScoringRules, number = 1, effectiveFrom = '2024-01-01'): ScoringVersion {
  return { number, name: `第${number}版`, effectiveFrom, rules };
}
