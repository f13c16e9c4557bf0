import { expect, test } from 'vitest';
import { auditDetailsText } from '../../../../renderer/screens/system/auditDetails.ts';
import { keysText } from '../../../../renderer/strings/shell.ts';

test('a step of an issue is told by the names of its states, and a hash by its beginning', () => {
  const contentHash = 'e660c78be84777100680c5548e992fed4a6c21df19dab1e8c5a54ede71a8b33f';
  expect(auditDetailsText({ contentHash, from: 'drafting', to: 'inReview' })).toBe(
    '内容摘要：e660c78be8477710…；原为：组稿；改为：待审核',
  );
});

test('roles, versions, decisions and nested verdicts are told in words', () => {
  expect(auditDetailsText({ roles: ['editor', 'auditor'] })).toBe('岗位：责任编辑、审计员');
  expect(auditDetailsText({ from: 2, version: 5 })).toBe('原为：第2版；版本：第5版');
  expect(auditDetailsText({ decision: 'rejected' })).toBe('处理：退稿');
  expect(auditDetailsText({ register: { rows: 27, keptHead: 'ahead' } })).toBe('登记和人员：（条数：27；末条：多出）');
  expect(auditDetailsText({ people: [{ id: 'a' }, { id: 'b' }] })).toBe('人员：2项');
});

test('the name of a file is not taken for a word of the program, and unknown details are not lost', () => {
  expect(auditDetailsText({ name: 'same' })).toBe('文件：same');
  expect(auditDetailsText({ unheardOf: true })).toBe('unheardOf：true');
  expect(auditDetailsText({})).toBe('');
});

test('keys are shown as they stand on the keyboard', () => {
  expect(keysText('Alt+ArrowDown')).toBe('Alt+↓');
  expect(keysText('Ctrl+Enter')).toBe('Ctrl+回车');
});
