import { type IssueDocument, type MarkingDecision, urgencyNames } from '#shared/issue/issueDocument.ts';
import { paperText } from '#shared/issue/paperSignOff.ts';
import { issueDateLine, issueNumberLine } from '#shared/layout/printedLines.ts';
import { markText } from '#shared/marking/markText.ts';

/** What is different in an issue beside its articles: its name, and what stood and stands there; '' where nothing did. */
export interface MakeUpChange {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

const parts: readonly (readonly [label: string, read: (document: IssueDocument) => string])[] = [
  ['刊名', ({ publication }) => publication.name],
  ['编印单位', ({ publication }) => publication.organ],
  ['期号', ({ number }) => (number ? issueNumberLine(number) : '')],
  ['印发日期', ({ date }) => (date ? issueDateLine(date) : '')],
  ['栏目', ({ column = '' }) => column],
  ['标识', ({ marking }) => marking.join('、')],
  ['定密记录', ({ markingDecision }) => (markingDecision ? decisionText(markingDecision) : '')],
  ['紧急程度', ({ urgency = 'ordinary' }) => urgencyNames[urgency]],
  ['编者按', ({ editorsNote = '' }) => editorsNote],
  ['报', ({ reportTo }) => reportTo.join('、')],
  ['送', ({ copyTo }) => copyTo.join('、')],
  ['发', ({ sendTo }) => sendTo.join('、')],
  ['印数', ({ copies }) => (copies === undefined ? '' : `${copies}份`)],
];

/** What two versions of an issue differ in apart from the texts and the order of their articles. */
export function makeUpChanges(before: IssueDocument, after: IssueDocument): readonly MakeUpChange[] {
  const found = parts.flatMap(([label, read]) => {
    const [left, right] = [read(before), read(after)];
    return left === right ? [] : [{ label, before: left, after: right }];
  });
  return [...found, ...markingsOfArticles(before, after)];
}

function markingsOfArticles(before: IssueDocument, after: IssueDocument): readonly MakeUpChange[] {
  const [left, right] = [before.articleMarkings ?? {}, after.articleMarkings ?? {}];
  const titles = new Map([...before.articles, ...after.articles].map(({ id, title }) => [id, title.join('')]));
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((id) => {
    const [one, other] = [left[id], right[id]];
    const [was, is] = [one ? decisionText(one) : '', other ? decisionText(other) : ''];
    return was === is ? [] : [{ label: `《${titles.get(id) ?? ''}》的标识`, before: was, after: is }];
  });
}

/** Everything a decision says, so that no difference in it is passed over. */
function decisionText(decision: MarkingDecision): string {
  const { ground, scope, proposer, approver, paper, decidedOn, liftDate, reviewOn, reviewedOn = [] } = decision;
  const { originator, lowerReason } = decision;
  const said = [
    markText(decision),
    ...(originator === undefined ? [] : [`原定密单位：${originator}`]),
    `依据：${ground}`,
    `知悉范围：${scope}`,
    `承办：${proposer}`,
    `审批：${approver}${paper ? `（${paperText(paper)}）` : ''}`,
    ...(decidedOn ? [`确定：${issueDateLine(decidedOn)}`] : []),
    ...(liftDate ? [`解除：${issueDateLine(liftDate)}`] : []),
    ...(reviewOn ? [`下次复核：${issueDateLine(reviewOn)}`] : []),
    ...(reviewedOn.length > 0 ? [`复核：${reviewedOn.map(issueDateLine).join('、')}`] : []),
    ...(lowerReason === undefined ? [] : [`低定理由：${lowerReason}`]),
  ];
  return said.join('，');
}
