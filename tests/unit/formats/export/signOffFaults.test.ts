import { expect, test } from 'vitest';
import { signOffFaults } from '#formats/export/signOffFaults.ts';
import { emptyIssueDocument, type IssueDocument } from '#shared/issue/issueDocument.ts';
import { flowHash, type SignedFlow } from '#shared/issue/signedFlow.ts';
import type { SignedStatement } from '#shared/issue/signOffStatement.ts';

const flow: SignedFlow = [
  { step: 'responsibleEditor', label: '编辑', needed: 1 },
  { step: 'reviewer', label: '初审', needed: 1 },
  { step: 'countersigner', label: '会签', needed: 2 },
  { step: 'reviewer', label: '终审', needed: 1 },
  { step: 'signer', label: '签批', needed: 1 },
];
const names = ['周亦宁', '何清越', '沈知微', '许砚', '林疏', '陈明远'];
const stations = [0, 1, 2, 2, 3, 4];

function signedBy(place: number, part: Partial<SignedStatement> = {}): SignedStatement {
  const station = stations[place] ?? 0;
  return {
    step: flow[station]?.step ?? 'signer',
    station,
    flow: flowHash(flow),
    person: names[place] ?? '',
    publicKey: `04${String(place).repeat(128)}`,
    at: '2026-03-02T09:00:00+08:00',
    hash: 'a'.repeat(64),
    signature: 'b'.repeat(128),
    ...part,
  };
}
const all = names.map((_, place) => signedBy(place));
const printed = (signatures: readonly SignedStatement[]): IssueDocument => ({
  ...emptyIssueDocument({ name: '澜溪信息', organ: '澜溪县办公室' }),
  signOff: signatures.map(({ step, station = 0, person }) => ({
    step,
    station,
    label: flow[station]?.label ?? '',
    person,
  })),
});
const faultsOf = (signatures: readonly SignedStatement[], document = printed(signatures), signedIn = flow) =>
  signOffFaults(signatures, document, signedIn);

test('a flow of five stations is proved by the six who signed it', () => {
  expect(faultsOf(all)).toEqual([]);
});

test('a station that nobody signed, one that too few signed and one that too many signed are named in the words of the flow', () => {
  expect(faultsOf(all.toSpliced(4, 1))).toEqual(['缺少有效的终审签名']);
  expect(faultsOf(all.toSpliced(3, 1))).toEqual(['会签签名只有1个，应有2个']);
  const third = signedBy(3, { person: '另一人', publicKey: `04${'9'.repeat(128)}` });
  expect(faultsOf([...all, third])).toEqual(['会签签名有3个，只应有2个']);
});

test('a signature of another station or another flow proves nothing here', () => {
  const shorter = flow.toSpliced(3, 1);
  const elsewhere = all.with(1, signedBy(1, { flow: flowHash(shorter) }));
  expect(faultsOf(elsewhere)).toEqual(['何清越签名时的审签流程与清单中的不同']);
  // Whoever takes a station out of the manifest meets the flow that each signature names.
  expect(faultsOf(all.toSpliced(4, 1), printed(all.toSpliced(4, 1)), shorter)).toHaveLength(7);
  expect(faultsOf(all.with(1, signedBy(1, { station: 2 })), printed(all))).toEqual(
    expect.arrayContaining(['缺少有效的初审签名', '何清越签的审核不在审签流程中']),
  );
  expect(faultsOf(all.with(1, signedBy(1, { flow: undefined })))).toEqual(['何清越签名时的审签流程与清单中的不同']);
});

test('two signatures by one key are told, those of one 会签 among them', () => {
  const key = signedBy(2).publicKey;
  expect(faultsOf(all.with(3, signedBy(3, { publicKey: key })))).toEqual([
    '会签和会签（沈知微、许砚）用的是同一把钥匙，应由不同的人签名',
  ]);
  expect(faultsOf(all.with(4, signedBy(4, { publicKey: key })))).toEqual([
    '会签和终审（沈知微、林疏）用的是同一把钥匙，应由不同的人签名',
  ]);
});

test('names and words that the issue prints and nobody signed are told', () => {
  const document = printed(all);
  const withSecond = (part: Partial<IssueDocument['signOff'][number]>): IssueDocument => ({
    ...document,
    signOff: document.signOff.map((entry, place) => (place === 1 ? { ...entry, ...part } : entry)),
  });
  expect(faultsOf(all, withSecond({ person: '别人' }))).toEqual([
    '初审何清越签了名，刊物上却没有这个署名',
    '刊物上署有初审别人，却没有这个人的签名',
  ]);
  expect(faultsOf(all, withSecond({ label: '总编' }))).toEqual(['刊物上的“总编：何清越”不是审签流程中的一道']);
});
