import { expect, test } from 'vitest';
import { actionsOf } from '../../../../renderer/screens/system/auditActionGroups.ts';
import { auditDetailsText } from '../../../../renderer/screens/system/auditDetails.ts';
import { auditActions } from '../../../../renderer/strings/system.ts';

test('an audit row says in words under which ticket something went out, and how', () => {
  expect(auditDetailsText({ ticket: '2026-0001', output: 'burn', firstCopy: 2, copies: 1 })).toBe(
    '输出票：2026-0001；方式：刻录；从第几份起：2；份数：1',
  );
  expect(auditDetailsText({ subject: 'article', record: 3 })).toBe('对象：稿件；记录号：3');
  expect(actionsOf('out')).toContain('useTicket');
});

test('every step of a marking, a ticket and a slip has its words', () => {
  const actions = [
    'recordMarking',
    'withdrawMarking',
    'reviewMarking',
    'liftMarking',
    'applyForOutput',
    'approveTicket',
  ];
  const more = ['refuseTicket', 'withdrawTicket', 'useTicket', 'readReleaseSlip', 'setSignaturePicture'];
  for (const action of [...actions, ...more, 'removeSignaturePicture'])
    expect(auditActions[action], action).toBeDefined();
});
