import { expect, test } from 'vitest';
import { emptyIssueDocument, type IssueDocument } from '#shared/issue/issueDocument.ts';
import { highestMark, volumeMarking } from '#shared/volume/volumeMarking.ts';

const issue = (change: Partial<IssueDocument>): IssueDocument => ({
  ...emptyIssueDocument({ name: '禾川信息', organ: '' }),
  date: '2024-03-01',
  ...change,
});
const decision = { ground: '保密事项范围', proposer: '甲某', approver: '乙某', scope: '县领导' };

test('a volume bears the highest kind of its issues with the term that ends last, and every other mark', () => {
  const documents = [
    issue({ marking: ['内部刊物', '机密★1年'], date: '2024-01-10' }),
    issue({ marking: ['内部刊物', '注意保存'] }),
    issue({
      marking: ['秘密★10年'],
      markingDecision: { ...decision, kind: '秘密', term: '10年', decidedOn: '2024-02-01' },
    }),
  ];
  expect(volumeMarking(documents, '2024-03-01')).toEqual(['内部刊物', '注意保存', '机密★2034年2月1日']);
});

test('the mark of an article counts for the issue it is in', () => {
  const document = issue({ marking: ['内部刊物'], articleMarkings: { a: { ...decision, kind: '秘密', term: '5年' } } });
  expect(highestMark(document)).toBe('秘密★5年');
  expect(highestMark(issue({}))).toBeUndefined();
});

test('issues without marks make a volume without one', () => {
  expect(volumeMarking([issue({}), issue({})], '2024-03-01')).toEqual([]);
});
