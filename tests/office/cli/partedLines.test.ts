import { expect, test } from 'vitest';
import { joinCommand } from '#cli/joinCommand.ts';
import { carryRegister, firstMachine, joinedTo } from '../handover/joining.ts';
import { passwordOf, signIn, value } from '../office/foundedOffice.ts';

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
  await expect(update('wenhe')).rejects.toThrow('请安全保密管理员（乔一）看过两边的改动');
  expect(lines).toEqual([
    '本机和“编辑机”各改了人员和岗位：',
    '  沈钧（shenjun）：本机签发、档案员、审计员，那边审计员；要定下照哪一边',
    '  辛仁（xinren）：本机没有这个人，那边责任编辑；照那边',
  ]);
  await expect(update('wenhe', '--settle', '--there', 'shenjun')).rejects.toThrow('要由安全保密管理员（乔一）定下');
  await expect(update('qiaoyi', '--settle')).rejects.toThrow('沈钧的改动两边不一样');
  lines.length = 0;
  await update('qiaoyi', '--settle', '--there', 'shenjun');
  expect(lines).toEqual(['已采用登记簿第2条的登记内容', '  新来：辛仁', '  岗位、钥匙或阅读稿件的变动：沈钧']);
});
