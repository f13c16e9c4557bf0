import type { Adoption } from './adoptionFacts.ts';
import { ruleFits } from './ruleFits.ts';
import { type PointLine, pointsText } from './score.ts';
import { type AdoptionRule, type ScoringVersion, versionOn } from './scoringRules.ts';
import { sharePoints, sharingText } from './sharePoints.ts';

interface Rated {
  readonly adoption: Adoption;
  readonly version: ScoringVersion;
  readonly rule: AdoptionRule | undefined;
  readonly whole_hundredths: number;
  readonly sum: string;
}

/** The lines of all adoptions, those that count nothing as well: one wants to know why. */
export function scoreAdoptions(adoptions: readonly Adoption[], versions: readonly ScoringVersion[]): PointLine[] {
  const works = new Map<string, Rated[]>();
  for (const adoption of adoptions) {
    const version = versionOn(versions, adoption.day);
    if (!version) continue;
    works.set(adoption.workId, [...(works.get(adoption.workId) ?? []), rated(adoption, version)]);
  }
  return [...works.values()].flatMap((work) => {
    const counted = countedOf(work);
    return work.flatMap((one) => linesOf(one, counted.has(one)));
  });
}

function rated(adoption: Adoption, version: ScoringVersion): Rated {
  const rule = version.rules.adoptions.find(({ where }) => ruleFits(where, adoption));
  const place = placeText(adoption);
  if (!rule) return { adoption, version, rule, whole_hundredths: 0, sum: `${place}，没有适用的规则，不计分` };
  const multiplier = version.rules.multipliers.find(({ where }) => ruleFits(where, adoption));
  const plain = Math.round(rule.points * 100);
  const whole_hundredths = Math.round(plain * (multiplier?.times ?? 1));
  const times = multiplier ? `，${multiplier.name}乘${multiplier.times}得${pointsText(whole_hundredths)}分` : '';
  return {
    adoption,
    version,
    rule,
    whole_hundredths,
    sum: `${place}，按“${rule.name}”计${pointsText(plain)}分${times}`,
  };
}

/** 《浙江青年工作信息》2019年第3期采用, 市级《信息专报》采用. */
function placeText({ kind, level, publication, numberText, title }: Adoption): string {
  return kind === 'own'
    ? `《${title}》由${publication}${numberText}采用`
    : `《${title}》由${level}“${publication}”采用`;
}

/** Which adoptions of one work count: all, or the best of each level and of these the best few. */
function countedOf(work: readonly Rated[]): ReadonlySet<Rated> {
  // The table in force when the work was adopted last says how its adoptions stand together.
  const last = work.toSorted((left, right) => left.adoption.day.localeCompare(right.adoption.day)).at(-1);
  const repeats = last?.version.rules.repeats;
  if (!repeats || repeats.kind === 'all') return new Set(work);
  const best = work.toSorted(
    (left, right) =>
      right.whole_hundredths - left.whole_hundredths ||
      left.adoption.day.localeCompare(right.adoption.day) ||
      left.adoption.id.localeCompare(right.adoption.id),
  );
  const ofLevels = best.filter(
    ({ adoption }, index) => best.findIndex((other) => other.adoption.level === adoption.level) === index,
  );
  return new Set(ofLevels.slice(0, repeats.levels));
}

function linesOf(one: Rated, isCounted: boolean): PointLine[] {
  const { adoption, version, rule, sum } = one;
  const sharing = rule?.sharing ?? version.rules.sharing;
  const parts = sharePoints(isCounted ? one.whole_hundredths : 0, adoption.unitIds.length, sharing);
  return adoption.unitIds.map((unitId, index): PointLine => {
    const part = parts[index] ?? 0;
    const isShared = adoption.unitIds.length > 1 && rule !== undefined;
    const shared = isShared
      ? `；${adoption.unitIds.length}家合写${sharingText(sharing)}，第${index + 1}家得${pointsText(part)}分`
      : '';
    return {
      unitId,
      kind: 'adoption',
      month: adoption.day.slice(0, 7),
      points_hundredths: part,
      version: version.number,
      ruleId: rule?.id ?? 'none',
      ruleName: rule?.name ?? '没有适用的规则',
      title: adoption.title,
      factId: adoption.id,
      ...(adoption.articleId === undefined ? {} : { articleId: adoption.articleId }),
      ...(adoption.issueId === undefined ? {} : { issueId: adoption.issueId }),
      says: isCounted ? `${sum}${shared}。` : `${sum}；同一稿件已按更高的一次计分，这一次不再计。`,
    };
  });
}
