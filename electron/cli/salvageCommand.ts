import { join } from 'node:path';
import { tableNames } from '#shared/backup/tableNames.ts';
import type { BaseVerdict, SalvagedTable } from '#shared/contract/backupCommands.ts';
import { answered } from './answered.ts';
import { askUnlocks } from './askUnlocks.ts';
import { CommandFailure } from './commandFailure.ts';
import { commandPath } from './commandPath.ts';
import { checkDataDirectory } from './dataDirectory.ts';
import { openOffice } from './openOffice.ts';
import { readOptions } from './readOptions.ts';

export const salvageUsage = `用法：npm run neikan -- salvage --data 数据目录 [--code]
  抢救有损坏的库：把读得出的内容写进新的库，换下损坏的；损坏的整个留在数据目录中的“恢复前的数据-…”。
  询问登录名和口令，要抢救稿件库的由能阅读稿件的人输入；加 --code 则询问恢复码（分存的，询问其中两份和编号）。
  退出状态：0 全部读出，3 抢救了但有读不出的内容（逐类列出），1 没有抢救、没有改动，2 用法不对。`;

const baseNames = { register: '登记库（register.db）', content: '稿件库（content.db）' } as const;

/**
 * `salvage --data DIR [--code]`: new bases of every row that can be read, in the place of damaged ones. Prints what was read and
 * what is lost; throws a CommandFailure, 3 where something is lost, 1 in the office's words where nothing was done.
 */
export async function salvageCommand(
  args: readonly string[],
  print: (line: string) => void,
  ask: typeof askUnlocks = askUnlocks,
): Promise<void> {
  const { positionals, values } = readOptions(
    args,
    { data: { type: 'string' }, code: { type: 'boolean', default: false } },
    salvageUsage,
  );
  if (values.data === undefined || positionals.length > 0) throw new CommandFailure(2, salvageUsage);
  const data = commandPath(values.data);
  checkDataDirectory(data);
  const office = openOffice(data, () => Promise.reject(new Error('nothing is printed here')));
  try {
    const { recoveryKind = 'code' } = answered(await office.client.officeStatus({}));
    const [unlock] = await ask([{ prefix: '', papers: values.code ? recoveryKind : undefined }]);
    if (!unlock) throw new Error('nothing opens the bases');
    const { bases, setAside } = answered(await office.client.salvageBases({ unlock }));
    for (const line of bases.flatMap(linesOf)) print(line);
    print(`已换上新的库；损坏的文件在 ${join(data, setAside)}`);
    if (bases.some(({ tables }) => tables.some(({ lost }) => lost.length > 0))) {
      throw new CommandFailure(3, '有读不出的内容，见上面所列。请抄下来，从以前的备份或纸质文件中补。');
    }
  } finally {
    office.close();
  }
}

function linesOf({ base, tables }: BaseVerdict): readonly string[] {
  const read = tables.reduce((sum, { readable }) => sum + readable, 0);
  const damaged = tables.filter(({ lost }) => lost.length > 0);
  const head = `${baseNames[base]}：读出${read}行，${damaged.length === 0 ? '没有读不出的' : `${damaged.length}类有读不出的`}`;
  return [head, ...damaged.map(lostLine)];
}

function lostLine({ table, readable, lost, moreLost }: SalvagedTable): string {
  const more = moreLost > 0 ? `，另有${moreLost}处` : '';
  return `  ${tableNames[table] ?? table}：读出${readable}行；读不出${lost.join('、')}${more}`;
}
