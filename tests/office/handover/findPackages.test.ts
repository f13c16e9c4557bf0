import { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { code, draftIssue, openOffice, signIn, testClock, value } from '../office/foundedOffice.ts';
import { openBases, rowsOf } from '../office/openBases.ts';
import { temporaryFolder } from '../store/temporaryFolder.ts';
import { joinedOffices } from './joinedOffices.ts';

const medium = '介质0007';

test('what lies on a medium is told with who wrote it and whether it can be taken, and looking leaves nothing behind', async () => {
  const [editor, reviewer, signer] = await joinedOffices(3);
  const folder = temporaryFolder();
  const inside = join(folder, '三月');
  mkdirSync(inside);
  const written: string[] = [];
  for (const [title, machine] of [
    ['给审核机的', reviewer],
    ['给签发机的', signer],
  ] as const) {
    const { issue } = await draftIssue(editor.office, title);
    const { id } = issue.summary;
    value(await editor.office.client.submitIssue({ id, contentHash: issue.contentHash }));
    const machines = [machine.own.card];
    const sent = await editor.office.client.writePackage({
      issueId: id,
      kind: 'submit',
      machines,
      folder: inside,
      medium,
    });
    written.push(value(sent).files[0]?.path ?? '');
  }
  const [forReviewer = '', forSigner = ''] = written;
  writeFileSync(join(folder, '别的.nkh'), '别的');
  writeFileSync(join(folder, '说明.txt'), '不是交接包');
  const before = rowsOf((await openBases(reviewer.directory, 'wenhe')).content).packages;

  const look = async (at = folder) => value(await reviewer.office.client.findPackages({ folder: at }));
  const [first, second, third, ...more] = await look();
  expect(more).toEqual([]);
  expect(first).toMatchObject({
    files: [forReviewer],
    state: 'new',
    outside: { receivers: ['审核机'], volumes: 1, missing: [] },
    inside: { kind: 'submit', sender: '编辑机', person: '闻禾', sequence: 1 },
  });
  expect(second).toMatchObject({ state: 'refused', reason: 'notAPackage', message: '“别的.nkh”不是交接包。' });
  expect(third).toMatchObject({ files: [forSigner], state: 'forOthers', outside: { receivers: ['签发机'] } });
  expect(third?.inside).toBeUndefined();
  expect(before).toBeDefined();
  expect(rowsOf((await openBases(reviewer.directory, 'wenhe')).content).packages).toEqual(before);

  // Taken once it is said so; its own sender sees that it is not for it.
  value(await reviewer.office.client.takePackage({ files: [forReviewer], medium }));
  expect((await look(inside)).map(({ state }) => state)).toEqual(['taken', 'forOthers']);
  const own = value(await editor.office.client.findPackages({ folder: inside }));
  expect(own.map(({ state }) => state)).toEqual(['forOthers', 'forOthers']);

  // A head that was cut, and a name that hides it.
  writeFileSync(forSigner, readFileSync(forSigner).subarray(0, 40));
  renameSync(forReviewer, join(inside, `.${basename(forReviewer)}`));
  expect(await look(inside)).toMatchObject([{ state: 'refused', reason: 'truncated' }]);
  expect(code(await reviewer.office.client.findPackages({ folder: join(folder, '没有') }))).toBe('notFound');
});

test('a file that the medium does not give out is named, and what lies beside it is told all the same', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const folder = temporaryFolder();
  const { issue } = await draftIssue(editor.office);
  const machines = [reviewer.own.card];
  value(
    await editor.office.client.writePackage({ issueId: issue.summary.id, kind: 'submit', machines, folder, medium }),
  );
  symlinkSync(join(folder, '读不出.nkh'), join(folder, '读不出.nkh'));
  const [first, second, ...more] = value(await reviewer.office.client.findPackages({ folder }));
  expect(more).toEqual([]);
  expect(first).toMatchObject({ state: 'new', inside: { kind: 'submit' } });
  expect(second).toMatchObject({
    files: [join(folder, '读不出.nkh')],
    state: 'refused',
    message: expect.stringContaining('读不出.nkh'),
  });
});

test('packages of one chain are told in the order of the chain, whatever the clock of their sender said', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const folder = temporaryFolder();
  const { issue } = await draftIssue(editor.office);
  const { id } = issue.summary;
  editor.office.close();
  const clock = testClock();
  const office = openOffice(editor.directory, { now: clock.now, upSeconds: clock.upSeconds });
  const copy = { issueId: id, kind: 'submit' as const, machines: [reviewer.own.card], folder, medium, isCopy: true };
  const day = (later: number) => new Date(Date.now() + later * 86_400_000).toISOString();
  for (const later of [3, 2, 1]) {
    clock.set(day(later));
    await signIn(office, 'wenhe');
    value(await office.client.writePackage(copy));
  }
  const found = value(await reviewer.office.client.findPackages({ folder }));
  expect(found.map(({ inside, state, reason }) => [inside?.sequence, state, reason])).toEqual([
    [1, 'new', undefined],
    [2, 'refused', 'gap'],
    [3, 'refused', 'gap'],
  ]);
  for (const { files } of found) value(await reviewer.office.client.takePackage({ files, medium }));
});
