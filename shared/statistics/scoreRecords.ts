import { type AdoptionFacts, requestState } from './adoptionFacts.ts';
import { type PointLine, pointsText } from './score.ts';
import { type ScoringVersion, versionOn } from './scoringRules.ts';
import { sharePoints, sharingText } from './sharePoints.ts';

/** 批示: the first rule that names its level; of several on one work all or the highest. */
export function scoreInstructions({ instructions }: AdoptionFacts, versions: readonly ScoringVersion[]): PointLine[] {
  const found = instructions.flatMap((instruction) => {
    const version = versionOn(versions, instruction.day);
    const rule = version?.rules.instructions.find(({ levels }) => levels.includes(instruction.level));
    return version ? [{ instruction, version, rule, whole: Math.round((rule?.points ?? 0) * 100) }] : [];
  });
  return found.flatMap(({ instruction, version, rule, whole }) => {
    const rivals = found
      .filter((other) => other.instruction.workId === instruction.workId)
      .toSorted((left, right) => right.whole - left.whole || left.instruction.id.localeCompare(right.instruction.id));
    const isCounted = version.rules.instructionsCounted === 'all' || rivals[0]?.instruction === instruction;
    const { sharing } = version.rules;
    const parts = sharePoints(isCounted ? whole : 0, instruction.unitIds.length, sharing);
    const sum = rule
      ? `《${instruction.title}》获${instruction.level}批示，按“${rule.name}”计${pointsText(whole)}分`
      : `《${instruction.title}》获${instruction.level}批示，没有适用的规则，不计分`;
    return instruction.unitIds.map((unitId, index): PointLine => {
      const shared =
        instruction.unitIds.length > 1 && rule
          ? `；${instruction.unitIds.length}家合写${sharingText(sharing)}，第${index + 1}家得${pointsText(parts[index] ?? 0)}分`
          : '';
      return {
        unitId,
        kind: 'instruction',
        month: instruction.day.slice(0, 7),
        points_hundredths: parts[index] ?? 0,
        version: version.number,
        ruleId: rule?.id ?? 'none',
        ruleName: rule?.name ?? '没有适用的规则',
        title: instruction.title,
        factId: instruction.id,
        ...(instruction.articleId === undefined ? {} : { articleId: instruction.articleId }),
        says: isCounted ? `${sum}${shared}。` : `${sum}；同一稿件已按更高的批示计分，这一次不再计。`,
      };
    });
  });
}

const requestNames = { met: '完成约稿', late: '约稿迟报', unmet: '约稿未完成' } as const;

/** 约稿: met, met late, not met; one whose day has not come says nothing. */
export function scoreRequests(facts: AdoptionFacts, versions: readonly ScoringVersion[]): PointLine[] {
  return facts.requests.flatMap((request): PointLine[] => {
    const state = requestState(request, facts);
    const version = versionOn(versions, request.dueOn);
    if (state === 'open' || !version) return [];
    const points = version.rules.requests[state];
    const arrived = request.metOn === undefined ? '没有报送' : `${request.metOn}报送`;
    return [
      {
        unitId: request.unitId,
        kind: 'request',
        month: request.dueOn.slice(0, 7),
        points_hundredths: Math.round(points * 100),
        version: version.number,
        ruleId: `request${state}`,
        ruleName: requestNames[state],
        title: request.topic,
        factId: request.id,
        says: `约稿“${request.topic}”${request.dueOn}到期，${arrived}，按“${requestNames[state]}”计${pointsText(Math.round(points * 100))}分。`,
      },
    ];
  });
}

/** 差错, by the first rule that names its kind. */
export function scoreFaults({ faults }: AdoptionFacts, versions: readonly ScoringVersion[]): PointLine[] {
  return faults.flatMap((fault): PointLine[] => {
    const version = versionOn(versions, fault.day);
    if (!version) return [];
    const rule = version.rules.faults.find(({ kinds }) => kinds.includes(fault.faultKind));
    const points = Math.round((rule?.points ?? 0) * 100);
    return [
      {
        unitId: fault.unitId,
        kind: 'fault',
        month: fault.day.slice(0, 7),
        points_hundredths: points,
        version: version.number,
        ruleId: rule?.id ?? 'none',
        ruleName: rule?.name ?? '没有适用的规则',
        title: fault.title,
        factId: fault.id,
        says: rule
          ? `《${fault.title}》有${fault.faultKind}，按“${rule.name}”计${pointsText(points)}分。`
          : `《${fault.title}》有${fault.faultKind}，没有适用的规则，不计分。`,
      },
    ];
  });
}
