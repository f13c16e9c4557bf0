import { type AdoptionFacts, requestState } from './adoptionFacts.ts';
import { monthsOf, type Span, stretchName, stretchOf } from './period.ts';
import { type PointLine, pointsText, type UnitScore } from './score.ts';
import { scoreAdoptions } from './scoreAdoptions.ts';
import { scoreFaults, scoreInstructions, scoreRequests } from './scoreRecords.ts';
import { type ScoringVersion, versionOn } from './scoringRules.ts';

/** A month, quarter or year inside a period, with the table in force at its end. */
interface Stretch {
  readonly key: string;
  readonly months: readonly string[];
  readonly version: ScoringVersion;
}

/**
 * Facts × rules → points: every unit of the facts with what makes up its sum, best first. The same facts and versions
 * give the same figures; what comes before or after the period has no part in them.
 */
export function scorePeriod(facts: AdoptionFacts, versions: readonly ScoringVersion[]): UnitScore[] {
  const counter = createCounter(facts);
  const lines = new Map<string, PointLine[]>(facts.units.map(({ id }) => [id, []]));
  const add = (found: readonly PointLine[]) => {
    for (const line of found) {
      const list = lines.get(line.unitId);
      if (list) list.push(line);
      else lines.set(line.unitId, [line]);
    }
  };
  add(scoreAdoptions(facts.adoptions, versions));
  add(scoreInstructions(facts, versions));
  add(scoreRequests(facts, versions));
  add(scoreFaults(facts, versions));
  const spans = stretchesOf(facts, versions);
  const names = new Map(facts.units.map(({ id, name }) => [id, name]));
  const scores = [...lines].map(([unitId, own]) => {
    const all = [...own, ...baseLines(unitId, counter, spans), ...rateLines(unitId, counter, spans)];
    const capped = [...all, ...capLines(unitId, all, spans)];
    const unmetRequests = counter.requests(unitId, 'unmet');
    const finished = [...capped, ...zeroLines(unitId, capped, unmetRequests, spans)];
    return {
      unitId,
      name: names.get(unitId) ?? unitId,
      points_hundredths: sumOf(finished),
      received: counter.count(unitId, 'received'),
      adopted: counter.count(unitId, 'adopted'),
      instructions: facts.instructions.filter(({ unitIds }) => unitIds.includes(unitId)).length,
      unmetRequests,
      lateRequests: counter.requests(unitId, 'late'),
      lines: finished.toSorted(byMonth),
    };
  });
  const ordered = scores.toSorted(
    (left, right) =>
      right.points_hundredths - left.points_hundredths ||
      right.adopted - left.adopted ||
      left.name.localeCompare(right.name, 'zh-CN') ||
      left.unitId.localeCompare(right.unitId),
  );
  return ordered.map((score) => ({
    ...score,
    // Equal points have one rank, and the next rank is left out.
    rank: ordered.findIndex(({ points_hundredths }) => points_hundredths === score.points_hundredths) + 1,
  }));
}

function sumOf(lines: readonly PointLine[]): number {
  return lines.reduce((sum, line) => sum + line.points_hundredths, 0);
}

function byMonth(left: PointLine, right: PointLine): number {
  return left.month.localeCompare(right.month);
}

interface Counter {
  readonly count: (unitId: string, kind: 'received' | 'adopted', months?: readonly string[]) => number;
  readonly requests: (unitId: string, state: 'unmet' | 'late') => number;
}

/** Counts by unit and month, made once. */
function createCounter(facts: AdoptionFacts): Counter {
  const counts = new Map<string, number>();
  const note = (kind: string, unitId: string, day: string) => {
    const key = `${kind} ${day.slice(0, 7)} ${unitId}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for (const { unitId, day } of facts.submissions) if (unitId !== undefined) note('received', unitId, day);
  for (const { unitIds, day } of facts.adoptions) for (const unitId of unitIds) note('adopted', unitId, day);
  const all = monthsOf(facts.period);
  return {
    count: (unitId, kind, months = all) =>
      months.reduce((sum, month) => sum + (counts.get(`${kind} ${month} ${unitId}`) ?? 0), 0),
    requests: (unitId, state) =>
      facts.requests.filter((request) => request.unitId === unitId && requestState(request, facts) === state).length,
  };
}

type Stretches = Readonly<Record<Span, readonly Stretch[]>>;

/** The stretches of each kind that are over or have begun; one without rules in force is none. */
function stretchesOf({ period, until }: AdoptionFacts, versions: readonly ScoringVersion[]): Stretches {
  const months = monthsOf(period).filter((month) => `${month}-01` <= until);
  const of = (span: Span): Stretch[] =>
    [...new Set(months.map((month) => stretchOf(month, span)))].flatMap((key) => {
      const own = months.filter((month) => stretchOf(month, span) === key);
      const version = versionOn(versions, `${own.at(-1)}-31`);
      return version ? [{ key, months: own, version }] : [];
    });
  return { month: of('month'), quarter: of('quarter'), year: of('year') };
}

function lineOf(
  unitId: string,
  { months, version }: Stretch,
  line: Pick<PointLine, 'kind' | 'points_hundredths' | 'ruleId' | 'ruleName' | 'title' | 'says'>,
): PointLine {
  return { unitId, month: months.at(-1) ?? '', version: version.number, ...line };
}

const countNames = { received: '报送', adopted: '采用' } as const;

function baseLines(unitId: string, counter: Counter, spans: Stretches): PointLine[] {
  // A unit that is in no register sends nothing and has no quota.
  if (unitId.startsWith('name:')) return [];
  return (['month', 'quarter', 'year'] as const).flatMap((span) =>
    spans[span].flatMap((stretch): PointLine[] => {
      const { base } = stretch.version.rules;
      if (!base) return [];
      const counted = counter.count(unitId, base.counts, stretch.months);
      const title = stretchName(stretch.key);
      const rule = { kind: 'base', ruleId: 'base', ruleName: base.name, title } as const;
      const done = `${title}${countNames[base.counts]}${counted}篇`;
      if (base.kind === 'each') {
        if (span !== 'month' || counted === 0) return [];
        const points_hundredths = counted * Math.round(base.points * 100);
        const says = `${done}，每篇计${base.points}分，“${base.name}”得${pointsText(points_hundredths)}分。`;
        return [lineOf(unitId, stretch, { ...rule, points_hundredths, says })];
      }
      if (base.per !== span) return [];
      const group = base.groups.find(({ unitIds }) => unitIds.includes(unitId));
      const quota = group?.quota ?? base.otherQuota;
      const points_hundredths = counted >= quota ? Math.round(base.points * 100) : 0;
      const asked = `${group ? `${group.name}任务` : '任务'}${quota}篇`;
      const verdict = counted >= quota ? '完成' : '没有完成';
      const says = `${done}，${asked}，${verdict}，“${base.name}”计${pointsText(points_hundredths)}分。`;
      return [lineOf(unitId, stretch, { ...rule, points_hundredths, says })];
    }),
  );
}

function rateLines(unitId: string, counter: Counter, spans: Stretches): PointLine[] {
  return (['month', 'quarter', 'year'] as const).flatMap((span) =>
    spans[span].flatMap((stretch): PointLine[] => {
      const { rate } = stretch.version.rules;
      if (rate?.per !== span) return [];
      const received = counter.count(unitId, 'received', stretch.months);
      const adopted = counter.count(unitId, 'adopted', stretch.months);
      // Without anything sent there is no rate.
      if (received === 0 || adopted * 100 >= rate.below_percent * received) return [];
      const points_hundredths = Math.round(rate.points * 100);
      const title = stretchName(stretch.key);
      return [
        lineOf(unitId, stretch, {
          kind: 'rate',
          ruleId: 'rate',
          ruleName: rate.name,
          title,
          points_hundredths,
          says: `${title}报送${received}篇，采用${adopted}篇，不到${rate.below_percent}%，按“${rate.name}”计${pointsText(points_hundredths)}分。`,
        }),
      ];
    }),
  );
}

function capLines(unitId: string, lines: readonly PointLine[], spans: Stretches): PointLine[] {
  const found: { readonly line: PointLine; readonly of: readonly string[] }[] = [];
  // Shorter stretches first: what a month has lost is not lost once more in the year.
  for (const span of ['month', 'quarter', 'year'] as const) {
    for (const stretch of spans[span]) {
      for (const cap of stretch.version.rules.caps) {
        if (cap.per !== span) continue;
        const kinds: readonly string[] = cap.of;
        const within = (line: PointLine) => stretch.months.includes(line.month);
        const counted = lines.filter((line) => within(line) && kinds.includes(line.kind));
        const cut = found.filter(({ line, of }) => within(line) && of.every((kind) => kinds.includes(kind)));
        const sum = sumOf(counted) + sumOf(cut.map(({ line }) => line));
        const most = Math.round(cap.points * 100);
        if (sum <= most) continue;
        const title = stretchName(stretch.key);
        const line = lineOf(unitId, stretch, {
          kind: 'cap',
          ruleId: cap.id,
          ruleName: cap.name,
          title,
          points_hundredths: most - sum,
          says: `${title}合计${pointsText(sum)}分，“${cap.name}”最多${pointsText(most)}分，减去${pointsText(sum - most)}分。`,
        });
        found.push({ line, of: kinds });
      }
    }
  }
  return found.map(({ line }) => line);
}

function zeroLines(unitId: string, lines: readonly PointLine[], unmet: number, spans: Stretches): PointLine[] {
  const stretch = spans.year.at(-1);
  const after = stretch?.version.rules.requests.zeroAfter ?? 0;
  if (!stretch || after === 0 || unmet < after) return [];
  const sum = sumOf(lines);
  return [
    lineOf(unitId, stretch, {
      kind: 'zero',
      ruleId: 'requestZero',
      ruleName: '约稿未完成不计分',
      title: '约稿',
      points_hundredths: sum > 0 ? -sum : 0,
      says: `有${unmet}次约稿没有完成，满${after}次不再计分，减去${pointsText(Math.max(0, sum))}分。`,
    }),
  ];
}
