import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import type { OfficeEvent } from '#shared/contract/officeEvent.ts';
import { openOffice, signIn, value } from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { drive } from './drive.ts';
import { joinedOffices } from './joinedOffices.ts';
import { largeIssue } from './largeIssue.ts';

type Wanted = OfficeEvent & { readonly kind: 'mediumWanted' };

/** 编辑机 with an issue that takes three volumes, 审核机, and a drive that both have. */
async function large(onWanted: (office: Office, wanted: Wanted) => void) {
  const [editor, there] = await joinedOffices(2);
  editor.office.close();
  const office: Office = openOffice(editor.directory, {
    emit: (event) => {
      if (event.kind === 'mediumWanted') onWanted(office, event);
    },
  });
  await signIn(office, 'wenhe');
  const issueId = await largeIssue(office, 1_000_000);
  const medium = drive();
  const write = () =>
    office.client.writePackage({
      issueId,
      kind: 'submit',
      machines: [there.own.card],
      folder: medium.path,
      medium: '光盘01',
      volumeMegabytes: 1,
      changesMedium: true,
    });
  return { office, directory: editor.directory, there, issueId, medium, write };
}

test('a package goes over several media in one drive, is gathered from them in any order and taken once', async () => {
  const asked: string[] = [];
  const refusedOn: string[] = [];
  const { directory, there, issueId, medium, write } = await large(async (office, { volume, volumes, bytes }) => {
    asked.push(`${volume}/${volumes}`);
    expect(bytes).toBeGreaterThan(100_000);
    // The volume before has its name by now, so that its medium can be taken out; put in again, it is known.
    expect(medium.files()).toHaveLength(1);
    const again = await office.client.nextMedium({ folder: medium.path, medium: '光盘01' });
    const gone = await office.client.nextMedium({ folder: join(medium.path, '没有'), medium: '光盘02' });
    for (const answer of [again, gone]) if (!answer.ok) refusedOn.push(answer.message);
    medium.change(`光盘0${volume - 1}`, `光盘0${volume}`);
    value(await office.client.nextMedium({ folder: medium.path, medium: `光盘0${volume}` }));
  });
  const { entry, files } = value(await write());
  expect(asked).toEqual(['2/3', '3/3']);
  expect(refusedOn).toEqual([
    `“${medium.path}”里是第1卷，介质还没有换。请换上另一个，再选文件夹。`,
    expect.stringContaining('找不到'),
    `“${medium.path}”里是第2卷，介质还没有换。请换上另一个，再选文件夹。`,
    expect.stringContaining('找不到'),
  ]);
  expect(files).toHaveLength(3);
  expect(entry).toMatchObject({ volumes: 3, medium: '光盘01、光盘02、光盘03' });

  const { client } = there.office;
  const found = async () => value(await client.findPackages({ folder: medium.path }));
  // Volume 3 is in the drive: alone it is no package.
  const [third] = await found();
  expect(third).toMatchObject({
    state: 'refused',
    reason: 'volumeMissing',
    outside: { missing: [1, 2], gathered: [] },
  });
  value(await client.gatherVolumes({ files: [...(third?.files ?? [])], medium: '光盘03' }));
  medium.change('光盘03', '光盘01');
  const [first] = await found();
  expect(first).toMatchObject({ outside: { missing: [2], gathered: [3] } });
  value(await client.gatherVolumes({ files: [...(first?.files ?? [])], medium: '光盘01' }));
  // Once more changes nothing.
  value(await client.gatherVolumes({ files: [...(first?.files ?? [])], medium: '光盘01' }));
  medium.change('光盘01', '光盘02');
  const [whole] = await found();
  expect(whole).toMatchObject({ state: 'new', outside: { missing: [], gathered: [1, 3] }, inside: { issueId } });
  const taken = value(await client.takePackage({ files: [...(whole?.files ?? [])], medium: '光盘02' }));
  expect(taken).toMatchObject({ entry: { volumes: 3, medium: '光盘03、光盘01、光盘02' }, outcome: { kind: 'here' } });
  expect(readdirSync(join(there.directory, 'volumes'))).toEqual([]);
  expect((await found()).map(({ state, outside }) => [state, outside?.gathered])).toEqual([['refused', []]]);

  const { content } = await openBases(there.directory, 'wenhe');
  const rows = content.prepare("SELECT details FROM audit WHERE action = 'gatherVolumes' ORDER BY sequence").pluck();
  expect(rows.all().map((details) => JSON.parse(String(details)).volumes)).toEqual([[3], [1]]);
  const { content: here } = await openBases(directory, 'wenhe');
  const written = here.prepare("SELECT details FROM audit WHERE action = 'writePackage'").pluck().get();
  expect(JSON.parse(String(written))).toMatchObject({ medium: '光盘01、光盘02、光盘03' });
});

test('ended between two media nothing is on record, the issue stays, and the volume that was taken out is no package', async () => {
  const { office, directory, there, issueId, medium, write } = await large((ended) => {
    medium.change('光盘01', '光盘02');
    void ended.client.stopPackage({});
  });
  expect(await write()).toMatchObject({ code: 'illegalState', details: { isStopped: true } });
  expect(medium.files()).toEqual([]);
  medium.change('光盘02', '光盘01');
  const left = value(await there.office.client.findPackages({ folder: medium.path }));
  expect(left).toMatchObject([{ state: 'refused', reason: 'volumeMissing', outside: { missing: [2, 3] } }]);
  medium.change('光盘01', '光盘02');
  expect(value(await office.client.listPackages({}))).toEqual([]);
  expect(value(await office.client.readIssue({ id: issueId })).summary).not.toHaveProperty('lending');
  expect(await office.client.nextMedium({ folder: medium.path, medium: '光盘02' })).toMatchObject({
    code: 'illegalState',
    message: '现在没有等着换介质的交接包。',
  });
  const { content } = await openBases(directory, 'wenhe');
  expect(content.prepare('SELECT count(*) FROM issue_legs').pluck().get()).toBe(0);
});

test('cut off by a lock between two media, the next sign-in of whoever wrote it tells which issue and which media, once', async () => {
  const wanted = Promise.withResolvers<void>();
  const { office, directory, issueId, medium, write } = await large((_, { volume }) => {
    medium.change(`光盘0${volume - 1}`, `光盘0${volume}`);
    wanted.resolve();
  });
  const writing = write();
  await wanted.promise;
  // As the window does it: what is under way is ended, and then every process.
  value(await office.client.stopPackage({ isLeaving: true }));
  expect(await writing).toMatchObject({ code: 'illegalState', details: { isStopped: true } });
  office.close();
  const next = openOffice(directory);
  const noticesOf = async (personId: string) => (await signIn(next, personId)).notices.join('');
  expect(await noticesOf('qiaoyi')).not.toContain('没有写完');
  expect(await noticesOf('wenhe')).toContain(
    '上次分几个介质写交接包时锁定、退出或者断了电，没有写完：这一期没有交出，仍在本机办理。介质（光盘01）上已经写好的卷收不进去，可以删掉；还要交出的，请重新写出。',
  );
  expect(await noticesOf('wenhe')).not.toContain('没有写完');
  expect(value(await next.client.readIssue({ id: issueId })).summary).not.toHaveProperty('lending');
  const { content } = await openBases(directory, 'wenhe');
  const told = content.prepare("SELECT subject, details FROM audit WHERE action = 'packageCutOff'").all();
  expect(told).toEqual([{ subject: issueId, details: '{"medium":"光盘01"}' }]);
  expect(content.prepare('SELECT count(*) FROM unfinished_packages').pluck().get()).toBe(0);
});

test('cut off with its processes it is told as well, and of one that was ended at the window or written nothing is told later', async () => {
  let isCut = true;
  const wanted = Promise.withResolvers<void>();
  const { office, directory, medium, write } = await large((_, { volume }) => {
    medium.change(`光盘0${volume - 1}`, `光盘0${volume}`);
    wanted.resolve();
  });
  void write();
  await wanted.promise;
  office.close(true);
  const told = async (opened: Office) =>
    (await signIn(opened, 'wenhe')).notices.some((one) => one.includes('没有写完'));
  const second = openOffice(directory, {
    emit: (event) => {
      if (event.kind !== 'mediumWanted') return;
      if (isCut) return void second.client.stopPackage({});
      medium.change(`光盘0${event.volume - 1}`, `光盘0${event.volume}`);
      void second.client.nextMedium({ folder: medium.path, medium: `光盘0${event.volume}` });
    },
  });
  expect(await told(second)).toBe(true);
  medium.change('光盘02', '光盘01');
  const again = async () => {
    const [machine] = value(await second.client.listMachines({})).filter(({ isOwn }) => !isOwn);
    const [issue] = value(await second.client.listIssues({}));
    return second.client.writePackage({
      issueId: issue?.id ?? '',
      kind: 'submit',
      machines: [machine?.card ?? ''],
      folder: medium.path,
      medium: '光盘01',
      volumeMegabytes: 1,
      changesMedium: true,
    });
  };
  expect(await again()).toMatchObject({ details: { isStopped: true } });
  expect(await told(second)).toBe(false);
  isCut = false;
  value(await again());
  second.close();
  expect(await told(openOffice(directory))).toBe(false);
});

test('what an earlier writing has left on a later medium is cleared, and one that goes wrong says what is of no use now', async () => {
  const { medium, write } = await large(async (office, { volume }) => {
    medium.change(`光盘0${volume - 1}`, `光盘0${volume}`);
    if (volume === 2) writeFileSync(join(medium.path, `.neikan-handover-${'0'.repeat(64)}-1`), 'cut off');
    value(await office.client.nextMedium({ folder: medium.path, medium: `光盘0${volume}` }));
    expect(medium.files()).toEqual([]);
    // Pulled out while it is written.
    if (volume === 3) rmSync(medium.path, { recursive: true });
  });
  expect(await write()).toMatchObject({
    code: 'notFound',
    message: expect.stringContaining('取出的介质上已经写好的卷不成一包，收不进去，可以删掉。'),
  });
});

test('volumes are gathered whole or not at all, and given up by choice', async () => {
  const { there, medium, write } = await large(async (office, { volume }) => {
    medium.change(`光盘0${volume - 1}`, `光盘0${volume}`);
    value(await office.client.nextMedium({ folder: medium.path, medium: `光盘0${volume}` }));
  });
  value(await write());
  const { client } = there.office;
  const kept = join(there.directory, 'volumes');
  const [name = ''] = medium.files();
  const path = join(medium.path, name);
  const sound = readFileSync(path);
  const damaged = Buffer.from(sound);
  damaged[damaged.length - 100] = (damaged[damaged.length - 100] ?? 0) ^ 1;
  writeFileSync(path, damaged);
  expect(await client.gatherVolumes({ files: [path], medium: '光盘03' })).toMatchObject({
    ok: false,
    message: expect.stringContaining(name),
  });
  expect(readdirSync(kept)).toEqual([]);
  expect(await client.dropVolumes({ mark: '0'.repeat(32) })).toMatchObject({ code: 'notFound' });

  // What was cut off while it was copied is taken away.
  writeFileSync(join(kept, `${'0'.repeat(32)}-1.nkh.writing`), 'cut off');
  writeFileSync(path, sound);
  value(await client.gatherVolumes({ files: [path], medium: '光盘03' }));
  expect(readdirSync(kept)).toHaveLength(1);
  // What is kept is what is on the medium: sealed.
  expect(readFileSync(join(kept, readdirSync(kept)[0] ?? ''))).toEqual(sound);
  rmSync(path);
  const [waiting] = value(await client.findPackages({ folder: medium.path }));
  expect(waiting).toMatchObject({ reason: 'volumeMissing', outside: { gathered: [3], missing: [1, 2] } });
  value(await client.dropVolumes({ mark: waiting?.outside?.mark ?? '' }));
  expect(readdirSync(kept)).toEqual([]);
  expect(value(await client.findPackages({ folder: medium.path }))).toEqual([]);
});
