import { expect, test } from 'vitest';
import { distinctNames } from '#shared/handover/distinctNames.ts';
import { stateText, takenText } from '#shared/handover/partedWords.ts';

const editor = { roles: ['editor' as const], hasLeft: false };
const nobody = { roles: [], hasLeft: false };
const person = { personId: 'lingyi', name: '凌忆', proposed: 'here' as const, here: editor, there: nobody };

test('what either machine says of somebody and which of them holds is told in words', () => {
  const renewed = { ...person, roles: 'here', key: 'there' } as const;
  expect(stateText(renewed, 'here')).toBe('责任编辑');
  expect(stateText(renewed, 'there')).toBe('没有岗位；用恢复码重设过口令');
  expect(takenText(renewed, '审核机')).toBe('岗位照本机，口令照“审核机”');
  expect(takenText({ ...renewed, key: 'same' }, '审核机')).toBe('岗位照本机');
  expect(takenText({ ...renewed, key: 'here' }, '审核机')).toBe('照本机');
  expect(takenText({ ...renewed, key: 'choose' }, '审核机')).toBe('请选照哪一台');
  const gone = { ...renewed, there: { ...nobody, hasLeft: true }, roles: 'there', key: 'same' } as const;
  expect(stateText(gone, 'there')).toBe('已离任');
});

test('whoever is new on one machine has no renewed password', () => {
  const { here: _, ...known } = person;
  const newcomer = { ...known, there: editor, roles: 'there', key: 'there' } as const;
  expect([stateText(newcomer, 'here'), stateText(newcomer, 'there')]).toEqual(['没有这个人', '责任编辑']);
  expect(takenText(newcomer, '审核机')).toBe('照“审核机”');
});

test('people are called by their names, and by the login name as well where two have one name', () => {
  const nameOf = distinctNames([
    { id: 'lingyi', name: '李伟' },
    { id: 'xinren', name: '李伟' },
    { id: 'qiaoyi', name: '乔一' },
    { id: 'qiaoyi', name: '乔一' },
  ]);
  expect(nameOf('qiaoyi')).toBe('乔一');
  expect(nameOf('xinren')).toBe('李伟（登录名“xinren”）');
  expect(nameOf('guest')).toBe('登录名是“guest”的人');
});
