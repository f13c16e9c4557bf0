import { sm2, sm3 } from 'sm-crypto-v2';
import { expect, test } from 'vitest';
import { SignedStep, type StepStatement, signStep, verifyStep } from '#shared/issue/stepStatement.ts';

const { publicKey, privateKey } = sm2.generateKeyPairHex();
const statement: StepStatement = {
  issue: 'issue-1',
  step: 2,
  from: { state: 'inReview', station: 1 },
  to: { state: 'drafting', station: 0 },
  action: 'return',
  person: 'qiaoyi',
  role: 'reviewer',
  opinion: sm3('标题不妥'),
  contentHash: 'a'.repeat(64),
  previous: 'b'.repeat(64),
  at: '2026-03-02T08:00:00.000Z',
  publicKey,
};

test('a step holds as it was signed, and in no word otherwise', () => {
  const signed = signStep(statement, privateKey);
  expect(SignedStep.parse(JSON.parse(JSON.stringify(signed)))).toEqual(signed);
  expect(verifyStep(signed)).toBe(true);
  const other: Partial<StepStatement>[] = [
    { issue: 'issue-2' },
    { step: 3 },
    { from: { state: 'inReview', station: 2 } },
    { to: { state: 'inReview', station: 0 } },
    { action: 'recall' },
    { person: 'shenjun' },
    { role: 'signer' },
    { onBehalfOf: 'shenjun' },
    { delegation: 'leave-1' },
    { confirmer: 'shenjun' },
    { opinion: sm3('') },
    { contentHash: 'c'.repeat(64) },
    { previous: '' },
    { at: '2026-03-02T08:00:01.000Z' },
    { publicKey: sm2.generateKeyPairHex().publicKey },
  ];
  for (const change of other) expect(verifyStep({ ...signed, ...change }), Object.keys(change).join()).toBe(false);
  expect(verifyStep({ ...signed, signature: '0'.repeat(128) })).toBe(false);
});

test('a statement has no words that nobody reads', () => {
  const signed = signStep(statement, privateKey);
  expect(SignedStep.safeParse({ ...signed, comment: '' }).success).toBe(false);
  expect(SignedStep.safeParse({ ...signed, previous: 'none' }).success).toBe(false);
  expect(SignedStep.safeParse({ ...signed, step: 0 }).success).toBe(false);
});
