import { expect, test } from 'vitest';
import { joinCommand } from '#cli/joinCommand.ts';
import { asking, carryRegister, firstMachine, joinedTo, joining } from '../handover/joining.ts';
import {
  foundedDirectory,
  openOffice,
  passwordOf,
  signIn,
  temporaryDirectory,
  value,
} from '../office/foundedOffice.ts';

test('on the command line what two machines have changed apart is listed, and settled by the security administrator', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  await signIn(first.office, 'wenhe');
  const password = '新来的人自己定口令';
  value(await first.office.client.admitPerson({ id: 'xinren', name: '辛仁', roles: ['editor'], password }));
  await signIn(first.office, 'qiaoyi');
  value(await first.office.client.setRoles({ personId: 'shenjun', roles: ['auditor'] }));
  await signIn(second.office, 'qiaoyi');
  value(await second.office.client.setRoles({ personId: 'shenjun', roles: ['signer', 'archivist', 'auditor'] }));
  await carryRegister(first.office, second.office, second.card);
  second.office.close();
  const lines: string[] = [];
  const update = (personId: string, ...more: readonly string[]) =>
    joinCommand(
      ['--update', '2', '--data', second.directory, ...more],
      (line) => void lines.push(line),
      () => {},
      async () => [],
      async () => ({ personId, password: passwordOf(personId) }),
    );
  await expect(update('qiaoyi', '--there', 'shenjun')).rejects.toThrow('用法：');
  await expect(update('wenhe')).rejects.toThrow('请安全保密管理员（乔一）看过两台机器的改动');
  expect(lines).toEqual([
    '本机和“编辑机”各自改了人员和岗位：',
    '  沈钧（shenjun）：本机签发、档案员、审计员，“编辑机”审计员；请选照哪一台',
    '  辛仁（xinren）：本机没有这个人，“编辑机”责任编辑；照“编辑机”',
    expect.stringMatching(/^看过以后定下，加 --settle [0-9a-f]{16}$/),
  ]);
  const seen = lines.at(-1)?.slice(-16) ?? '';
  const settle = (personId: string, ...more: readonly string[]) => update(personId, '--settle', seen, ...more);
  await expect(update('wenhe', '--settle', '--there', 'shenjun')).rejects.toThrow('用法：');
  await expect(settle('wenhe', '--there', 'shenjun')).rejects.toThrow('要由安全保密管理员（乔一）定下');
  await expect(settle('qiaoyi')).rejects.toThrow('沈钧的岗位或口令在本机和“编辑机”上不一样');
  await expect(settle('qiaoyi', '--there', 'shenjun', '--here', 'xinren')).rejects.toThrow('辛仁不用选照哪一台');
  lines.length = 0;
  const stale = update('qiaoyi', '--settle', '0'.repeat(16), '--there', 'shenjun');
  await expect(stale).rejects.toThrow('列出以后，本机或“编辑机”的人员和岗位又有变动');
  expect(lines.at(-1)).toContain(seen);
  lines.length = 0;
  await settle('qiaoyi', '--there', 'shenjun');
  expect(lines).toEqual(['已采用登记簿第2条的登记内容', '  新来：辛仁', '  岗位、口令或阅读稿件有变动的：沈钧']);
});

test('where the 三员 are apart an editor takes the register and the security administrator settles it beside', async () => {
  const { directory } = await foundedDirectory('strict');
  const office = openOffice(directory);
  const { client } = office;
  await signIn(office, 'lubian');
  value(await client.makeMachineCard({ name: '编辑机' }));
  const second = await asking();
  await signIn(office, 'baomi');
  const { card } = value(await client.takeMachineCard({ bytes: second.request.file.bytes }));
  value(await client.confirmMachine({ card, words: second.request.words }));
  value(await client.approveJoin({ card }));
  const write = async () => {
    await signIn(office, 'lubian');
    return value(await client.writeJoinPackage({ card, folder: temporaryDirectory(), medium: '入网盘01' }));
  };
  const who = { personId: 'baomi', personPassword: passwordOf('baomi') };
  value(await second.office.client.joinOffice(await joining(office, await write(), who)));
  await signIn(office, 'baomi');
  value(await client.setRoles({ personId: 'shishen', roles: ['reviewer', 'archivist'] }));
  await signIn(second.office, 'baomi');
  value(await second.office.client.setRoles({ personId: 'shishen', roles: ['reviewer', 'editor'] }));
  await signIn(second.office, 'lubian');
  const files = (await write()).files.map(({ path }) => path);
  const { entry } = value(await second.office.client.takePackage({ files, medium: '入网盘01' }));
  second.office.close();
  const lines: string[] = [];
  const update = (...more: readonly string[]) =>
    joinCommand(
      ['--update', String(entry.number), '--data', second.directory, ...more],
      (line) => void lines.push(line),
      () => {},
      async () => ['lubian', passwordOf('lubian'), 'baomi', passwordOf('baomi')],
      async () => ({ personId: 'lubian', password: passwordOf('lubian') }),
    );
  await expect(update()).rejects.toThrow('请安全保密管理员（鲍觅）看过两台机器的改动');
  const seen = lines.at(-1)?.slice(-16) ?? '';
  await expect(update('--settle', seen, '--here', 'shishen')).rejects.toThrow('要由安全保密管理员（鲍觅）定下');
  await update('--settle', seen, '--here', 'shishen', '--present');
  const settled = openOffice(second.directory);
  await signIn(settled, 'lubian');
  expect(value(await settled.client.listPeople({})).find(({ id }) => id === 'shishen')).toMatchObject({
    roles: expect.arrayContaining(['reviewer', 'editor']),
  });
  settled.close();
});
