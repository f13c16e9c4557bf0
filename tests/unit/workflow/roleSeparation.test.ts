import { describe, expect, test } from 'vitest';
import { defaultFlow, type Flow, type Station } from '#shared/workflow/flow.ts';
import { type Role, roles } from '#shared/workflow/issueWorkflow.ts';
import { canSignOff, flowShortage, roleConflict, roleNames } from '#shared/workflow/roleSeparation.ts';

const administration: readonly Role[] = ['systemAdministrator', 'securityAdministrator', 'auditor'];
const pairs = roles.flatMap((first) => roles.filter((one) => one !== first).map((second) => [first, second] as const));
const person = (...held: Role[]) => ({ roles: held });

test('every role has a name of its own', () => {
  expect(new Set(roles.map((role) => roleNames[role])).size).toBe(roles.length);
});

describe('strict staffing', () => {
  test.each(pairs)('%s and %s', (first, second) => {
    const apart = administration.includes(first) || administration.includes(second);
    const conflict = roleConflict([first, second], 'strict');
    if (apart) expect([first, second].sort()).toEqual([...(conflict ?? [])].sort());
    else expect(conflict).toBeUndefined();
  });
});

describe('standard staffing', () => {
  test.each(pairs)('%s and %s', (first, second) => {
    const auditsItself =
      [first, second].includes('auditor') && administration.includes(first) && administration.includes(second);
    const conflict = roleConflict([first, second], 'standard');
    if (auditsItself) expect([first, second].sort()).toEqual([...(conflict ?? [])].sort());
    else expect(conflict).toBeUndefined();
  });
});

test.each(['standard', 'strict'] as const)(
  'one role, or one role said twice, is no conflict in %s staffing',
  (staffing) => {
    for (const role of roles) {
      expect(roleConflict([role], staffing)).toBeUndefined();
      expect(roleConflict([role, role], staffing)).toBeUndefined();
    }
  },
);

test('a conflict is found wherever it stands among many roles', () => {
  expect(roleConflict(['editor', 'reviewer', 'systemAdministrator', 'auditor'], 'standard')).toEqual([
    'systemAdministrator',
    'auditor',
  ]);
  expect(roleConflict(['editor', 'reviewer', 'signer', 'archivist'], 'strict')).toBeUndefined();
});

test('three different people are needed for the three sign-offs', () => {
  expect(canSignOff([person('editor'), person('reviewer'), person('signer')])).toBe(true);
  expect(canSignOff([person('editor', 'reviewer', 'signer'), person('editor', 'reviewer', 'signer')])).toBe(false);
  expect(canSignOff([person('editor', 'reviewer'), person('signer')])).toBe(false);
  expect(canSignOff([person('editor'), person('reviewer'), person('archivist')])).toBe(false);
  expect(canSignOff([])).toBe(false);
});

test('who holds several roles is counted where nobody else is left', () => {
  const several = person('editor', 'reviewer', 'signer');
  expect(canSignOff([several, person('editor'), person('reviewer')])).toBe(true);
  expect(canSignOff([several, person('editor'), person('editor')])).toBe(false);
  expect(canSignOff([several, several, several])).toBe(true);
});

describe('the people a flow needs', () => {
  const office = (...all: readonly (readonly [id: string, ...roles: Role[]])[]) =>
    all.map(([id, ...held]) => ({ id, roles: held }));
  const [edit, review, sign] = defaultFlow as readonly [Station, Station, Station];
  const by = (signers: Extract<Station, { kind: 'countersigner' }>['signers']): Station => ({
    kind: 'countersigner',
    label: '会签',
    signers,
  });
  const shortageOf = (people: ReturnType<typeof office>, flow: Flow) => flowShortage(people, flow, (id) => `某${id}`);

  test('a role that nobody holds is named with its station', () => {
    expect(shortageOf(office(['a', 'editor'], ['b', 'reviewer']), [edit, review, sign])).toContain(
      '“签发”没有人能办：现在没有人担任签发。',
    );
    expect(
      shortageOf(office(['a', 'editor'], ['b', 'reviewer'], ['c', 'signer']), [edit, review, sign]),
    ).toBeUndefined();
  });

  test('people are shared out among the stations, whoever is named keeps the own one', () => {
    const people = office(['a', 'editor', 'reviewer'], ['b', 'reviewer'], ['c', 'reviewer', 'signer'], ['d', 'signer']);
    const second: Station = { kind: 'reviewer', label: '复审' };
    expect(shortageOf(people, [edit, review, second, sign])).toBeUndefined();
    expect(shortageOf(people, [edit, review, by({ kind: 'people', people: ['b'] }), sign])).toBeUndefined();
    expect(shortageOf(people, [edit, review, by({ kind: 'people', people: ['b', 'c'] }), sign])).toContain(
      '“会签”分不出人来办',
    );
    expect(shortageOf(people, [edit, by({ kind: 'role', role: 'reviewer', count: 2 }), sign])).toBeUndefined();
    expect(shortageOf(people, [edit, by({ kind: 'role', role: 'reviewer', count: 3 }), sign])).toContain(
      '分不出人来办',
    );
    expect(shortageOf(people, [edit, by({ kind: 'people', people: ['x'] }), sign])).toContain('指定的某x已离任');
  });
});
