import { describe, expect, it } from 'vitest';
import { emptyIssueDocument, MarkingDecision } from '#shared/issue/issueDocument.ts';
import { makeUpChanges } from '#shared/revision/makeUpChanges.ts';

const decision = {
  kind: '秘密',
  ground: '《保密事项范围》第三条',
  proposer: '闻禾',
  approver: '沈钧',
  scope: '县委领导',
} satisfies MarkingDecision;

const hash = 'a'.repeat(64);

/** Another value of each member. A member that is added to decisions has to be told of, so it has to stand here. */
const others = {
  kind: '机密',
  ground: '《保密事项范围》第四条',
  proposer: '田野',
  approver: '乔一',
  paper: { recorder: '闻禾', confirmer: '乔一', signedOn: '2024-06-04', scan: hash },
  scope: '县政府领导',
  term: '5年',
  liftDate: '2029-06-03',
  decidedOn: '2024-06-03',
  reviewOn: '2025-06-03',
  reviewedOn: ['2024-12-03'],
  originator: '临湖区总工会',
  lowerReason: '已经摘编',
} satisfies Required<{ [Key in keyof MarkingDecision]: NonNullable<MarkingDecision[Key]> }>;

describe('what two versions of a marking decision differ in', () => {
  it.each(Object.keys(MarkingDecision.shape) as (keyof typeof others)[])('names another %s', (member) => {
    const document = emptyIssueDocument({ name: '澜溪信息', organ: '澜溪县办公室' });
    const changed = MarkingDecision.parse({ ...decision, [member]: others[member] });
    const found = makeUpChanges(
      { ...document, markingDecision: decision, articleMarkings: { a: decision } },
      { ...document, markingDecision: changed, articleMarkings: { a: changed } },
    );
    expect(found.map(({ label }) => label)).toEqual(['定密记录', '《》的标识']);
  });
});
