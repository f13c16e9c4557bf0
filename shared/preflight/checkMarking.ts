import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { linesWithRecord, type MarkingRule } from '#shared/marking/markingRule.ts';
import { isClassified } from '#shared/marking/markRank.ts';
import { exceedsLaw, lawfulYears } from '#shared/marking/markTerm.ts';
import { markText } from '#shared/marking/markText.ts';
import { plainMark } from '#shared/marking/plainMark.ts';
import { isPrinted } from '#shared/marking/printedMarks.ts';
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
    const asked = markText(proposed);
    const due = markText(proposeMarking(parts, markingDecision.decidedOn) ?? proposed);
    // 10年 of an earlier day ends before 10年 of a later one, though both read the same.
    const words = asked === mark ? due : asked;
    add('stop', 'markingLower', `本期的标识“${mark}”低于稿件的“${words}”，请改高，或者写明低定的理由。`);
  }
  const others = marking.filter((line) => isClassified(line) && plainMark(line) !== plainMark(mark));
  const [other] = others;
  if (other !== undefined) add('stop', 'markingPrinted', `版头印的“${other}”与定密记录的“${mark}”不一致。`);
  else if (!isPrinted(marking, mark)) {
    const level = isClassified(mark) ? 'stop' : 'ask';
    add(level, 'markingPrinted', `定密记录是“${mark}”，版头没有印出。`);
  }
  if (exceedsLaw(markingDecision)) {
    const most = lawfulYears(markingDecision.kind);
    add('ask', 'markingTerm', `“${mark}”的期限超过${most}年，法律、行政法规另有规定的才可以。`);
  }
  return findings;
}
