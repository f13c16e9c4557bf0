import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import { code, passwordOf, signIn, signInFirst, staff, value } from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { bringRegister, carryRegister, firstMachine, joinedTo } from './joining.ts';

const newcomer = { id: 'xinren', name: '辛仁', roles: ['editor' as const], password: '新来的人自己定口令' };
const other = { id: 'lingyi', name: '凌忆', roles: ['reviewer' as const], password: '东临碣石以观沧海' };

/** 编辑机, and 审核机 that joined it, each of which may have the other's register. */
async function two() {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  await signIn(second.office, 'qiaoyi');
  value(await second.office.client.approveJoin({ card: first.card }));
  return { first, second };
}

type Machine = Awaited<ReturnType<typeof two>>['second'];

const admit = async (office: Office, person: typeof newcomer | typeof other) => {
  await signIn(office, 'wenhe');
  value(await office.client.admitPerson(person));
};

/** Stands for what both have changed. */
async function seenOf({ client }: Office, hash: string): Promise<string> {
  return value(await client.readPartedRoles({ hash }))?.seen ?? '';
}

/** Takes over a register as the security administrator settles it. */
async function settle(
  { office }: Pick<Machine, 'office'>,
  hash: string,
  people: { personId: string; side: 'here' | 'there' }[] = [],
  recovery?: 'here' | 'there',
) {
  await signIn(office, 'qiaoyi');
  const settlement = { seen: await seenOf(office, hash), people, ...(recovery === undefined ? {} : { recovery }) };
  return office.client.takeRegister({ hash, settlement });
}

/** Everybody of the founding signs in without an alert, and the audit is whole. */
async function requireWhole(office: Office, passwords: Readonly<Record<string, string>> = {}) {
  for (const { id } of staff) {
    const password = passwords[id] ?? passwordOf(id);
    expect({ id, alerts: value(await office.client.signIn({ personId: id, password })).alerts }).toEqual({
      id,
      alerts: [],
    });
  }
  expect(JSON.stringify(value(await office.client.verifyAudit({})))).not.toContain('broken');
}

const rolesOf = async ({ client }: Office) =>
  Object.fromEntries(
    value(await client.listPeople({})).map(({ id, roles, leftAt }) => [id, leftAt ? 'left' : [...roles].sort()]),
  );

test('people that were admitted on either machine are brought together by the security administrator alone', async () => {
  const { first, second } = await two();
  await admit(first.office, newcomer);
  await admit(second.office, other);
  const hash = await carryRegister(first.office, second.office, second.card);
  const { client } = second.office;
  const { register } = await openBases(second.directory, 'wenhe');
  const rows = () => register.prepare('SELECT count(*) FROM role_statements').pluck().get();
  const before = rows();
  const told = await client.takeRegister({ hash });
  expect(told).toMatchObject({ ok: false, code: 'conflict', details: { parted: true } });
  expect(told.ok ? '' : told.message).toContain('请安全保密管理员（乔一）看过两台机器的改动');
  const refused = await client.takeRegister({
    hash,
    settlement: { seen: await seenOf(second.office, hash), people: [] },
  });
  expect(refused).toMatchObject({ ok: false, code: 'forbidden' });
  expect(refused.ok ? '' : refused.message).toContain('要由安全保密管理员（乔一）定下');
  expect(rows()).toBe(before);
  await signIn(second.office, 'qiaoyi');
  expect(value(await client.readPartedRoles({ hash }))).toMatchObject({
    machine: '编辑机',
    people: [
      { personId: 'xinren', name: '辛仁', there: { roles: ['editor'], hasLeft: false }, roles: 'there', key: 'there' },
      { personId: 'lingyi', name: '凌忆', here: { roles: ['reviewer'] }, roles: 'here', key: 'here' },
    ],
    recovery: 'same',
    deciders: [{ id: 'qiaoyi', name: '乔一' }],
    mayDecide: true,
  });
  expect(value(await settle(second, hash))).toMatchObject({ admitted: ['辛仁'], left: [] });
  const ownOfNewcomer = await signInFirst(second.office, newcomer);
  await requireWhole(second.office);
  // The other machine takes what was settled without a decision of its own.
  expect(value(await bringRegister(second.office, first.office, first.card))).toMatchObject({ admitted: ['凌忆'] });
  await requireWhole(first.office);
  await signInFirst(first.office, other);
  await signInFirst(first.office, newcomer);
  expect(await rolesOf(first.office)).toEqual(await rolesOf(second.office));
  // Both go on from it: what either changes now comes to the other as ever.
  await signIn(first.office, 'qiaoyi');
  value(await first.office.client.setRoles({ personId: 'lingyi', roles: ['editor', 'reviewer'] }));
  expect(value(await bringRegister(first.office, second.office, second.card))).toMatchObject({ changed: ['凌忆'] });
  await signIn(second.office, 'wenhe');
  value(await second.office.client.dismissPerson({ personId: 'xinren' }));
  expect(value(await bringRegister(second.office, first.office, first.card))).toMatchObject({ left: ['辛仁'] });
  await requireWhole(first.office);
  await requireWhole(second.office);
  expect(code(await client.signIn({ personId: 'xinren', password: ownOfNewcomer }))).toBe('wrongPassword');
});

test('roles, keys and leaving that both have changed are settled by person: chosen where they differ, and who has left stays left', async () => {
  const { first, second } = await two();
  await admit(first.office, newcomer);
  await admit(first.office, other);
  value(await bringRegister(first.office, second.office, second.card));
  // Here: one leaves, one more role for another; there: other roles for both, and a password renewed by the papers.
  await signIn(first.office, 'qiaoyi');
  value(await first.office.client.setRoles({ personId: 'shenjun', roles: ['signer', 'auditor', 'archivist'] }));
  value(await first.office.client.setRoles({ personId: 'lingyi', roles: ['reviewer', 'signer'] }));
  await signIn(first.office, 'wenhe');
  value(await first.office.client.dismissPerson({ personId: 'xinren' }));
  await signIn(second.office, 'qiaoyi');
  value(await second.office.client.setRoles({ personId: 'xinren', roles: ['editor', 'reviewer'] }));
  value(await second.office.client.setRoles({ personId: 'lingyi', roles: ['editor'] }));
  value(await second.office.client.signOut({}));
  const next = '秋风萧瑟洪波再起';
  const { recoveryCode } = first;
  value(await second.office.client.recoverPassword({ recoveryCode, personId: 'shenjun', next }));
  const own = await signInFirst(second.office, { id: 'shenjun', password: next });
  const hash = await carryRegister(second.office, first.office, first.card);
  await signIn(first.office, 'qiaoyi');
  const people = value(await first.office.client.readPartedRoles({ hash }))?.people ?? [];
  expect(
    Object.fromEntries(people.map(({ personId, roles, key, proposed }) => [personId, [roles, key, proposed]])),
  ).toEqual({
    shenjun: ['here', 'there', 'there'],
    xinren: ['here', 'same', 'here'],
    lingyi: ['choose', 'same', 'there'],
  });
  const refusedFor = async (settling: ReturnType<typeof settle>, kind: string, why: string) => {
    const refused = await settling;
    expect(refused, why).toMatchObject({ ok: false, code: kind });
    expect(refused.ok ? '' : refused.message).toContain(why);
  };
  const there = (personId: string) => ({ personId, side: 'there' as const });
  const notToBeChosen = [there('lingyi'), { personId: 'shenjun', side: 'here' as const }];
  await refusedFor(settle(first, hash, notToBeChosen), 'illegalState', '沈钧不用选照哪一台');
  await refusedFor(
    settle(first, hash, [there('lingyi'), there('lingy')]),
    'illegalState',
    '本机和“审核机”上都没有登录名“lingy”',
  );
  await refusedFor(settle(first, hash, [there('lingyi'), there('lingyi')]), 'illegalState', '凌忆选了两次');
  await refusedFor(settle(first, hash, [there('lingyi')], 'here'), 'illegalState', '恢复码不用选照哪一台');
  // What is changed after it was shown is not settled unseen.
  const seen = await seenOf(first.office, hash);
  value(await first.office.client.setRoles({ personId: 'lingyi', roles: ['reviewer', 'signer', 'archivist'] }));
  const settlement = { seen, people: [there('lingyi')] };
  await refusedFor(
    first.office.client.takeRegister({ hash, settlement }),
    'conflict',
    '您看过以后，本机或“审核机”的人员和岗位又有变动',
  );
  const without = await settle(first, hash);
  expect(without).toMatchObject({ ok: false, code: 'incomplete' });
  expect(without.ok ? '' : without.message).toContain('凌忆的岗位或口令在本机和“审核机”上不一样');
  expect(value(await settle(first, hash, [{ personId: 'lingyi', side: 'there' }]))).toMatchObject({
    changed: expect.arrayContaining(['沈钧', '凌忆']),
  });
  const settled = {
    wenhe: ['archivist', 'editor', 'systemAdministrator'],
    qiaoyi: ['reviewer', 'securityAdministrator'],
    shenjun: ['archivist', 'auditor', 'signer'],
    xinren: 'left',
    lingyi: ['editor'],
  };
  expect(await rolesOf(first.office)).toEqual(settled);
  await requireWhole(first.office, { shenjun: own });
  value(await bringRegister(first.office, second.office, second.card));
  expect(await rolesOf(second.office)).toEqual(settled);
  await requireWhole(second.office, { shenjun: own });
  const { client } = second.office;
  expect(code(await client.signIn({ personId: 'shenjun', password: passwordOf('shenjun') }))).toBe('wrongPassword');
  for (const { directory } of [first, second]) {
    const { register } = await openBases(directory, 'wenhe');
    const told = register.prepare("SELECT details FROM audit WHERE action = 'joinRoles'").pluck().all();
    expect(told.length).toBe(directory === first.directory ? 1 : 0);
  }
});

test.each(['here', 'there'] as const)(
  'a password renewed on both machines is that of the side chosen: %s',
  async (side) => {
    const { first, second } = await two();
    const { recoveryCode } = first;
    const renewed = async ({ client }: Office, next: string) => {
      value(await client.signOut({}));
      value(await client.recoverPassword({ recoveryCode, personId: 'shenjun', next }));
    };
    await renewed(first.office, '秋风萧瑟洪波再起');
    const here = await signInFirst(first.office, { id: 'shenjun', password: '秋风萧瑟洪波再起' });
    // Given by the papers and not yet changed by its owner.
    const there = '白露为霜所谓伊人';
    await renewed(second.office, there);
    const hash = await carryRegister(second.office, first.office, first.card);
    await signIn(first.office, 'qiaoyi');
    expect(value(await first.office.client.readPartedRoles({ hash }))).toMatchObject({
      people: [{ personId: 'shenjun', roles: 'same', key: 'choose' }],
    });
    const stored = async () => {
      const { register } = await openBases(first.directory, 'wenhe');
      return register.prepare("SELECT set_at, must_change FROM person_passwords WHERE person_id = 'shenjun'").get();
    };
    const before = await stored();
    expect(before).toMatchObject({ must_change: 0 });
    expect(code(await settle(first, hash))).toBe('incomplete');
    value(await settle(first, hash, [{ personId: 'shenjun', side }]));
    if (side === 'here') expect(await stored()).toEqual(before);
    else expect(await stored()).toMatchObject({ must_change: 1 });
    value(await bringRegister(first.office, second.office, second.card));
    const [holds, gone] = side === 'here' ? [here, there] : [there, here];
    for (const { office } of [first, second]) {
      expect(value(await office.client.signIn({ personId: 'shenjun', password: holds })).alerts).toEqual([]);
      expect(code(await office.client.signIn({ personId: 'shenjun', password: gone }))).toBe('wrongPassword');
    }
  },
);

test('recovery papers that both have made anew are chosen, and the others open nothing more', async () => {
  const { first, second } = await two();
  const renew = async (office: Office) => {
    await signIn(office, 'qiaoyi');
    const present = ['wenhe', 'qiaoyi'].map((personId) => ({ personId, password: passwordOf(personId) }));
    const papers = value(await office.client.reissueRecovery({ kind: 'code', present }));
    value(await office.client.confirmRecovery({}));
    return papers.recoveryCode;
  };
  const here = await renew(first.office);
  const there = await renew(second.office);
  const hash = await carryRegister(second.office, first.office, first.card);
  await signIn(first.office, 'qiaoyi');
  expect(value(await first.office.client.readPartedRoles({ hash }))).toMatchObject({ people: [], recovery: 'choose' });
  expect(await settle(first, hash)).toMatchObject({
    ok: false,
    code: 'incomplete',
    message: expect.stringContaining('恢复码'),
  });
  expect(value(await settle(first, hash, [], 'there'))).toMatchObject({ recoveryChanged: true });
  value(await bringRegister(first.office, second.office, second.card));
  const renewed = { personId: 'shenjun', next: '秋风萧瑟洪波再起' };
  for (const { office } of [first, second]) {
    await requireWhole(office);
    value(await office.client.signOut({}));
    value(await office.client.recoverPassword({ recoveryCode: there, ...renewed }));
    expect(code(await office.client.recoverPassword({ recoveryCode: here, ...renewed }))).toBe('wrongRecoveryCode');
  }
});

test('a third machine takes what was settled from wherever on either way it stands, and parts and is brought together itself', async () => {
  const { first, second } = await two();
  const third = await joinedTo(first.office, '签发机');
  const fourth = await joinedTo(first.office, '归档机');
  const known = async (office: Office, card: string, words: readonly string[]) => {
    await signIn(office, 'qiaoyi');
    value(await office.client.confirmMachine({ card, words: [...words] }));
    value(await office.client.approveJoin({ card }));
  };
  await signIn(second.office, 'qiaoyi');
  value(await second.office.client.takeMachineCard({ bytes: third.request.file.bytes }));
  await known(second.office, third.card, third.request.words);
  await known(third.office, second.card, second.request.words);
  await admit(first.office, newcomer);
  // Third comes to stand in the middle of the way of second.
  await admit(second.office, other);
  value(await bringRegister(second.office, third.office, third.card));
  await signIn(second.office, 'qiaoyi');
  value(await second.office.client.setRoles({ personId: 'lingyi', roles: ['editor'] }));
  const hash = await carryRegister(second.office, first.office, first.card);
  value(await settle(first, hash));
  // It was never told of the first's way, nor of the end of the second's; the fourth of neither.
  expect(value(await bringRegister(first.office, third.office, third.card))).toMatchObject({
    admitted: ['辛仁'],
    changed: ['凌忆'],
  });
  // Fourth has gone a way of its own meanwhile.
  await signIn(fourth.office, 'qiaoyi');
  value(await fourth.office.client.approveJoin({ card: first.card }));
  value(await fourth.office.client.setRoles({ personId: 'shenjun', roles: ['signer', 'auditor', 'archivist'] }));
  const told = await carryRegister(first.office, fourth.office, fourth.card);
  expect(code(await fourth.office.client.takeRegister({ hash: told }))).toBe('conflict');
  expect(value(await settle(fourth, told))).toMatchObject({ admitted: ['凌忆', '辛仁'] });
  value(await bringRegister(fourth.office, first.office, first.card));
  value(await bringRegister(first.office, second.office, second.card));
  // By a machine that was on the way which is beside the other's.
  value(await bringRegister(second.office, third.office, third.card));
  const settled = await rolesOf(first.office);
  expect(settled).toMatchObject({
    shenjun: ['archivist', 'auditor', 'signer'],
    lingyi: ['editor'],
    xinren: ['editor'],
  });
  for (const { office } of [first, second, third, fourth]) {
    await requireWhole(office);
    expect(await rolesOf(office)).toEqual(settled);
  }
  // A machine that joins now has it all.
  const fifth = await joinedTo(third.office, '新机器');
  await requireWhole(fifth.office);
  expect(await rolesOf(fifth.office)).toEqual(settled);
});

test('where both have settled it, each in its way, that is brought together as well', async () => {
  const { first, second } = await two();
  await admit(first.office, newcomer);
  await admit(second.office, other);
  const toSecond = await carryRegister(first.office, second.office, second.card);
  const toFirst = await carryRegister(second.office, first.office, first.card);
  value(await settle(second, toSecond));
  value(await settle(first, toFirst));
  const again = await carryRegister(first.office, second.office, second.card);
  await signIn(second.office, 'qiaoyi');
  expect(value(await second.office.client.readPartedRoles({ hash: again }))).toMatchObject({
    people: [],
    recovery: 'same',
  });
  value(await settle(second, again));
  value(await bringRegister(second.office, first.office, first.card));
  await requireWhole(first.office);
  await requireWhole(second.office);
  expect(await rolesOf(first.office)).toEqual(await rolesOf(second.office));
});

test('two people of one name are brought together after one of them was given a name that tells them apart', async () => {
  const { first, second } = await two();
  await admit(first.office, newcomer);
  await admit(second.office, { ...other, name: '辛仁' });
  const hash = await carryRegister(first.office, second.office, second.card);
  const refused = await settle(second, hash);
  expect(refused).toMatchObject({ ok: false, code: 'conflict' });
  expect(refused.ok ? '' : refused.message).toContain('登录名“lingyi”和“xinren”的姓名都是“辛仁”');
  expect(refused.ok ? '' : refused.message).toContain('先办离任，再以分得清的姓名重新加入，例如“辛仁（办公室）”');
  await signIn(second.office, 'wenhe');
  value(await second.office.client.dismissPerson({ personId: 'lingyi' }));
  value(await second.office.client.admitPerson({ ...other, id: 'lingyi2', name: '辛仁（办公室）' }));
  value(await settle(second, hash));
  value(await bringRegister(second.office, first.office, first.card));
  await requireWhole(first.office);
});

test('the security administrator settles it with the own password beside whoever takes the register', async () => {
  const { first, second } = await two();
  await admit(first.office, newcomer);
  await admit(second.office, other);
  const hash = await carryRegister(first.office, second.office, second.card);
  const seen = await seenOf(second.office, hash);
  const settledBy = (personId: string, password = passwordOf(personId)) =>
    second.office.client.takeRegister({ hash, settlement: { seen, people: [], by: { personId, password } } });
  expect(value(await second.office.client.readPartedRoles({ hash }))).toMatchObject({ mayDecide: false });
  expect(await settledBy('shenjun')).toMatchObject({ ok: false, code: 'forbidden' });
  expect(code(await settledBy('qiaoyi', '不是他的口令不是他的'))).toBe('wrongPassword');
  const { register } = await openBases(second.directory, 'wenhe');
  expect(register.prepare("SELECT 1 FROM audit WHERE action = 'joinRoles'").all()).toEqual([]);
  await signIn(first.office, 'wenhe');
  const back = await carryRegister(second.office, first.office, first.card);
  const by = { personId: 'qiaoyi', password: passwordOf('qiaoyi') };
  const settlement = { seen: await seenOf(first.office, back), people: [], by };
  value(await first.office.client.takeRegister({ hash: back, settlement }));
  value(await bringRegister(first.office, second.office, second.card));
  await signIn(first.office, 'wenhe');
  await requireWhole(first.office);
  const bases = await openBases(first.directory, 'wenhe');
  const told = bases.register.prepare("SELECT person, details FROM audit WHERE action = 'joinRoles'").get();
  expect(told).toMatchObject({ person: 'wenhe', details: expect.stringContaining('"present":["qiaoyi"]') });
});

test('whoever lost the role of the security administrator on one side does not take it back by the other', async () => {
  const { first, second } = await two();
  await admit(first.office, newcomer);
  await signIn(second.office, 'qiaoyi');
  value(
    await second.office.client.setRoles({
      personId: 'wenhe',
      roles: ['editor', 'systemAdministrator', 'securityAdministrator'],
    }),
  );
  value(await second.office.client.setRoles({ personId: 'qiaoyi', roles: ['reviewer'] }));
  const hash = await carryRegister(second.office, first.office, first.card);
  const alone = await settle(first, hash);
  expect(alone).toMatchObject({ ok: false, code: 'conflict' });
  expect(alone.ok ? '' : alone.message).toContain('由那里的安全保密管理员把这个岗位也给另一台的安全保密管理员');
  // So it is done, and then it is for the one who has the role on both.
  value(
    await first.office.client.setRoles({
      personId: 'wenhe',
      roles: ['editor', 'archivist', 'systemAdministrator', 'securityAdministrator'],
    }),
  );
  expect(await settle(first, hash)).toMatchObject({ ok: false, code: 'forbidden' });
  await signIn(first.office, 'wenhe');
  const settlement = {
    seen: await seenOf(first.office, hash),
    people: [{ personId: 'wenhe', side: 'there' as const }],
  };
  value(await first.office.client.takeRegister({ hash, settlement }));
  await requireWhole(first.office);
  expect(await rolesOf(first.office)).toMatchObject({
    qiaoyi: ['reviewer'],
    wenhe: ['editor', 'securityAdministrator', 'systemAdministrator'],
  });
});
