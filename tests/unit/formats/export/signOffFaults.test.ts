import { sm2 } from 'sm-crypto-v2';
import { expect, test } from 'vitest';
import { signOffFaults } from '#formats/export/signOffFaults.ts';
import { type SignedDelegation, signDelegation } from '#shared/issue/delegationStatement.ts';
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
  signOff: signatures.map(({ step, station = 0, person, onBehalfOf }) => ({
    step,
    station,
    label: flow[station]?.label ?? '',
    person,
    ...(onBehalfOf ? { onBehalfOf: onBehalfOf.principal } : {}),
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

const pair = (digit: string) => {
  const privateKey = digit.repeat(64);
  return { privateKey, publicKey: sm2.getPublicKeyFromPrivateKey(privateKey) };
};
const principal = pair('3');

/** 终审 signed by 林疏 in the place of 高禾, by leave that 高禾 signed. */
function delegated(leave: Partial<Omit<SignedDelegation, 'signature'>> = {}, place = 4): readonly SignedStatement[] {
  const statement = {
    principal: '高禾',
    publicKey: principal.publicKey,
    delegate: names[place] ?? '',
    begins: '2026-03-01T16:00:00.000Z',
    ends: '2026-03-02T16:00:00.000Z',
    includesRelease: false,
    publications: ['p'],
    ...leave,
  };
  return all.with(place, signedBy(place, { onBehalfOf: signDelegation(statement, principal.privateKey) }));
}

test('a signature in another’s place is proved by the leave it carries, and prints both names', () => {
  expect(faultsOf(delegated())).toEqual([]);
  expect(faultsOf(delegated({ includesRelease: true }, 5))).toEqual([]);
  expect(faultsOf(delegated(), printed(all))).toEqual([
    '终审林疏（受高禾委托）签了名，刊物上却没有这个署名',
    '刊物上署有终审林疏，却没有这个人的签名',
  ]);
});

test('leave that was not given, to another, for another day or without 签发 is named', () => {
  const [name, signing] = ['林疏（受高禾委托）', '陈明远（受高禾委托）'];
  const changed = delegated().map((one) =>
    one.onBehalfOf ? { ...one, onBehalfOf: { ...one.onBehalfOf, includesRelease: true } } : one,
  );
  expect(faultsOf(changed)).toEqual([`${name}：委托的签名不成立`]);
  expect(faultsOf(delegated({ delegate: '许砚' }))).toEqual([`${name}：受委托的是许砚，不是林疏`]);
  expect(faultsOf(delegated({ ends: '2026-03-02T01:00:00.000Z' }))).toEqual([`${name}：签名时不在委托的期限内`]);
  expect(faultsOf(delegated({ begins: '2026-03-02T01:00:00.001Z' }))).toEqual([`${name}：签名时不在委托的期限内`]);
  expect(faultsOf(delegated({}, 5))).toEqual([`${signing}：委托不包括签发`]);
  expect(faultsOf(delegated({}, 0))).toEqual(['周亦宁（受高禾委托）：责任编辑一道不能委托']);
});

test('whoever is stood in for signs at no other station', () => {
  const twice = delegated().with(1, signedBy(1, { person: '高禾', publicKey: principal.publicKey }));
  expect(faultsOf(twice)).toEqual(['林疏（受高禾委托）：高禾的手续另由高禾签过一道，应由不同的人签名']);
});

/** The station of `place` signed on paper by whoever it is, recorded and confirmed with the keys of these. */
function onPaper(place: number, recorder = 0, confirmer = 1, part: Partial<SignedStatement> = {}): SignedStatement[] {
  const paper = {
    signer: names[place] ?? '',
    signedOn: '2026-03-02',
    scan: 'c'.repeat(64),
    contentHash: 'a'.repeat(64),
  };
  const by = (holder: number, as: 'recorder' | 'confirmer') =>
    signedBy(place, {
      person: names[holder] ?? '',
      publicKey: signedBy(holder).publicKey,
      paper: { ...paper, as },
    });
  return [by(recorder, 'recorder'), { ...by(confirmer, 'confirmer'), ...part }];
}

const printedWithPaper = (place: number): IssueDocument => {
  const document = printed(all);
  const note = { recorder: names[0] ?? '', confirmer: names[1] ?? '', signedOn: '2026-03-02', scan: 'c'.repeat(64) };
  return {
    ...document,
    signOff: document.signOff.map((one, index) => (index === place ? { ...one, paper: note } : one)),
  };
};

test('a signature on paper counts for the person on it, by the keys of two who signed other stations', () => {
  const statements = [...all.toSpliced(4, 1), ...onPaper(4)];
  expect(faultsOf(statements, printedWithPaper(4))).toEqual([]);
});

test('a paper that one person recorded and confirmed, or that lacks one of the two, proves nothing', () => {
  expect(faultsOf([...all.toSpliced(4, 1), ...onPaper(4, 0, 0)], printedWithPaper(4))).toContain(
    '林疏的纸质签批由周亦宁一个人代录又核对，应由两个人办理',
  );
  const [recorded] = onPaper(4);
  expect(recorded).toBeDefined();
  if (!recorded) return;
  expect(faultsOf([...all.toSpliced(4, 1), recorded], printedWithPaper(4))).toEqual(
    expect.arrayContaining(['缺少有效的终审签名', '林疏的纸质签批只有周亦宁一个人的签名，应由代录人和核对人各签一个']),
  );
  // The two have to say the same of the paper.
  const [, other] = onPaper(4, 0, 1, { opinion: '另一种意见' });
  expect(faultsOf([...all.toSpliced(4, 1), recorded, ...(other ? [other] : [])], printedWithPaper(4))).toContain(
    '缺少有效的终审签名',
  );
});

test('paper printed as a signature with a key, and a key printed as paper, are told', () => {
  expect(faultsOf([...all.toSpliced(4, 1), ...onPaper(4)], printed(all))).toHaveLength(2);
  expect(faultsOf(all, printedWithPaper(4))).toEqual(
    expect.arrayContaining([expect.stringContaining('纸质签批（代录：周亦宁；核对：何清越）')]),
  );
});
