import { expect, test } from 'vitest';
import { joinedFault } from '#office/accounts/joinedFault.ts';
import { joinedFaultText } from '#office/accounts/joinedFaultText.ts';
import { type BoundRoles, digestOf, nothingBound, SignedRoles, signRoles } from '#office/accounts/roleStatement.ts';
import type { RegisterPart } from '#office/handover/registerPart.ts';
import { readCard } from '#shared/handover/machineCard.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { signIn, value } from '../office/foundedOffice.ts';
import { forgedRegister, keysOf, toldRegister } from './forgedRegister.ts';
import { bringRegister, firstMachine, joinedTo } from './joining.ts';

const newcomer = { id: 'xinren', name: '辛仁', roles: ['editor' as const], password: '新来的人自己定口令' };
const leaver = { id: 'lingyi', name: '凌忆', roles: ['reviewer' as const], password: '东临碣石以观沧海' };

type Joined = Parameters<typeof signRoles>[0];

const lastOf = ({ statements }: RegisterPart) => SignedRoles.parse(JSON.parse(statements.at(-1)?.statement ?? ''));

/** What both registers hold of people and keys, with the statements of the one on its way and those of the other beside it. */
function ofBoth(told: RegisterPart, other: RegisterPart): RegisterPart {
  const known = new Set(told.people.map(({ id }) => id));
  const own = new Set(told.statements.map(({ statement }) => statement));
  const hasLeft = new Set(other.people.flatMap(({ id, leftAt }) => (leftAt === null ? [] : [id])));
  const more = <Row>(rows: readonly Row[], idOf: (row: Row) => string) => rows.filter((row) => !known.has(idOf(row)));
  return {
    ...told,
    people: [
      ...told.people.map((one) => other.people.find(({ id }) => id === one.id && hasLeft.has(id)) ?? one),
      ...more(other.people, ({ id }) => id),
    ],
    keys: [...told.keys, ...more(other.keys, ({ person }) => person)],
    passwords: [...told.passwords, ...more(other.passwords, ({ person }) => person)],
    keyring: {
      ...told.keyring,
      people: [
        ...told.keyring.people.filter(({ id }) => !hasLeft.has(id)),
        ...more(other.keyring.people, ({ id }) => id),
      ],
    },
    ways: other.statements.filter(({ statement }) => !own.has(statement)),
  };
}

test('both ways are brought together by nobody but their security administrator, who takes nothing away and gives nothing new', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  await signIn(second.office, 'qiaoyi');
  value(await second.office.client.approveJoin({ card: first.card }));
  await signIn(first.office, 'wenhe');
  value(await first.office.client.admitPerson(leaver));
  value(await bringRegister(first.office, second.office, second.card));
  value(await first.office.client.dismissPerson({ personId: leaver.id }));
  await signIn(second.office, 'wenhe');
  value(await second.office.client.admitPerson(newcomer));
  const here = await toldRegister(first, second.card);
  const there = await toldRegister(second, first.card);
  const told = ofBoth(there, here);
  const { publicKey, privateKey } = await keysOf(second, 'qiaoyi');
  const editor = await keysOf(second, 'wenhe');
  const [begun] = there.statements.map(({ statement }) => SignedRoles.parse(JSON.parse(statement)));
  const newcomers = lastOf(there).people;
  const gone = lastOf(here).people;
  if (!begun?.recovery) throw new Error('the first statement names the papers');
  const people = [...begun.people, ...newcomers, ...gone];
  const whole: Joined = {
    number: 4,
    previous: digestOf(lastOf(there)),
    settles: digestOf(lastOf(here)),
    kind: 'joined',
    people,
    recovery: begun.recovery,
    by: 'qiaoyi',
    publicKey,
    at: new Date().toISOString(),
  };
  const changed = (id: string, more: Partial<Joined['people'][number]>) =>
    people.map((one) => (one.id === id ? { ...one, ...more } : one));
  const guest = { id: 'guest', name: '生客', roles: [], publicKeys: [editor.publicKey] };
  const forms: readonly {
    readonly said: Partial<Joined>;
    readonly why: string;
    readonly ways?: RegisterPart['ways'];
  }[] = [
    {
      said: { by: 'wenhe', publicKey: editor.publicKey },
      why: '由闻禾定下，应当由在两台机器上都是安全保密管理员的人定',
    },
    { said: { publicKey: editor.publicKey }, why: '写的是由乔一定下，签名却不是本人的' },
    { said: { number: 3 }, why: '它的次序排在两台机器的改动前面' },
    { said: { settles: 'a'.repeat(64) }, why: '其中一台机器上的改动没有一起送来，或者核对不上' },
    { said: {}, why: '其中一台机器上的改动没有一起送来，或者核对不上', ways: [] },
    { said: { people: people.filter(({ id }) => id !== 'xinren') }, why: '漏了辛仁' },
    { said: { people: [...people, ...newcomers] }, why: '把辛仁写了两次' },
    { said: { people: [...people, guest] }, why: '多了生客，两台机器上都没有增加过这个人' },
    {
      said: { people: changed('xinren', { publicKeys: [] }) },
      why: '辛仁用来签名的钥匙多了或者少了，与两台机器上登记的不一样',
    },
    {
      said: { people: changed('xinren', { publicKeys: [...(newcomers[0]?.publicKeys ?? []), editor.publicKey] }) },
      why: '辛仁用来签名的钥匙多了或者少了，与两台机器上登记的不一样',
    },
    { said: { people: changed('xinren', { roles: ['editor', 'signer'] }) }, why: '辛仁的岗位与两台机器上的都不一样' },
    { said: { people: changed('xinren', { name: '沈钧' }) }, why: '把辛仁的姓名写成了“沈钧”' },
    { said: { people: changed('lingyi', { roles: ['reviewer'] }) }, why: '凌忆已经离任，又给了岗位' },
    { said: { recovery: editor.publicKey }, why: '写的恢复码在两台机器上都没有用过' },
    { said: { refused: [editor.publicKey] }, why: '它还把有人的签名作废了，合成一份登记时不能这样做' },
  ];
  const card = readCard(new TextDecoder().decode(value(await first.office.client.readMachineCard({})).bytes));
  await signIn(first.office, 'wenhe');
  let after: { sequence: number; hash: string } | undefined;
  const answerTo = async (signed: SignedRoles, ways: RegisterPart['ways'] = told.ways) => {
    const row = { number: signed.number, statement: canonicalJson(signed) };
    const register = { ...told, statements: [...told.statements, row], ...(ways ? { ways } : {}) };
    const files = await forgedRegister(second, card, register, after);
    const { entry } = value(await first.office.client.takePackage({ files: [...files], medium: '入网盘01' }));
    after = { sequence: (after?.sequence ?? 0) + 1, hash: entry.hash ?? '' };
    return first.office.client.takeRegister({ hash: entry.hash ?? '' });
  };
  const before = await toldRegister(first, second.card);
  for (const { said, why, ways } of forms) {
    const key = (said.publicKey ?? publicKey) === publicKey ? privateKey : editor.privateKey;
    const answer = await answerTo(signRoles({ ...whole, ...said }, key), ways);
    expect(answer, why).toMatchObject({ ok: false, code: 'conflict' });
    const number = said.number ?? whole.number;
    expect(answer.ok ? '' : answer.message).toBe(
      `“审核机”送来的登记里，把两台机器上各改的人员和岗位合成一份的那次改动（第${number}次）不能用：${why}，没有采用。这样的登记不是程序写出来的，重写也没有用：请安全保密管理员查问“审核机”，查不清的作废它的名片，由别的机器写入网包。`,
    );
  }
  // Changed after it was signed.
  const altered = await answerTo({ ...signRoles(whole, privateKey), at: '2026-01-01T00:00:00.000Z' });
  expect(altered.ok ? '' : altered.message).toContain('不能用：签名对不上，签名以后被改动过，没有采用。');
  expect(await toldRegister(first, second.card)).toEqual(before);
  // And as it may be said it is taken, by an editor.
  expect(await answerTo(signRoles(whole, privateKey))).toMatchObject({ ok: true, value: { admitted: ['辛仁'] } });
  for (const id of ['qiaoyi', 'shenjun', 'wenhe']) expect((await signIn(first.office, id)).alerts, id).toEqual([]);
});

test('two people at work do not have one name after both ways were brought together, and nobody holds what is apart', () => {
  const way = (digest: string, number: number, ...people: SignedRoles['people']): BoundRoles => ({
    ...nothingBound,
    people: new Map(people.map((one) => [one.id, one])),
    recovery: 'papers',
    number,
    digest,
  });
  const person = (id: string, name: string, roles: SignedRoles['people'][number]['roles']) => ({
    id,
    name,
    roles,
    publicKeys: [`key of ${id}`],
  });
  const administrator = person('qiaoyi', '乔一', ['securityAdministrator']);
  const own = person('lingyi', '李伟', ['editor']);
  const namesake = person('xinren', '李伟', ['editor']);
  const said = (people: SignedRoles['people']): Joined => ({
    number: 3,
    previous: 'one',
    settles: 'other',
    kind: 'joined',
    people,
    recovery: 'papers',
    by: 'qiaoyi',
    publicKey: 'key of qiaoyi',
    at: '2026-01-01T00:00:00.000Z',
  });
  const one = way('one', 2, administrator, own);
  const fault = joinedFault(
    one,
    way('other', 2, administrator, namesake),
    said([administrator, own, namesake]),
    'standard',
  );
  expect(fault && joinedFaultText(fault, [])).toBe(
    '李伟（登录名“lingyi”）和李伟（登录名“xinren”）同名，分不清是谁的签名',
  );
  const gone = { ...namesake, roles: [] };
  expect(joinedFault(one, way('other', 2, administrator, gone), said([administrator, own, gone]), 'standard')).toBe(
    undefined,
  );
  const both = person('xinren', '辛仁', ['editor', 'auditor']);
  const apart = joinedFault(one, way('other', 2, administrator, both), said([administrator, own, both]), 'strict');
  expect(apart && joinedFaultText(apart, [])).toBe('辛仁的几个岗位不能由一个人兼任');
});
