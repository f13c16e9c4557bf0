import { copyFileSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { CommandInput } from '#shared/contract/contract.ts';
import { type DataFiles, dataFiles } from '#store/dataDirectory.ts';
import { bytesOf } from '../store/temporaryFolder.ts';
import {
  code,
  foundedDirectory,
  openOffice,
  signIn,
  staff,
  strictStaff,
  temporaryDirectory,
  value,
} from './foundedOffice.ts';

type Founding = CommandInput<'foundOffice'>;
type People = Founding['people'];
const standard: Founding = { name: '澜溪县办公室', staffing: 'standard', people: [...staff] };
const strict: Founding = { name: '澜溪县办公室', staffing: 'strict', people: [...strictStaff] };

/** The people of an office with one of them changed. */
function withPerson(people: People, index: number, change: Partial<People[number]>): People {
  return people.map((person, place) => (place === index ? { ...person, ...change } : person));
}

test.each<[string, Founding, string]>([
  ['two people', { ...standard, people: staff.slice(0, 2) }, 'incomplete'],
  [
    'nobody to sign',
    { ...standard, people: withPerson([...staff], 2, { roles: ['reviewer', 'auditor'] }) },
    'incomplete',
  ],
  [
    'one person for two of the sign-offs',
    {
      ...standard,
      people: [
        {
          id: 'jia',
          name: '贾',
          roles: ['editor', 'reviewer', 'archivist', 'systemAdministrator'],
          password: '水何澹澹山岛竦峙',
        },
        { id: 'yi', name: '易', roles: ['signer', 'securityAdministrator'], password: '水何澹澹山岛竦峙' },
        { id: 'bing', name: '邴', roles: ['auditor'], password: '水何澹澹山岛竦峙' },
      ],
    },
    'incomplete',
  ],
  ['no archivist', { ...strict, people: strictStaff.filter(({ id }) => id !== 'dangan') }, 'incomplete'],
  ['no system administrator', { ...strict, people: strictStaff.filter(({ id }) => id !== 'xiting') }, 'incomplete'],
  ['no security administrator', { ...strict, people: strictStaff.filter(({ id }) => id !== 'baomi') }, 'incomplete'],
  ['no auditor', { ...strict, people: strictStaff.filter(({ id }) => id !== 'jishen') }, 'incomplete'],
  [
    'an auditor who administers',
    { ...standard, people: withPerson([...staff], 2, { roles: ['signer', 'auditor', 'systemAdministrator'] }) },
    'illegalState',
  ],
  ['an editor who administers in strict staffing', { ...strict, people: [...staff] }, 'illegalState'],
  [
    'two of the three administrators in one person in strict staffing',
    { ...strict, people: withPerson([...strictStaff], 4, { roles: ['systemAdministrator', 'securityAdministrator'] }) },
    'illegalState',
  ],
  [
    'a password of seven characters',
    { ...standard, people: withPerson([...staff], 0, { password: '水何澹澹山岛竦' }) },
    'weakPassword',
  ],
  [
    'one character over and over',
    { ...standard, people: withPerson([...staff], 1, { password: 'aaaaaaaaaaaa' }) },
    'weakPassword',
  ],
  [
    'the sign-in name in the password',
    { ...standard, people: withPerson([...staff], 2, { password: '口令ShenJun2024' }) },
    'weakPassword',
  ],
  ['one sign-in name twice', { ...standard, people: [...staff, ...staff.slice(0, 1)] }, 'nameTaken'],
  ['a blank in a sign-in name', { ...standard, people: withPerson([...staff], 0, { id: 'wen he' }) }, 'malformed'],
  ['a path for a sign-in name', { ...standard, people: withPerson([...staff], 0, { id: '../wenhe' }) }, 'malformed'],
  ['no name for the office', { ...standard, name: ' ' }, 'malformed'],
  ['nobody', { ...standard, people: [] }, 'malformed'],
])('founding refuses %s and leaves nothing behind', async (_what, input, expected) => {
  const directory = temporaryDirectory();
  const office = openOffice(directory);
  const before = readdirSync(directory).sort();
  expect(code(await office.client.foundOffice(input))).toBe(expected);
  expect(readdirSync(directory).sort()).toEqual(before);
  expect(value(await office.client.officeStatus({}))).toEqual({ state: 'empty', signInNames: [], signedIn: null });
});

test('a new office is founded once, and its files stay as they are when somebody founds again', async () => {
  const { directory } = await foundedDirectory();
  const office = openOffice(directory);
  expect(value(await office.client.officeStatus({}))).toEqual({
    state: 'founded',
    signInNames: staff.map(({ id }) => id),
    recoveryKind: 'code',
    signedIn: null,
  });
  const before = bytesOf(directory);
  for (const input of [standard, strict]) expect(code(await office.client.foundOffice(input))).toBe('illegalState');
  expect(bytesOf(directory)).toEqual(before);
});

test('a founding that broke off in the middle is no office and is begun anew', async () => {
  const directory = temporaryDirectory();
  const files = dataFiles(directory);
  let breaks = true;
  const newId = () => {
    if (!breaks) return crypto.randomUUID();
    breaks = false;
    throw new Error('cut off');
  };
  const office = openOffice(directory, { newId });
  expect(code(await office.client.foundOffice(standard))).toBe('failed');
  office.close();
  expect(existsSync(files.founding)).toBe(true);
  expect(existsSync(files.register)).toBe(true);
  expect(existsSync(files.keyring)).toBe(false);

  const again = openOffice(directory);
  expect(value(await again.client.officeStatus({})).state).toBe('empty');
  expect(code(await again.client.signIn({ personId: 'wenhe', password: '水何澹澹山岛竦峙' }))).toBe('illegalState');
  value(await again.client.foundOffice(standard));
  expect(readdirSync(directory).filter((name) => name.includes('founding'))).toEqual([]);
  expect((await signIn(again, 'wenhe')).alerts).toEqual([]);
});

test('whatever a founding left that was cut off before its last step, the next one clears away', async () => {
  const { directory } = await foundedDirectory();
  const files = dataFiles(directory);
  copyFileSync(files.keyring, `${files.keyring}.founding`);
  rmSync(files.keyring);
  writeFileSync(files.founding, '2024-06-03T08:00:00.000Z\n');
  writeFileSync(`${files.content}-wal`, 'the log of a base that is not there any more');
  const office = openOffice(directory);
  expect(value(await office.client.officeStatus({})).state).toBe('empty');
  value(await office.client.foundOffice(standard));
  expect((await signIn(office, 'wenhe')).alerts).toEqual([]);
  expect(value(await office.client.listArticles({}))).toEqual([]);
});

const parts = ['keyring', 'register', 'content'] as const satisfies readonly (keyof DataFiles)[];
const losses: readonly (readonly (typeof parts)[number][])[] = [
  ['keyring'],
  ['register'],
  ['content'],
  ['keyring', 'register'],
  ['keyring', 'content'],
  ['register', 'content'],
];

test.each(losses.map((lost) => [lost] as const))(
  'a data directory without its %s is named and not touched',
  async (lost) => {
    const { directory } = await foundedDirectory();
    const files = dataFiles(directory);
    for (const part of lost) rmSync(files[part]);
    const office = openOffice(directory);
    const before = bytesOf(directory);
    for (const answer of [
      await office.client.officeStatus({}),
      await office.client.signIn({ personId: 'wenhe', password: '水何澹澹山岛竦峙' }),
      await office.client.foundOffice(standard),
      await office.client.recoverPassword({ recoveryCode: '0', personId: 'wenhe', next: '水何澹澹山岛竦峙' }),
    ]) {
      expect(code(answer)).toBe('dataMissing');
      for (const part of parts) {
        expect(answer.ok ? '' : answer.message.includes(files[part]), part).toBe(lost.includes(part));
      }
    }
    expect(bytesOf(directory)).toEqual(before);
  },
);

test('the mark of a founding that was finished does not give a lost keyring up to the next founding', async () => {
  const { directory } = await foundedDirectory();
  const files = dataFiles(directory);
  // Cut off between the keyring's rename and the removal of the mark.
  writeFileSync(files.founding, '2024-06-03T08:00:00.000Z\n');
  const office = openOffice(directory);
  await signIn(office, 'wenhe');
  value(await office.client.signOut({}));
  expect(existsSync(files.founding)).toBe(false);
  rmSync(files.keyring);
  expect(code(await office.client.foundOffice(standard))).toBe('dataMissing');
  expect(existsSync(files.content)).toBe(true);
});
