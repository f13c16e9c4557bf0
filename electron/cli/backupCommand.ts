import { momentLine } from '#shared/layout/momentLine.ts';
import { answered } from './answered.ts';
import { askCredentials, type Credentials } from './askCredentials.ts';
import { CommandFailure } from './commandFailure.ts';
import { commandPath } from './commandPath.ts';
import { onInterrupt } from './interruption.ts';
import { readOptions } from './readOptions.ts';
import { withSignedInOffice } from './signedInOffice.ts';

export const backupUsage = `用法：npm run neikan -- backup --data 数据目录 --to 文件夹
  在文件夹中做一份备份并读回核对；询问系统管理员的登录名和口令。
      npm run neikan -- backup --drill 备份文件夹 --data 数据目录
  把一份备份恢复到临时的地方试一遍，说出读到了什么，然后清除。`;

/**
 * `backup --data DIR --to FOLDER`: everything a bare machine needs, whole or not at all. `backup --drill BACKUP --data DIR`:
 * tries a restore. Throws a CommandFailure in the office's words, or where the drill has found a fault.
 */
export async function backupCommand(
  args: readonly string[],
  print: (line: string) => void,
  warn: (line: string) => void,
  ask: () => Promise<Credentials> = () => askCredentials(),
): Promise<void> {
  const { data, to, drill } = readArguments(args);
  let credentials: Credentials | undefined;
  const askOnce = async () => {
    credentials = await ask();
    return credentials;
  };
  const faults: string[] = [];
  await withSignedInOffice(
    data,
    warn,
    async (client) => {
      const forget = onInterrupt(async () => {
        await client.stopBackup({});
      });
      try {
        if (to !== undefined) {
          const made = answered(await client.makeBackup({ folder: to }));
          if (made.kind === 'stopped') return;
          const { path, bytes, isContentRead } = made.backup;
          print(`已备份到 ${path}，共${bytes}字节，已读回核对`);
          if (!isContentRead) print('稿件库按字节核对；没有稿件库的钥匙，没有打开');
          if (made.removed.length > 0) print(`删去旧备份：${made.removed.join('、')}`);
          return;
        }
        if (drill === undefined || !credentials) return;
        const tried = answered(await client.drillBackup({ path: drill, unlock: { kind: 'person', ...credentials } }));
        if (tried.kind === 'stopped') return;
        const { facts, files, registerRows, contentRows, issue, seconds } = tried.report;
        faults.push(...tried.report.faults.map(({ file, message }) => `${file}：${message}`));
        print(`备份：${facts.office.name}，${momentLine(facts.madeAt)}，${facts.madeBy}`);
        print(
          `读了${files}个文件，登记库${registerRows}行，稿件库${contentRows === null ? '没有打开（没有钥匙）' : `${contentRows}行`}`,
        );
        if (issue) print(`${issue.numberText}：${issue.signatures}个签名相符`);
        print(`用了${seconds.toFixed(1)}秒，临时的文件已经清除`);
      } finally {
        forget();
      }
    },
    askOnce,
  );
  if (faults.length > 0)
    throw new CommandFailure(1, `试恢复没有通过：\n${faults.map((line) => `  ${line}`).join('\n')}`);
}

function readArguments(args: readonly string[]) {
  const options = { data: { type: 'string' }, to: { type: 'string' }, drill: { type: 'string' } } as const;
  const { positionals, values } = readOptions(args, options, backupUsage);
  const { data, to, drill } = values;
  if (positionals.length > 0 || data === undefined || (to === undefined) === (drill === undefined)) {
    throw new CommandFailure(2, backupUsage);
  }
  return {
    data: commandPath(data),
    to: to === undefined ? undefined : commandPath(to),
    drill: drill === undefined ? undefined : commandPath(drill),
  };
}
