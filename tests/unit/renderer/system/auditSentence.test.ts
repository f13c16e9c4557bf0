import { expect, test } from 'vitest';
import { filterOf, nothingSought } from '../../../../renderer/screens/system/AuditFilterFields.tsx';
import { auditActionGroups } from '../../../../renderer/screens/system/auditActionGroups.ts';
import { auditSentence } from '../../../../renderer/screens/system/auditSentence.ts';
import { auditActions } from '../../../../renderer/strings/system.ts';

const names = new Map([
  ['wenhe', '闻禾'],
  ['i1', '《澜溪信息》2024年第5期'],
]);

function sentence(person: string, action: string, subject: string, details: unknown = {}): string {
  return auditSentence({ sequence: 1, at: '2024-06-03T08:00:00.000Z', person, action, subject, details }, names);
}

test('each row is one sentence with the names of people and things', () => {
  expect(sentence('wenhe', 'signIn', 'wenhe')).toBe('闻禾登录。');
  expect(sentence('', 'signInFailed', 'qiaoyi')).toBe('有人用“qiaoyi”的名义登录，口令不对，没有成功。');
  expect(sentence('wenhe', 'lock', 'wenhe', { cause: 'idle' })).toBe('闻禾离开太久，窗口自动锁定。');
  expect(sentence('wenhe', 'refusedByRole', 'releaseIssue', { code: 'forbidden', times: 95 })).toContain(
    '又被拒绝95次',
  );
  expect(sentence('wenhe', 'refusedByRole', 'releaseIssue', { code: 'forbidden' })).toBe(
    '闻禾要办“签发”，没有这个岗位或权限，被拒绝。',
  );
  expect(sentence('wenhe', 'releaseIssue', 'i1')).toBe('闻禾签发：《澜溪信息》2024年第5期。');
  expect(sentence('wenhe', 'copyOut', 'i1', { place: 'issues', characters: 812 })).toBe(
    '闻禾从“《澜溪信息》2024年第5期”一次复制了812字。',
  );
});

test('a wrong password is told as what was tried, and nobody as the one who did it', () => {
  expect(sentence('', 'passwordFailed', 'wenhe')).toBe('有人输错了闻禾的口令。');
  expect(sentence('', 'recoveryFailed', 'wenhe')).toBe('有人要用恢复码重设“闻禾”的口令，恢复码不对，没有成功。');
  // A code that was typed for a backup names nobody.
  expect(sentence('', 'recoveryFailed', '')).toBe('有人输入了不对的恢复码，没有成功。');
});

test('all that a part of a name may name is looked for, and the part itself', () => {
  const many = new Map([...names, ['i2', '《澜溪信息》2024年第6期'], ['p1', '《澜溪信息》'], ['a1', '“村口的灯”']]);
  const { subject, named } = filterOf({ ...nothingSought, subject: '澜溪信息' }, many);
  expect({ subject, named }).toEqual({ subject: '澜溪信息', named: ['i1', 'i2', 'p1'] });
});

test('what has no sentence of its own says its action, its subject and its details', () => {
  expect(sentence('wenhe', 'takeOverArticle', 'a1', { version: 3, from: 'qiaoyi' })).toBe(
    '闻禾接手稿件：a1（版本：第3版；原为：qiaoyi）。',
  );
  expect(sentence('qiaoyi', 'somethingNew', 'x')).toBe('qiaoyisomethingNew：x。');
});

test('every action of a group has a name', () => {
  for (const actions of Object.values(auditActionGroups)) {
    for (const action of actions) expect(auditActions, action).toHaveProperty(action);
  }
});

test('days become the moments that bound them here, a name the thing it names, a group its actions', () => {
  const found = filterOf(
    { from: '2024-06-03', to: '2024-06-04', person: ' nobody', action: 'refused', subject: '第5期' },
    names,
  );
  expect(found).toEqual({
    from: new Date(2024, 5, 3).toISOString(),
    to: new Date(2024, 5, 5).toISOString(),
    person: '',
    actions: ['refusedByRole'],
    subject: '第5期',
    named: ['i1'],
  });
  expect(filterOf(nothingSought, names)).toEqual({});
  expect(filterOf({ ...nothingSought, subject: ' b-17 ', action: 'signIn' }, names)).toEqual({
    subject: 'b-17',
    actions: ['signIn'],
  });
});
