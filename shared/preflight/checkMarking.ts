import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { linesWithRecord, type MarkingRule } from '#shared/marking/markingRule.ts';
import { isClassified } from '#shared/marking/markRank.ts';
import { lawfulMonths, termMonths } from '#shared/marking/markTerm.ts';
import { markText } from '#shared/marking/markText.ts';
import { isLowerThan, proposeMarking } from '#shared/marking/proposeMarking.ts';
import type { Finding, FindingLevel } from './finding.ts';

/** The record behind the marks: that there is one, that it is not lower than the articles, that what prints is what it says. */
export function checkMarking(
  { marking, markingDecision, articleMarkings = {} }: IssueDocument,
  rule: MarkingRule,
): readonly Finding[] {
  const findings: Finding[] = [];
  const add = (level: FindingLevel, name: string, message: string) =>
    findings.push({ level, rule: name, message, place: { part: 'marking' } });
  const parts = Object.values(articleMarkings);
  const proposed = proposeMarking(parts);
  if (!markingDecision) {
    const [line] = linesWithRecord(marking, rule);
    if (line !== undefined) add('stop', 'markingRecord', `版头印了“${line}”，还没有登记定密记录。`);
    else if (proposed) {
      add('stop', 'markingRecord', `本期稿件的标识最高是“${markText(proposed)}”，本期还没有登记定密记录。`);
    }
    return findings;
  }
  const mark = markText(markingDecision);
  if (proposed && markingDecision.lowerReason === undefined && isLowerThan(markingDecision, parts)) {
    add('stop', 'markingLower', `本期的标识“${mark}”低于稿件的“${markText(proposed)}”，请改高，或者写明低定的理由。`);
  }
  const others = marking.filter((line) => isClassified(line) && line !== mark);
  const [other] = others;
  if (other !== undefined) add('stop', 'markingPrinted', `版头印的“${other}”与定密记录的“${mark}”不一致。`);
  else if (!marking.includes(mark)) {
    const level = isClassified(mark) ? 'stop' : 'ask';
    add(level, 'markingPrinted', `定密记录是“${mark}”，版头没有印出。`);
  }
  const most = lawfulMonths(markingDecision.kind);
  if (most !== undefined && termMonths(markingDecision) > most) {
    add('ask', 'markingTerm', `“${mark}”的期限超过${most / 12}年，法律、行政法规另有规定的才可以。`);
  }
  return findings;
}
