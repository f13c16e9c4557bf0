import { expect, test } from 'vitest';
import type { IssueDocument, MarkingDecision } from '#shared/issue/issueDocument.ts';
import { emptyIssueDocument, IssueDocument as Schema } from '#shared/issue/issueDocument.ts';
import { checkMarking } from '#shared/preflight/checkMarking.ts';

const secret: MarkingDecision = {
  kind: '秘密',
  term: '10年',
  ground: '第三条',
  proposer: '闻禾',
  approver: '沈钧',
  scope: '县委领导',
  decidedOn: '2024-06-03',
};

function found(part: Partial<IssueDocument>, rule: 'classified' | 'all' = 'classified'): string[] {
  const document = { ...emptyIssueDocument({ name: '澜溪信息', organ: '' }), ...part };
  return checkMarking(document, rule).map(({ level, rule: name }) => `${level} ${name}`);
}

test('a 密级 always needs a record, the marks below it where the publication says so', () => {
  expect(found({ marking: ['秘密★10年'] })).toEqual(['stop markingRecord']);
  expect(found({ marking: ['内部资料', '注意保管'] })).toEqual([]);
  expect(found({ marking: ['内部资料', '注意保管'] }, 'all')).toEqual(['stop markingRecord']);
  expect(found({ marking: ['第3期'] }, 'all')).toEqual([]);
  expect(found({ marking: ['秘密★10年'], markingDecision: secret })).toEqual([]);
  for (const line of ['秘 密', '机　密★10年']) expect(found({ marking: [line] })).toEqual(['stop markingRecord']);
  expect(found({ marking: ['秘　密★10年'], markingDecision: secret })).toEqual([]);
});

test('an issue of marked articles needs a record as high, or a reason', () => {
  const articleMarkings = { a1: { ...secret, kind: '机密', term: '20年' } };
  expect(found({ articleMarkings })).toEqual(['stop markingRecord']);
  const marking = ['秘密★10年'];
  expect(found({ marking, articleMarkings, markingDecision: secret })).toEqual(['stop markingLower']);
  expect(found({ marking, articleMarkings, markingDecision: { ...secret, lowerReason: '已删' } })).toEqual([]);
});

test('a mark that reads like that of an article and ends before it is lower, and the day is told', () => {
  const markingDecision = { ...secret, decidedOn: '2020-06-03' };
  const document = { ...emptyIssueDocument({ name: '澜溪信息', organ: '' }), marking: ['秘密★10年'], markingDecision };
  const [finding] = checkMarking({ ...document, articleMarkings: { a1: secret } }, 'classified');
  expect(finding?.message).toContain('低于稿件的“秘密★2034年6月3日”');
});

test('what prints is what was decided', () => {
  expect(found({ marking: [], markingDecision: secret })).toEqual(['stop markingPrinted']);
  expect(found({ marking: ['机密★20年', '秘密★10年'], markingDecision: secret })).toEqual(['stop markingPrinted']);
  const { term: _term, ...internal } = { ...secret, kind: '内部资料' };
  expect(found({ marking: [], markingDecision: internal })).toEqual(['ask markingPrinted']);
});

test('a term beyond the most of the law has to be confirmed', () => {
  const markingDecision = { ...secret, term: '20年' };
  expect(found({ marking: ['秘密★20年'], markingDecision })).toEqual(['ask markingTerm']);
  for (const term of ['至规划公布时', '十年']) {
    expect(found({ marking: [`秘密★${term}`], markingDecision: { ...secret, term } })).toEqual([]);
  }
});

test('documents from before there were records of articles still parse, and keep their bytes', () => {
  const { decidedOn: _day, ...old } = secret;
  const document = { ...emptyIssueDocument({ name: '澜溪信息', organ: '' }), markingDecision: old };
  expect(Schema.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
  const strange = { ...document, articleMarkings: { nobody: secret } };
  expect(Schema.safeParse(strange).success).toBe(false);
});
