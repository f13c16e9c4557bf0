import { expect, test } from 'vitest';
import { verdictText } from '../../../../renderer/screens/archive/verdictText.ts';

const at = '2026-05-06T08:00:00+08:00';
const sound = {
  issueId: 'a',
  numberText: '2026年第5期',
  faults: [],
  signatures: [
    { step: 'responsibleEditor' as const, label: '责任编辑', person: '闻禾', at },
    { step: 'signer' as const, label: '签发', person: '沈钧', at },
  ],
};
const faulty = {
  ...sound,
  numberText: '2026年第6期',
  faults: [{ file: 'issue.pdf', message: '内容与登记的摘要不符' }],
};

test('one sound issue names who signed it', () => {
  expect(verdictText([sound])).toEqual({
    isSound: true,
    text: '校验通过：文件与签发时一个字节不差，签名有效（责任编辑 闻禾、签发 沈钧）。',
  });
});

test('one faulty issue among sound ones is named with its file, and the whole is not called sound', () => {
  const { isSound, text } = verdictText([sound, faulty]);
  expect(isSound).toBe(false);
  expect(text.split('\n')).toEqual([
    expect.stringContaining('发现1个问题'),
    '2026年第6期：issue.pdf：内容与登记的摘要不符',
  ]);
});

test('all of an archive are counted', () => {
  expect(verdictText([sound, sound]).text).toContain('2期档案');
});
