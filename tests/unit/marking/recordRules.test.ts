import { expect, test } from 'vitest';
import type { MarkingRecord } from '#shared/contract/markingCommands.ts';
import type { MarkingDecision } from '#shared/issue/issueDocument.ts';
import { dayFault } from '#shared/marking/dayFault.ts';
import { liveDecisionOf } from '#shared/marking/liveDecision.ts';
import { namedLiftDate } from '#shared/marking/markTerm.ts';
import { mayApprove } from '#shared/marking/mayApprove.ts';
import { isPrinted, withMarkPrinted } from '#shared/marking/printedMarks.ts';

const decision: MarkingDecision = {
  kind: '秘密',
  term: '10年',
  ground: '第三条',
  proposer: '闻禾',
  approver: '沈钧',
  scope: '县委领导',
  decidedOn: '2024-06-03',
  liftDate: '2034-06-03',
};

function recorded(part: Partial<MarkingRecord>): MarkingRecord {
  return { number: 1, recordedAt: '2024-06-03T02:00:00Z', personName: '闻禾', reviews: [], decision, ...part };
}

test('what counts of the records is the newest, unless it takes the mark back or was lifted', () => {
  const review = { note: '', personName: '闻禾', at: '2024-06-03T02:00:00Z' };
  const { decision: _decision, ...withdrawn } = recorded({ number: 2 });
  expect(liveDecisionOf([])).toBeUndefined();
  expect(liveDecisionOf([recorded({}), withdrawn])).toBeUndefined();
  expect(liveDecisionOf([recorded({ reviews: [{ ...review, outcome: 'kept' }] })])).toBe(decision);
  expect(liveDecisionOf([recorded({ reviews: [{ ...review, outcome: 'lifted' }] })])).toBeUndefined();
  expect(liveDecisionOf([recorded({ reviews: [{ ...review, outcome: 'lifted' }] }), recorded({ number: 2 })])).toBe(
    decision,
  );
});

test('only those who review or sign approve, never the proposer, never one who left', () => {
  expect(mayApprove({ id: 'he', roles: ['reviewer'] }, 'zhou')).toBe(true);
  expect(mayApprove({ id: 'he', roles: ['archivist', 'editor'] }, 'zhou')).toBe(false);
  expect(mayApprove({ id: 'zhou', roles: ['signer'] }, 'zhou')).toBe(false);
  expect(mayApprove({ id: 'he', roles: ['auditor', 'systemAdministrator'] }, 'zhou')).toBe(false);
  expect(mayApprove({ id: 'he', roles: ['signer'], leftAt: '2024-06-03T02:00:00Z' }, 'zhou')).toBe(false);
});

test('the days of a record follow its term and each other', () => {
  const fault = (term: string | undefined, days: object) =>
    dayFault(
      { kind: '秘密', ...(term === undefined ? {} : { term }) },
      { decidedOn: '2024-06-03', ...days },
      '2024-06-10',
    )?.kind;
  expect(fault('10年', {})).toBeUndefined();
  expect(fault(undefined, { liftDate: '2034-06-03', reviewOn: '2024-06-10' })).toBeUndefined();
  expect(fault('至规划公布时', { liftDate: '2030-06-03' })).toBeUndefined();
  expect(fault('10年', { decidedOn: '2024-06-11' })).toBe('decidedLater');
  expect(fault('10年', { liftDate: '2034-06-04' })).toBe('liftedOtherwise');
  expect(fault('长期', { liftDate: '2034-06-03' })).toBe('liftedThoughUnlimited');
  expect(fault('2024年6月2日', {})).toBe('liftedBefore');
  expect(fault('10年', { reviewOn: '2024-06-09' })).toBe('reviewedBefore');
});

test('a day of lifting is named only where no term tells it', () => {
  const { term: _term, ...plain } = decision;
  expect(namedLiftDate(decision)).toBeUndefined();
  expect(namedLiftDate(plain)).toBeUndefined();
  expect(namedLiftDate({ ...plain, kind: '内部资料' })).toBe('2034-06-03');
  expect(namedLiftDate({ ...decision, term: '至规划公布时' })).toBe('2034-06-03');
  expect(namedLiftDate(undefined)).toBeUndefined();
});

test('a mark is printed in place of another 密级, and known with blanks in it', () => {
  expect(withMarkPrinted(['内部资料', '机　密'], '秘密★10年')).toEqual(['内部资料', '秘密★10年']);
  expect(isPrinted(['秘　密★10年'], '秘密★10年')).toBe(true);
  expect(isPrinted(['机密★10年'], '秘密★10年')).toBe(false);
});
