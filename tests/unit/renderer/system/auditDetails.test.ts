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

test('a word that means something else in another detail is told as it is meant there', () => {
  expect(auditDetailsText({ what: 'join', outcome: 'register' })).toBe('种类：入网；结果：入网登记');
  expect(auditDetailsText({ base: 'register' })).toContain('登记库');
  expect(auditDetailsText({ why: 'gap' })).toBe('原因：前面还缺一包');
  expect(auditDetailsText({ machineSteps: ['edit', 'archive'] })).toBe('能办：送审、归档');
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

test('the changed rules of a publication are told from what to what', () => {
  const details = {
    flow: { from: ['编辑', '签批'], to: ['编辑', '会签（沈均、贾禾）', '签批'] },
    outputApproval: { from: ['noTicket'], to: ['ticketNeeded', 'signer', 'stamped'] },
    markingRule: { from: ['classifiedOnly'], to: ['everyMark'] },
    paperSignOff: { from: ['notAllowed'], to: ['allowed'] },
  };
  expect(auditDetailsText(details)).toBe(
    '审签流程：（原为：编辑、签批；改为：编辑、会签（沈均、贾禾）、签批）；' +
      '输出：（原为：不用输出票；改为：要输出票、签发、逐份标明）；' +
      '标识登记：（原为：只登记密级；改为：各种标识都登记）；纸质签批：（原为：不可以；改为：可以）',
  );
});
